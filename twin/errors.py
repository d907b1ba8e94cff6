"""The one exception users meet, and the sentence that helps them on."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import combining, normalize

MOST_NAMED = 12  # known names that an error sentence lists when none is near


class TwinError(ValueError):
    """Something the user gave cannot be used: the message says what, where, what is allowed, and the nearest match.

    Given `twin.words.Words`, it can also be told in French.
    """

    def to(self, lang: str) -> str:
        """The sentence in this language; in English where it has no other."""
        told = getattr(self.args[0] if self.args else "", "to", None)
        return str(self) if told is None else str(told(lang))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """`text` in lower case without accents, for forgiving comparison of names ("Place du Marché" = "place du marche")."""
    decomposed = normalize("NFKD", str(text).casefold().replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not combining(c)).split())


def did_you_mean(name: str, known: Iterable[str], most: int = 3, lang: str = "en") -> str:
    """The end of an error sentence: the nearest known names, or the first few when nothing is near."""
    french = lang == "fr"
    by_plain = {plain(k): k for k in known}
    near = get_close_matches(plain(name), by_plain, n=most, cutoff=0.6)
    if near:
        if french:
            return "peut-être " + " ou ".join(f"« {by_plain[n]} »" for n in near) + " ?"
        return "did you mean " + " or ".join(f'"{by_plain[n]}"' for n in near) + "?"
    names = sorted(by_plain.values())
    if not names:
        return "aucun n'est connu ici" if french else "none is known here"
    more = len(names) - MOST_NAMED
    shown = ", ".join(f"« {n} »" if french else f'"{n}"' for n in names[:MOST_NAMED])
    if french:
        return f"connus : {shown}" + (f" et {more} autres" if more > 0 else "")
    return f"known: {shown}" + (f" and {more} more" if more > 0 else "")
