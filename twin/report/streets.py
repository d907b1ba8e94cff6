"""Streets in the report: cars before and after, who gains and who loses them, and how stressful streets are to ride on."""

from collections.abc import Sequence

from twin.comparison import Comparison
from twin.plots import street_lines as lines
from twin.plots import street_page as sheet
from twin.plots import words as w
from twin.plots.stress_map import COLOURS, RIDERS, WIDTHS, Stress, stress_finding
from twin.plots.traffic_map import UNIT, Flows, traffic_finding
from twin.report import pictures
from twin.report.figures import figure, works_legend
from twin.report.markup import esc, one_line, paragraphs, tag, wide
from twin.report.words import say
from twin.words import number, unit_name

TOLD = 6  # streets in the table, and half as many in a text that stands for a map


def changed(comparison: Comparison, index: int) -> bool:
    """Whether the plan touches streets at all."""
    return comparison.cities[index].streets is not comparison.city.streets


def streets_section(comparison: Comparison, index: int, lang: str) -> str:
    """Traffic and stress."""
    before, after = sheet.traffics(comparison, index)
    flows, stress = Flows.of(before, after), Stress.of(before, after)
    return _traffic(comparison, index, flows, lang) + _stress(comparison, index, stress, lang)


def _when(comparison: Comparison, index: int, lang: str) -> tuple[str, str]:
    plan = one_line(comparison.plans[index].title(lang))
    return say("when_before", lang), say("when_after", lang).format(plan=plan)


def _traffic(comparison: Comparison, index: int, flows: Flows, lang: str) -> str:
    finding = traffic_finding(flows, lang)
    parts = [tag("h4", esc(say("traffic", lang))), paragraphs([_sentence(finding)], "finding")]
    maps = []
    for state, when, title in zip((False, True), _when(comparison, index, lang), (w.BEFORE, w.AFTER), strict=True):
        alt = say("flow_alt", lang).format(when=when, streets=_busiest(flows, state, lang))
        maps.append(figure(pictures.flow_picture(comparison, index, flows, state, lang), alt, title.to(lang)))
    if flows.changed:
        alt = say("flow_change_alt", lang).format(finding=finding)
        maps.append(figure(pictures.flow_change_picture(comparison, flows, lang), alt, w.CHANGE.to(lang)))
        maps.append(_changed_table(flows, lang))
    return "".join([*parts, tag("div", "".join(maps), {"class": "maps"}), works_legend(comparison, index, lang)])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _busiest(flows: Flows, after: bool, lang: str) -> str:
    """ "Boulevard de la République 1 293 veh/h, …" """
    values = flows.after if after else flows.before
    ranked = [e for e in lines.extremes(flows.streets[after], values) if e.name][: TOLD // 2]
    unit = unit_name(UNIT, lang)
    return ", ".join(f"{one_line(e.name)} {number(e.value, 0, lang)} {unit}" for e in ranked) or w.lowered(w.NO_CHANGE.to(lang))


def _changed_table(flows: Flows, lang: str) -> str:
    """The streets that gain and lose most."""
    rows = []
    for e in flows.changed[:TOLD]:
        name = one_line(e.name) or sheet.UNNAMED.to(lang)
        values = (float(flows.before[e.row]), float(flows.after[e.row]))
        rows.append([name, *(number(v, 0, lang) for v in values), number(e.value, 0, lang, sign=True)])
    heads = [say(key, lang) for key in ("street", "before", "after", "difference")]
    caption = f"{say('flow_change', lang)}, {unit_name(UNIT, lang)}"
    return tag("div", small_table(caption, heads, rows))


def small_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], ends: int = 0) -> str:
    """A table of plain texts: the first of each row names it, the others are numbers, the last `ends` of them words."""
    kinds = [{}, *[{"class": "number"}] * (len(heads) - 1 - ends), *[dict[str, str]()] * ends]
    top = "".join(tag("th", esc(text), {"scope": "col"} | kind) for text, kind in zip(heads, kinds, strict=True))
    body = ""
    for row in rows:
        cells = "".join(tag("td", esc(cell), kind) for cell, kind in zip(row[1:], kinds[1:], strict=True))
        body += tag("tr", tag("th", esc(row[0]), {"scope": "row"}) + cells)
    return wide(tag("table", tag("caption", esc(caption)) + tag("thead", tag("tr", top)) + tag("tbody", body)), caption)


def _stress(comparison: Comparison, index: int, stress: Stress, lang: str) -> str:
    parts = [tag("h4", esc(say("stress", lang))), paragraphs([_sentence(stress_finding(stress, lang))], "finding")]
    maps = []
    for state, when, title in zip((False, True), _when(comparison, index, lang), (w.BEFORE, w.AFTER), strict=True):
        levels = ", ".join(f"{level}{w.SPACE}: {number(km, 2, lang)} km" for level, km in stress.by_level(state).items())
        alt = say("stress_alt", lang).format(when=when, levels=levels)
        maps.append(figure(pictures.stress_picture(comparison, index, stress, state, lang), alt, title.to(lang)))
    return "".join([*parts, tag("div", "".join(maps), {"class": "maps"}), _levels(stress, lang)])


def _levels(stress: Stress, lang: str) -> str:
    """Kilometres at each level, which is the legend of the maps too."""
    caption, before, after = say("stress_caption", lang), stress.by_level(False), stress.by_level(True)
    heads = [tag("th", esc(say(key, lang)), {"scope": "col"}) for key in ("level", "riders")]
    heads += [tag("th", esc(say(key, lang)), {"scope": "col", "class": "number"}) for key in ("before", "after", "difference")]
    body = ""
    for level, colour in COLOURS.items():
        line = f'<path d="M1 8H33" stroke="{colour}" stroke-width="{WIDTHS[level]:g}"/>'
        sample = f'<svg viewBox="0 0 34 16" width="34" height="16" aria-hidden="true">{line}</svg>'
        change = number(round(after[level], 2) - round(before[level], 2), 2, lang, sign=True)
        cells = tag("th", f"{level} {sample}", {"scope": "row"}) + tag("td", esc(RIDERS[level].to(lang)))
        for text in (number(before[level], 2, lang), number(after[level], 2, lang), change):
            cells += tag("td", esc(text), {"class": "number"})
        body += tag("tr", cells)
    return wide(tag("table", tag("caption", esc(caption)) + tag("thead", tag("tr", "".join(heads))) + tag("tbody", body)), caption)
