"""What a choice of materials tells: the finding, each material with its ranges, payback by heating system, and what is left out."""

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

from twin.choosing.heats import heat_carbon, heat_carbon_ends, heat_price
from twin.choosing.options import Span
from twin.materials import BADGE, INSULANTS, SYSTEMS
from twin.words import Language, Words, number

if TYPE_CHECKING:
    from twin.choosing.materials import Choice, MaterialChoice

TITLES: dict[str, Words] = {
    "wall": Words("{name} ({year}): walls, {area} m², +{r} m²·K/W of each insulant",
                  "{name} ({year}) : murs, {area} m², +{r} m²·K/W de chaque isolant"),
    "roof": Words("{name} ({year}): roof, {area} m², +{r} m²·K/W of each insulant",
                  "{name} ({year}) : toiture, {area} m², +{r} m²·K/W de chaque isolant"),
    "floor": Words("{name} ({year}): ground floor, {area} m², +{r} m²·K/W of each insulant",
                   "{name} ({year}) : plancher bas, {area} m², +{r} m²·K/W de chaque isolant"),
    "windows": Words("{name} ({year}): windows, {area} m²", "{name} ({year}) : fenêtres, {area} m²"),
}  # fmt: skip
SIDES = {"outside": Words("outside", "extérieur"), "inside": Words("inside", "intérieur")}
BEFORE = Words("Before: {need} kWh of heat a year, {hot} °C·h too hot in summer.",
               "Avant : {need} kWh de chaleur par an, {hot} °C·h de trop en été.")  # fmt: skip
HEATING = Words(
    "{first}: every material has paid its carbon back after {soon} years in its worst case. {last}: it takes {least} to {most} years "
    "({worst} in the worst case).",
    "{first} : tous ont remboursé leur carbone après {soon} ans au pire. {last} : il faut {least} à {most} ans ({worst} au pire).",
)
DECIDES = Words(
    "The heating changes the payback {system} times, the choice of material {material} times: {verdict}, {sure}.",
    "Le chauffage change ce délai {system} fois, le choix du matériau {material} fois : {verdict}, {sure}.",
)
BY_HEATING = Words("what heats the building decides first", "c'est l'énergie qui décide d'abord")
BY_MATERIAL = Words("here the material decides first", "ici, c'est le matériau qui décide d'abord")
SURE = Words("whatever the ranges", "quelles que soient les fourchettes")
GUESS = Words("at best guesses, though the ranges overlap", "aux meilleures estimations, mais les fourchettes se recouvrent")
KILOGRAM = Words(
    "By the kilogram {kilo} emits most ({per_kilo} kg CO2e/kg), by the square metre {wall} does ({per_wall} kg CO2e/m²): density and "
    "thickness count, not the ranking by the kilogram.",
    "Au kilogramme, c'est « {kilo} » qui émet le plus ({per_kilo} kg CO2e/kg) ; au mètre carré, « {wall} » ({per_wall} kg CO2e/m²) : "
    "densité et épaisseur comptent, pas le classement au kilogramme.",
)  # fmt: skip
SUMMER = Words(
    "Summer: {out} °C·h insulated outside, {inside} inside, {before} before: outside, the mass of the walls still cools the rooms.",
    "Été : {out} °C·h isolé par l'extérieur, {inside} par l'intérieur, {before} avant : dehors, la masse des murs rafraîchit encore.",
)
SUMMER_TURNED = Words("Summer: {out} °C·h insulated outside, {inside} inside, {before} before.",
                      "Été : {out} °C·h isolé par l'extérieur, {inside} par l'intérieur, {before} avant.")  # fmt: skip
HEADS: tuple[Words, ...] = (
    Words("", ""), Words("cm", "cm"), Words("kg/m²", "kg/m²"), Words("made, kg CO2e/m²", "fabriqué, kg CO2e/m²"),
    Words("kept, kg CO2/m²", "gardé, kg CO2/m²"), Words("heat saved, kWh/year", "chaleur évitée, kWh/an"),
    Words("summer, °C·h", "été, °C·h"), Words("cost, €/m²", "coût, €/m²"), Words("€/kWh saved", "€/kWh évité"),
)  # fmt: skip
PAYBACK = Words("Years until the carbon of making it is saved, by heating (kg CO2e by kWh of heat)",
                "Années pour rembourser le carbone de fabrication, selon le chauffage (kg CO2e par kWh de chaleur)")  # fmt: skip
PRICES = Words("A kWh of heat costs, with tax: {list}.", "Un kWh de chaleur coûte, taxes comprises : {list}.")
NOTES = (
    Words(
        "Ranges in brackets: best and worst case of the material's own figures, all low or all high at once; heat, grid, weather and "
        "people are the same for all and not in them. Made: the material and what is fixed with it, A1-A3, fossil; kept: what plants "
        "took from the air, apart, for it comes back. {badge}: not checked against a source; nearly all prices and lives are such.",
        "Entre parenthèses : meilleur et pire cas des données du matériau, toutes basses ou toutes hautes ; chauffage, réseau, climat et "
        "usages sont les mêmes pour tous et n'y sont pas. Fabriqué : le matériau et ce qui le fixe, A1-A3, fossile ; gardé : pris à l'air "
        "par les plantes, à part, car cela revient. {badge} : données non vérifiées ; presque tous les prix et durées le sont.",
    ),
    Words(
        "Costs without tax, over {years} years at {rate} % interest, shorter where the material lasts less. Materials of one resistance "
        "save the same heat: only how sure it is differs. Left out: transport, building site, end of life, moisture, fire, noise, heat "
        "stored in the insulant itself.",
        "Coûts hors taxes, sur {years} ans à {rate} % d'intérêt, moins si le matériau dure moins. À résistance égale, la chaleur évitée "
        "est la même : seule sa certitude diffère. Non compté : transport, chantier, fin de vie, humidité, feu, bruit, chaleur stockée "
        "dans l'isolant.",
    ),
)


def told(found: "MaterialChoice", lang: Language) -> str:
    """The whole text."""
    before = BEFORE.to(lang).format(need=number(found.need, 0, lang), hot=number(found.hot, 0, lang))
    prices = ", ".join(f"{SYSTEMS[key].labels.to(lang).lower()} {number(heat_price(key), 3, lang)}" for key in SYSTEMS)
    notes = [
        note.to(lang).format(badge=BADGE.to(lang), years=number(found.years, 0, lang), rate=number(100 * found.rate, 1, lang))
        for note in NOTES
    ]
    return "\n".join([
        titled(found, lang), before, *findings(found, lang), "", *_things(found, lang), "", PAYBACK.to(lang), *_paybacks(found, lang), "",
        PRICES.to(lang).format(list=prices), *notes,
    ])  # fmt: skip


def titled(found: "MaterialChoice", lang: Language) -> str:
    """Which building, what of it, how much."""
    return TITLES[found.element].to(lang).format(
        name=found.name, year=int(found.city.buildings.year[found.row]), area=number(found.area, 0, lang),
        r=number(found.target_r, 1, lang),
    )  # fmt: skip


def findings(found: "MaterialChoice", lang: Language) -> list[str]:
    """What the table shows, in sentences that are chosen by its numbers."""
    said = [_heating(found, lang)]
    by_kilo = _kilogram(found, lang)
    return [*said, *([by_kilo] if by_kilo else []), *_summer(found, lang)]


def fold(found: "MaterialChoice") -> tuple[Span, Span]:
    """How many times longer the payback is with the cleanest heating than the dirtiest, and with the slowest material than the quickest.

    Low and high: the two of each come as near, or as far apart, as their own ranges allow.
    """
    dirty, clean = max(SYSTEMS, key=heat_carbon), min(SYSTEMS, key=heat_carbon)
    (dirty_low, dirty_high), (clean_low, clean_high) = heat_carbon_ends(dirty), heat_carbon_ends(clean)
    years = [c.payback["gas_boiler"] for c in found.choices]
    slow, quick = max(years, key=lambda y: y.value), min(years, key=lambda y: y.value)
    return (
        Span(heat_carbon(dirty) / heat_carbon(clean), dirty_low / clean_high, dirty_high / clean_low),
        Span(_ratio(slow.value, quick.value), max(_ratio(slow.low, quick.high), 0.0), _ratio(slow.high, quick.low)),
    )


def _ratio(a: float, b: float) -> float:
    return a / b if b > 0 and isfinite(a) and isfinite(b) else 0.0 if b > 0 and isfinite(a) else float("inf")


def _heating(found: "MaterialChoice", lang: Language) -> str:
    dirty, clean = max(SYSTEMS, key=heat_carbon), min(SYSTEMS, key=heat_carbon)
    years = [c.payback[clean] for c in found.choices]
    text = HEATING.to(lang).format(
        first=SYSTEMS[dirty].labels.to(lang), last=SYSTEMS[clean].labels.to(lang),
        soon=_years(max(c.payback[dirty].high for c in found.choices), lang), least=_years(min(y.value for y in years), lang),
        most=_years(max(y.value for y in years), lang), worst=_years(max(y.high for y in years), lang),
    )  # fmt: skip
    if len(found.choices) < 2:
        return text
    system, material = fold(found)
    first, second = (system, material) if system.value > material.value else (material, system)
    verdict = (BY_HEATING if first is system else BY_MATERIAL).to(lang)
    sure = (SURE if first.low > second.high else GUESS).to(lang)
    folds = {"system": _folds(system, lang), "material": _folds(material, lang)}
    return text + " " + DECIDES.to(lang).format(verdict=verdict, sure=sure, **folds)


def by_kilogram_and_wall(found: "MaterialChoice") -> tuple[str, str] | None:
    """Keys of the insulants whose making emits most by the kilogram and by the square metre; None for fewer than two insulants."""
    options = {c.option.key: c.option for c in found.choices if c.option.key in INSULANTS}
    if len(options) < 2:
        return None
    return max(options, key=lambda k: INSULANTS[k].carbon), max(options, key=lambda k: options[k].alone.value)


def _kilogram(found: "MaterialChoice", lang: Language) -> str:
    worst = by_kilogram_and_wall(found)
    if worst is None or worst[0] == worst[1]:
        return ""
    names = [INSULANTS[key].labels.to(lang).lower() + _mark(INSULANTS[key].verified, lang) for key in worst]
    per_kilo, per_wall = number(INSULANTS[worst[0]].carbon, 2, lang), number(found[worst[1]].option.alone.value, 1, lang)
    return KILOGRAM.to(lang).format(kilo=names[0], per_kilo=per_kilo, wall=names[1], per_wall=per_wall)


def _by_side(found: "MaterialChoice") -> dict[str, list[Span]]:
    return {side: [c.hot for c in found.choices if c.option.side == side] for side in ("outside", "inside")}


def surely_hotter_inside(found: "MaterialChoice") -> bool:
    """Whether the coolest summer of walls insulated inside is hotter than the hottest of walls insulated outside."""
    hot = _by_side(found)
    return all(hot.values()) and max(h.high for h in hot["outside"]) < min(h.low for h in hot["inside"])


def _summer(found: "MaterialChoice", lang: Language) -> list[str]:
    hot = _by_side(found)
    if not all(hot.values()):
        return []
    out, inside = (number(sum(h.value for h in spans) / len(spans), 0, lang) for spans in hot.values())
    said = SUMMER if surely_hotter_inside(found) else SUMMER_TURNED
    return [said.to(lang).format(out=out, inside=inside, before=number(found.hot, 0, lang))]


def _mark(verified: bool, lang: Language) -> str:
    return "" if verified else f" {BADGE.to(lang)}"


def called(choice: "Choice", lang: Language, sides: bool) -> str:
    """Name of a material with its badge, and its side where both are shown."""
    side = f" ({SIDES[choice.option.side].to(lang)})" if sides and choice.option.side else ""
    return choice.option.labels.to(lang) + side + _mark(choice.option.verified, lang)


def _things(found: "MaterialChoice", lang: Language) -> list[str]:
    body = []
    for c in found.choices:
        o = c.option
        body.append([
            called(c, lang, found.side == "both"), "–" if o.thickness is None else number(100 * o.thickness, 1, lang),
            "–" if o.mass is None else number(o.mass.value, 1, lang), _span(o.made, 1, lang), number(o.stored.value, 0, lang),
            _span(c.saved, 0, lang), _span(c.hot, 0, lang), _span(o.cost, 0, lang) + ("" if o.priced else " *"),
            _span(c.per_kwh, 3, lang) + ("" if o.priced else " *"),
        ])  # fmt: skip
    rows = [[h.to(lang) for h in HEADS], *body]
    shown = [i for i in range(len(HEADS)) if any(row[i] != "–" for row in body)]
    star = "* " + BADGE.to(lang)
    return [*_table([[row[i] for i in shown] for row in rows]), *([star] if any(not c.option.priced for c in found.choices) else [])]


def _paybacks(found: "MaterialChoice", lang: Language) -> list[str]:
    order = sorted(SYSTEMS, key=heat_carbon, reverse=True)
    heads = ["", *(f"{SYSTEMS[k].labels.to(lang).lower()} {number(heat_carbon(k), 3, lang)}" for k in order)]
    spans = [[c.payback[k] for k in order] for c in found.choices]
    text = [[f"{_years(y.value, lang)} ({_years(y.low, lang)}–{_years(y.high, lang)})" for y in row] for row in spans]
    body = [[called(c, lang, found.side == "both"), *row] for c, row in zip(found.choices, text, strict=True)]
    return _table([heads, *body])


def _years(value: float, lang: Language) -> str:
    return "∞" if not isfinite(value) else number(value, 0 if value >= 10 else 1 if value >= 1 else 2, lang)


def _times(value: float, lang: Language) -> str:
    return "∞" if not isfinite(value) else number(value, 0 if value >= 10 else 1, lang)


def _folds(span: Span, lang: Language) -> str:
    return f"{_times(span.value, lang)} ({_times(span.low, lang)}–{_times(span.high, lang)})"


def _span(span: Span, digits: int, lang: Language) -> str:
    value, low, high = (number(x, digits, lang) if isfinite(x) else "∞" for x in (span.value, span.low, span.high))
    return f"{value} ({low}–{high})"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(f"{t:<{w}}" if i == 0 else f"{t:>{w}}" for i, (t, w) in enumerate(zip(row, wide, strict=True))).rstrip() for row in rows
    ]
