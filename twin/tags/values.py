"""Reading numbers and words out of tag values, as people really write them."""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
KMH_PER_MPH = 1.609344
METRES_PER_FOOT = 0.3048
SPEED_WORDS = {
    "walk": 6.0, "fr:walk": 6.0, "fr:living_street": 20.0, "fr:zone30": 30.0, "fr:zone:30": 30.0, "fr:30": 30.0,
    "fr:urban": 50.0, "fr:rural": 80.0, "fr:motorway": 130.0, "fr:zone20": 20.0, "fr:zone:20": 20.0,
}  # fmt: skip


def number_in(text: str | None) -> float | None:
    """The first number of a tag value ("2;3" -> 2, "3,5 m" -> 3.5), or None.

    >>> number_in("3,5 m"), number_in("yes")
    (3.5, None)
    """
    found = _NUMBER.search(text or "")
    if not found:
        return None
    value = float(found.group().replace(",", "."))
    return value if abs(value) < 1e6 else None


def metres(text: str | None) -> float | None:
    """A length ("12", "3.5 m", "12'", "40 ft") [m], or None."""
    value = number_in(text)
    if value is None or text is None:
        return None
    return value * METRES_PER_FOOT if "'" in text or "ft" in text else value


def speed(text: str | None) -> float | None:
    """A speed limit ("50", "30 mph", "FR:urban") [km/h], or None; above 150 or below 3 it is not believed."""
    if text is None:
        return None
    word = text.strip().casefold()
    if word in SPEED_WORDS:
        return SPEED_WORDS[word]
    value = number_in(word)
    if value is None:
        return None
    value *= KMH_PER_MPH if "mph" in word else 1.0
    return value if 3 <= value <= 150 else None


def yes(tags: Mapping[str, str], key: str) -> bool:
    return tags.get(key, "no") not in ("no", "", "none", "0", "false")


def first(text: str) -> str:
    """The first of several values written "a;b"."""
    return text.split(";")[0].strip()


def year(text: str | None) -> int | None:
    """The year in "1965", "1965-04", "~1900", "1920s", "C19", "before 1914"; None when there is none between 1000 and 2100."""
    if not text:
        return None
    century = re.match(r"^[Cc](\d{1,2})$", text.strip())
    if century:
        return int(century.group(1)) * 100 - 50
    found = re.search(r"\d{4}", text)
    if not found or not 1000 <= int(found.group()) <= 2100:
        return None
    return int(found.group())
