"""Sums of money and carbon in a note, each with its range, and a badge where a figure behind it was not checked."""

from collections.abc import Sequence

from twin.materials import BADGE
from twin.words import Words, number
from twin.works import Cost


def _rounded(value: float) -> float:
    """To three significant figures: no more is known."""
    return float(f"{value:.3g}")


def _sum(lines: Sequence[Cost], unit: str, scale: float = 1.0) -> Words:
    value, low, high = (_rounded(scale * sum(getattr(line, side) for line in lines)) for side in ("value", "low", "high"))
    badge = all(line.price.verified for line in lines)
    said = []
    for lang in ("en", "fr"):
        digits = 0 if high >= 100 else 1 if high >= 10 else 2
        v, a, b = (number(x, digits, lang) for x in (value, low, high))
        spread = f"({a} {'to' if lang == 'en' else 'à'} {b})"
        said.append(f"{v} {unit} {spread}" + ("" if badge else f" {BADGE.to(lang)}"))
    return Words(*said)


def spent(costs: Sequence[Cost], carbon: Sequence[Cost], stored: Sequence[Cost]) -> Words:
    """ "690 000 € (480 000 to 900 000); making it emits 120 t CO2e (60 to 200) [unverified]; 80 t of CO2 kept in it"."""
    money, made = _sum(costs, "€"), _sum(carbon, "t CO2e", 1e-3)
    text = Words(f"{money}; making it emits {made}", f"{money.fr} ; le fabriquer émet {made.fr}")
    if not stored:
        return text
    kept = _sum(stored, "t CO2", 1e-3)
    return Words(f"{text}; {kept} kept in what grew, counted apart", f"{text.fr} ; {kept.fr} gardées dans ce qui a poussé, comptées à part")
