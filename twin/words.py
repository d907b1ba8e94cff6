"""Sentences in English that carry their French, and numbers written in both manners."""

from collections.abc import Iterable
from math import floor, isfinite, log10
from typing import Literal

from twin.errors import TwinError, did_you_mean

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")
THIN = "\u202f"  # narrow no-break space, the thousands separator in both languages


class Words(str):
    """An English sentence that also carries its French one: behaves as the English `str`, `.to("fr")` gives the other.

    >>> Words("Roof", "Toit").to("fr")
    'Toit'
    """

    __slots__ = ("fr",)
    fr: str

    def __new__(cls, en: str, fr: str) -> "Words":
        words = super().__new__(cls, en)
        words.fr = fr
        return words

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.fr

    def to(self, lang: str) -> str:
        return self.fr if checked(lang) == "fr" else str(self)


def nearest(name: str, known: Iterable[str]) -> Words:
    """The end of an error sentence in both languages: the nearest known names."""
    names = list(known)
    return Words(did_you_mean(name, names), did_you_mean(name, names, lang="fr"))


def led(by: str, error: TwinError) -> TwinError:
    """The same refusal, led by where it happened: "plan.geojson, features[1]: …"; `by` may be Words."""
    by_fr = by.fr if isinstance(by, Words) else by
    return TwinError(Words(f"{by}: {error}", f"{by_fr} : {error.to('fr')}"))


def checked(lang: str) -> Language:
    """`lang` when it is a language we speak, else a TwinError."""
    for known in LANGUAGES:
        if lang == known:
            return known
    raise TwinError(
        Words(f'language "{lang}" is not available: choose "en" or "fr"', f"pas de langue « {lang} » : choisir « en » ou « fr »")
    )


def number(value: float, digits: int = 0, lang: str = "en", sign: bool = False) -> str:
    """`value` with `digits` decimals, thin-space thousands, a true minus, and the decimal mark of the language."""
    if value != value:
        return "n/a"
    text = f"{value:{'+' if sign else ''},.{digits}f}"
    if not any(c in "123456789" for c in text):
        text = text.lstrip("+-")  # a rounded zero has no sign
    text = text.replace(",", THIN).replace("-", "\u2212")
    return text.replace(".", ",") if checked(lang) == "fr" else text


def figures(value: float, lang: str = "en", most: int = 6) -> str:
    """`value` with the decimals it has, at most so many figures that count, written as `number` does.

    >>> figures(0.2, "fr"), figures(55.0, "fr")
    ('0,2', '55')
    """
    text = f"{value:.{most}g}"
    if "e" in text or not isfinite(value):
        return text.replace(".", ",") if checked(lang) == "fr" else text
    return number(value, len(text.partition(".")[2]), lang)


def counted(count: int, what: Words, lang: str) -> str:
    """ "1 sensor", "2 sensors"; in French 0 is singular too. For words whose plural ends in s."""
    one = count < 2 if lang == "fr" else count == 1
    return f"{number(count, 0, lang)} {what.to(lang)}{'' if one else 's'}"


def quantity(value: float, unit: str = "", digits: int = 0) -> Words:
    """A number with its unit, written in both languages, to stand inside sentences of both.

    >>> quantity(8.5, "m", 1).fr
    '8,5 m'
    """
    text = {lang: f"{number(value, digits, lang)} {unit}".rstrip() for lang in LANGUAGES}
    return Words(text["en"], text["fr"])


def digits_for(value: float, significant: int = 3) -> int:
    """How many decimals show `value` with about `significant` figures (never negative, at most 6)."""
    if not isfinite(value) or value == 0:
        return 0
    return max(0, min(6, significant - 1 - floor(log10(abs(value)))))


# Units that are words; the symbols are the same in both languages.
_UNITS_FR = {
    "m²/person": "m²/hab.", "persons": "habitants", "persons/dwelling": "hab./logement", "m²/dwelling": "m²/logement",
    "m²/job": "m²/emploi", "spaces": "places", "trees": "arbres", "years": "ans", "€/tree": "€/arbre", "veh/h": "véh/h", "veh/day": "véh/j",
    "veh·km": "véh·km", "kWh/year": "kWh/an", "kWh/(m²·year)": "kWh/m²·an", "t/year": "t/an", "€/year": "€/an",
    "1/year": "1/an", "€/dwelling": "€/logement", "kg/dwelling": "kg/logement",
}  # fmt: skip
_UNITS_EN = {"kWh/(m²·year)": "kWh/m²·yr", "kWh/year": "kWh/yr", "t/year": "t/yr", "€/year": "€/yr", "1/year": "1/yr"}


def unit_name(unit: str, lang: str) -> str:
    """A unit as people write it in this language; nothing for a plain number."""
    names = _UNITS_FR if checked(lang) == "fr" else _UNITS_EN
    return "" if unit == "1" else names.get(unit, unit)
