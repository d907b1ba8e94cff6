"""What can be put on an element of a building: insulants at their thickness, or windows, with the ends of their ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.errors import TwinError, did_you_mean
from twin.interventions.layers import layer, material_key
from twin.materials import INSULANTS, WINDOWS, Window
from twin.models.carbon import embodied
from twin.words import Words

ELEMENTS = ("wall", "roof", "floor", "windows")
SIDES = ("outside", "inside", "both")
WHO = "compare_materials"


@dataclass(frozen=True)
class Span:
    """A best guess with the best and the worst case, low and high by size."""

    value: float
    low: float
    high: float

    def __truediv__(self, by: float) -> "Span":
        return Span(self.value / by, self.low / by, self.high / by)

    def __mul__(self, by: float) -> "Span":
        return Span(self.value * by, self.low * by, self.high * by)


@dataclass(frozen=True)
class Option:
    """One way to do it, by the square metre.

    side       of a wall; "" for other elements
    verified   what it is made of was checked; priced: its price too
    thickness  [m], mass [kg/m²]; None for windows
    made       carbon of making it and what is fixed with it [kgCO2e/m²]; alone: of the material without that
    stored     CO2 it keeps [kg/m²]
    cost       without VAT [€/m²]
    life       [years]
    changes    columns of the fabric: best guess, worst, best; insulation is added to what is there
    """

    key: str
    side: str
    labels: Words
    verified: bool
    priced: bool
    thickness: float | None
    mass: Span | None
    made: Span
    alone: Span
    stored: Span
    cost: Span
    life: Span
    changes: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]


def options(element: str, side: str, target_r: float, materials: Sequence[str] | None) -> tuple[Option, ...]:
    """All that fits, or the materials asked for. Raises TwinError for what does not fit, naming what does."""
    if element not in ELEMENTS:
        raise TwinError(f'{WHO}: element cannot be "{element}": {did_you_mean(str(element), ELEMENTS)}; allowed: {", ".join(ELEMENTS)}')
    if side not in SIDES:
        raise TwinError(f'{WHO}: side cannot be "{side}": {did_you_mean(str(side), SIDES)}; allowed: {", ".join(SIDES)}')
    if isinstance(materials, str):
        materials = (materials,)
    chosen = None if materials is None else tuple(dict.fromkeys(material_key(str(name), WHO) for name in materials))
    if chosen is not None and not chosen:
        raise TwinError(f"{WHO}: materials is empty: name some, or leave it out for all that fit")
    if element == "windows":
        strange = [key for key in chosen or () if key not in WINDOWS]
        if strange:
            raise TwinError(f'{WHO}: "{strange[0]}" is no window: what fits is {", ".join(WINDOWS)}')
        return tuple(_window(WINDOWS[key]) for key in chosen or WINDOWS)
    places = [f"wall_{each}" for each in (("outside", "inside") if side == "both" else (side,))] if element == "wall" else [element]
    found = []
    for place in places:
        fit = [key for key in chosen or INSULANTS if key in INSULANTS and place in INSULANTS[key].places]
        picky = chosen is not None and len(places) == 1  # one that does not go there is refused; of two sides it takes the one it fits
        found += [_insulant(place, key, target_r) for key in (chosen if picky and chosen else fit)]
    if not found:
        raise TwinError(f"{WHO}: none of {', '.join(chosen or ())} goes to the {element}")
    return tuple(found)


def _insulant(place: str, key: str, target_r: float) -> Option:
    if key not in INSULANTS:
        raise TwinError(f'{WHO}: "{key}" is a window: what fits is {", ".join(k for k, row in INSULANTS.items() if place in row.places)}')
    made = layer(place, key, target_r=target_r, who=WHO)
    row, at, d = made.insulant, made.place, made.thickness

    def each(of: str) -> Span:
        low, high = (float(embodied(1, d, getattr(row.density, end), getattr(getattr(row, of), end))) for end in ("low", "high"))
        return Span(float(embodied(1, d, row.density, getattr(row, of))), low, high)

    alone = each("carbon")
    cm = 100 * d
    element = at.element
    changes = tuple({element: d / conductivity} for conductivity in (float(row.conductivity), row.conductivity.high, row.conductivity.low))
    if element == "wall":
        changes = tuple({**change, "inside": at.inside} for change in changes)
    return Option(
        key,
        ("inside" if at.inside else "outside") if element == "wall" else "",
        row.labels,
        row.verified,
        row.price.verified and at.price.verified,
        d,
        Span(d * row.density, d * row.density.low, d * row.density.high),
        Span(alone.value + at.carbon, alone.low + at.carbon.low, alone.high + at.carbon.high),
        alone,
        each("biogenic"),
        Span(at.price + cm * row.price, at.price.low + cm * row.price.low, at.price.high + cm * row.price.high),
        Span(float(row.life), row.life.low, row.life.high),
        (changes[0], changes[1], changes[2]),
    )


def _window(row: Window) -> Option:
    carbon, cost, life = (Span(float(p), p.low, p.high) for p in (row.carbon, row.price, row.life))
    change = tuple({"window_u": u, "window_g": float(row.g)} for u in (float(row.u), row.u.high, row.u.low))
    return Option(
        row.key, "", row.labels, row.verified, row.price.verified, None, None, carbon, carbon, Span(0, 0, 0), cost, life,
        (change[0], change[1], change[2]),
    )  # fmt: skip
