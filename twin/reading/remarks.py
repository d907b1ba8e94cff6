"""What a reader used, repaired and left out: each sentence counted, with the first few places it happened."""

from twin.words import Words, number

EXAMPLES = 3  # places named in a note; enough to find the kind of trouble in an editor


class Remarks:
    """Counts by sentence while a file is read; `.words()` gives the notes in the order they first came up.

    >>> remarks = Remarks()
    >>> remarks.count(Words("Left out, empty", "Laissés de côté, vides"), "way/7")
    >>> remarks.words()[0].to("fr")
    'Laissés de côté, vides\u202f: 1 (way/7).'
    """

    def __init__(self) -> None:
        self._counts: dict[Words, int] = {}
        self._places: dict[Words, list[str]] = {}

    def count(self, sentence: Words, place: str = "", n: int = 1) -> None:
        """One more `sentence` (or `n` more), which happened at `place` ("way/12", "features[3]")."""
        if n <= 0:
            return
        self._counts[sentence] = self._counts.get(sentence, 0) + n
        places = self._places.setdefault(sentence, [])
        if place and len(places) <= EXAMPLES and place not in places:
            places.append(place)

    def say(self, sentence: Words) -> None:
        """A sentence that stands without a count."""
        self._counts.setdefault(sentence, 0)

    def counted(self, sentence: Words) -> int:
        return self._counts.get(sentence, 0)

    def words(self) -> tuple[Words, ...]:
        return tuple(self._note(sentence, n) for sentence, n in self._counts.items())

    def _note(self, sentence: Words, n: int) -> Words:
        if n == 0:
            return sentence
        places = self._places.get(sentence, [])
        more = ", …" if len(places) > EXAMPLES or len(places) < n else ""
        where = f" ({', '.join(places[:EXAMPLES])}{more})" if places else ""
        french = f"{sentence.fr}\u202f: {number(n, lang='fr')}{where}."
        return Words(f"{sentence}: {number(n)}{where}.", french)
