"""The maps of the report as HTML: each with a caption, and a text that tells from the numbers what it shows."""

from collections.abc import Sequence

import numpy as np
import shapely

from twin.city import City
from twin.comparison import Comparison
from twin.covers import GROUPS
from twin.plots import words as w
from twin.plots.bands import bands_of
from twin.plots.change_map import Difference, telling_map
from twin.plots.finding import steps, works_of
from twin.plots.legend import Entry, cover_entries, work_entries
from twin.plots.maps import group_shares, groups_present
from twin.plots.whiskers import HOW, finding, letter_of
from twin.report import pictures
from twin.report.markup import bullets, data_uri, esc, one_line, paragraphs, tag
from twin.report.pictures import Picture
from twin.report.words import say
from twin.words import digits_for, number, unit_name

NAMED = 5  # cover groups told in the text that stands for a map


def image(picture: Picture, alt: str) -> str:
    """An `<img>` that holds its picture."""
    source = data_uri(picture.png, "image/png")
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{source}" alt="{esc(alt)}" {size}>'


def figure(picture: Picture, alt: str, caption: str, kind: str = "") -> str:
    """A picture under its caption."""
    return tag("figure", tag("figcaption", esc(caption)) + image(picture, alt), {"class": kind} if kind else {})


def swipe(comparison: Comparison, index: int, before: Picture, lang: str) -> str:
    """Before and after side by side; a script lays them over one another with a line to move. Beside them what was done."""
    title, after = one_line(comparison.plans[index].title(lang)), pictures.after_picture(comparison, index)
    first = figure(before, map_alt(comparison.city, say("when_before", lang), (), lang), w.BEFORE.to(lang), "before")
    when = say("when_after", lang).format(plan=title)
    second = figure(after, map_alt(comparison.cities[index], when, steps(comparison, index, lang), lang), w.AFTER.to(lang), "after")
    slider = f'<input type="range" min="0" max="100" value="65" aria-label="{esc(say("swipe_label", lang))}" hidden>'
    maps = tag("div", first + second + slider, {"class": "swipe"})
    help_ = tag("p", esc(say("swipe_help", lang)), {"class": "note live-only"})
    return tag("div", tag("div", maps + help_) + _aside(comparison, index, lang), {"class": "beside"})


def map_alt(city: City, when: str, works: Sequence[str], lang: str) -> str:
    """ "Map of Saint-Jumeau, before. Ground: grass 21.3 %, …" """
    shares = sorted(group_shares(city).items(), key=lambda item: -item[1])[:NAMED]
    told = ", ".join(f"{GROUPS[key].label.to(lang)} {number(100 * share, 1, lang)}{w.SPACE}%" for key, share in shares)
    alt = say("map_alt", lang).format(city=one_line(city.name), when=when, shares=w.lowered(told))
    return alt + (say("works_alt", lang).format(works="; ".join(works)) if works else "")


def _aside(comparison: Comparison, index: int, lang: str) -> str:
    """The interventions as numbered on the map, and the legend."""
    done = bullets((esc(text) for text in steps(comparison, index, lang)), "steps")
    entries = [
        *cover_entries(groups_present([comparison.city, comparison.cities[index]]), lang),
        *work_entries(works_of(comparison, index), lang),
    ]
    heads = [tag("h4", esc(say(key, lang))) for key in ("steps", "legend")]
    return tag("div", heads[0] + done + heads[1] + legend(entries), {"class": "aside"})


def legend(entries: Sequence[Entry]) -> str:
    """Swatches drawn as they are on the map, with their names; drawn, not coloured in, so that printers keep them."""
    return bullets((f"{_swatch(entry)} {esc(entry.label)}" for entry in entries), "legend")


def _swatch(entry: Entry) -> str:
    c = entry.colour
    drawn = {
        "lane": f'<path d="M1 8H21" stroke="{c}" stroke-width="4"/>',
        "line": f'<path d="M1 8H21" stroke="{c}" stroke-width="4"/>',
        "trees": "".join(f'<circle cx="{x}" cy="8" r="3" fill="{c}"/>' for x in (4, 11, 18)),
        "area": f'<rect x="2" y="2" width="18" height="12" fill="none" stroke="{c}" stroke-width="2" stroke-dasharray="3 2"/>',
        "buildings": f'<rect x="2" y="2" width="18" height="12" fill="none" stroke="{c}" stroke-width="3"/>',
    }.get(entry.shape, f'<rect x="1" y="1" width="20" height="14" fill="{c}" stroke="#66717A" stroke-width="0.8"/>')
    return f'<svg viewBox="0 0 22 16" width="22" height="16" aria-hidden="true">{drawn}</svg>'


def change_section(comparison: Comparison, index: int, lang: str) -> str:
    """The map that tells most; a sentence when no metric has a map."""
    change = telling_map(comparison, index)
    if change is None:
        return tag("p", esc(w.NO_MAP.to(lang)))
    picture = pictures.change_picture(comparison, index, change, lang)
    caption = say("change_caption", lang).format(what=change.title(lang))
    return figure(picture, change_alt(change, lang), caption, "alone")


def change_alt(change: Difference, lang: str) -> str:
    """From what to what the map changes, and on how much of the area."""
    what, values = change.title(lang), np.nan_to_num(change.values)
    if not change.limit:
        return say("change_none", lang).format(what=what)
    digits, unit = min(3, digits_for(change.limit, 2)), unit_name(change.unit, lang)
    low, high = (f"{number(v, digits, lang, sign=True)} {unit}".rstrip() for v in (float(values.min()), float(values.max())))
    share = 100 * float(np.mean(np.abs(values) > 0.005 * change.limit))
    return say("change_alt", lang).format(what=what, low=low, high=high, share=number(share, digits_for(share, 2), lang))


def whiskers(comparison: Comparison, lang: str) -> str:
    """Every difference with its range about one line, in as many pictures as paper needs; the colours of the plans above them."""
    bands, _ = bands_of(comparison)
    said = finding(comparison, bands, lang)
    names = [one_line(plan.title(lang)) for plan in comparison.plans]
    drawn = [
        figure(picture, say("whiskers_alt", lang).format(finding=said, metrics=metrics), say("whiskers", lang), "whiskers")
        for picture, metrics in pictures.whisker_pictures(bands, lang)
    ]
    lanes = " · ".join(f"{letter_of(i)} {name}" for i, name in enumerate(names)) if len(names) > 1 else ""
    return paragraphs([f"{said}."], "finding") + paragraphs([lanes]) + "".join(drawn) + paragraphs([HOW.to(lang)], "note")


def works_legend(comparison: Comparison, index: int, lang: str) -> str:
    """The signs of the works that lie on the map."""
    shown = [work for work in works_of(comparison, index) if not shapely.is_empty(work.where)]
    return legend(work_entries(shown, lang))
