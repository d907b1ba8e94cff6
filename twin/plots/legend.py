"""The legend under the maps: only what the maps show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely

from twin.covers import GROUPS
from twin.plots import style
from twin.plots.page import Page
from twin.plots.works_layer import sign_of
from twin.works import Work

SWATCH, SPACING = 0.26, 0.32  # in
ROW = 0.36  # in


@dataclass(frozen=True)
class Entry:
    """A colour, the shape it is shown as ("cover", or that of a Sign), and its name."""

    colour: str
    shape: str
    label: str
    size: float = style.BODY

    @property
    def width(self) -> float:
        return SWATCH + 0.1 + style.text_width(self.label, self.size)


def cover_entries(groups: Iterable[str], lang: str) -> list[Entry]:
    return [Entry(GROUPS[key].colour, "cover", GROUPS[key].label.to(lang)) for key in groups]


def work_entries(works: Sequence[Work], lang: str) -> list[Entry]:
    """One entry for each sign that the works put on the map."""
    signs = [sign_of(work) for work in works if not shapely.is_empty(work.where)]
    return list(dict.fromkeys(Entry(s.colour, s.shape, s.label.to(lang)) for s in signs))


def legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """The entries in as few rows as fit into `width` [in]; in smaller type where that saves a third row."""
    rows = _rows(entries, width)
    return rows if len(rows) < 3 else _rows([replace(e, size=style.SMALL) for e in entries], width)


def _rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(e.width + SPACING for e in rows[-1]) + entry.width > width:
            rows.append([])
        rows[-1].append(entry)
    return rows


def draw_legend(page: Page, left: float, top: float, rows: Sequence[Sequence[Entry]]) -> None:
    for i, row in enumerate(rows):
        x, y = left, top + ROW * (i + 0.5) - 0.04
        for entry in row:
            _swatch(page, x, y, entry)
            page.text(x + SWATCH + 0.1, y, entry.label, entry.size)
            x += entry.width + SPACING


def _swatch(page: Page, x: float, y: float, entry: Entry) -> None:
    half = SWATCH / 2
    if entry.shape in ("lane", "line"):
        page.line([x, x + SWATCH], [y, y], entry.colour, 4)
    elif entry.shape == "trees":
        for step in (0.2, 0.5, 0.8):
            page.circle(x + step * SWATCH, y, 0.04, entry.colour, "white", 0.5)
    elif entry.shape == "area":
        page.box((x, y - half * 0.75, x + SWATCH, y + half * 0.75), "white", entry.colour, 1.5, dashed=True)
    elif entry.shape == "buildings":
        page.box((x, y - half * 0.75, x + SWATCH, y + half * 0.75), "none", entry.colour, 2.2)
    else:
        page.box((x, y - half, x + SWATCH, y + half), entry.colour, style.MUTED, 0.5)
