"""Traffic counts of a map: tags "traffic:daily" and its neighbours -> Counts."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from twin.counts import NO_COUNTS, Counts
from twin.overlay import Shapes
from twin.tags.values import year
from twin.words import Words

Tags = Mapping[str, str]
DAILY, PEAK, YEAR, DIRECTION = "traffic:daily", "traffic:peak", "traffic:year", "traffic:direction"
MOST = 300_000.0  # veh/day, more than the busiest road anywhere


def is_count(tags: Tags) -> bool:
    return DAILY in tags


def counts_from(shapes: Shapes, tags: Sequence[Tags], box: shapely.Polygon) -> tuple[Counts, list[Words]]:
    """Counts inside the box, and notes on those left out."""
    kept, daily, lost = [], [], 0
    for i, row in enumerate(tags):
        if not is_count(row) or not shapely.intersects(shapes[i], box):
            continue
        cars = _number(row[DAILY])
        if 0 < cars <= MOST:
            kept.append(i)
            daily.append(cars)
        else:
            lost += 1
    notes = [Words(f"{lost} traffic counts without a plausible number left out",
                   f"{lost} comptages sans nombre plausible laissés de côté")] if lost else []  # fmt: skip
    if not kept:
        return NO_COUNTS, notes
    rows = [tags[i] for i in kept]
    peak = np.array([_number(r.get(PEAK, "")) for r in rows])
    years = [year(r.get(YEAR)) or 0 for r in rows]
    known = [y for y in years if y]
    span = f", {min(known)}-{max(known)}" if known else ""
    notes.append(Words(f"traffic counts: {len(kept)}{span}", f"comptages de trafic : {len(kept)}{span}"))
    found = Counts(
        np.asarray(shapes)[kept],
        np.array([r.get("name", "") for r in rows], dtype=object),
        np.array([r.get(DIRECTION, "") for r in rows], dtype=object),
        np.array(daily),
        np.where((peak > 0) & (peak <= np.array(daily)), peak, np.nan),
        np.array(years, dtype=np.int64),
    )
    return found, notes


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return -1.0
    return value if np.isfinite(value) else -1.0
