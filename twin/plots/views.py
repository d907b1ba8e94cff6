"""Which picture of a comparison is meant by the name of a view."""

from matplotlib.figure import Figure

from twin.comparison import Comparison
from twin.plots.sheet import draw_sheet
from twin.plots.stress_map import draw_stress
from twin.plots.traffic_map import draw_traffic
from twin.plots.whiskers import draw_whiskers
from twin.words import Language


def draw(comparison: Comparison, view: str, lang: Language, index: int, map_key: str | None) -> Figure:
    """One plan as `view` shows it; `map_key` chooses the map of the sheet, and "uncertainty" shows every plan."""
    match view:
        case "traffic":
            return draw_traffic(comparison, lang, index)
        case "stress":
            return draw_stress(comparison, lang, index)
        case "ledger":
            return comparison.ledger(index).figure(lang)
        case "uncertainty":
            return draw_whiskers(comparison, lang)
        case _:
            return draw_sheet(comparison, lang, index, map_key)
