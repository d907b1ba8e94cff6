"""What was done: each intervention in a sentence, what it costs with its range, and where the prices come from."""

from twin.comparison import Comparison, price_range
from twin.plots.finding import works_of
from twin.report.markup import esc, paragraphs, short, tag, wide
from twin.report.words import say
from twin.words import number, unit_name
from twin.works import Cost


def works_section(comparison: Comparison, index: int, lang: str) -> str:
    """The notes of the works, what else was noted of the plan, and the costs."""
    works, city = works_of(comparison, index), comparison.cities[index]
    if not works:
        return paragraphs([say("done_none", lang)])
    said = "".join(tag("li", esc(work.note.to(lang))) for work in works)
    told = {str(work.note) for work in works}
    beside = [note.to(lang) for note in city.notes[len(comparison.city.notes) :] if str(note) not in told]
    return tag("ol", said, {"class": "works"}) + paragraphs(beside, "note") + _costs(comparison, index, lang)


def _costs(comparison: Comparison, index: int, lang: str) -> str:
    """Piece by piece, and the sum; nothing when nothing costs anything."""
    works = works_of(comparison, index)
    lines = [_line(n, cost, lang) for n, work in enumerate(works, 1) for cost in work.costs if cost.quantity]
    if not lines:
        return ""
    total = price_range(comparison.cities[index], comparison.city)
    caption = say("costs", lang)
    heads = "".join(
        tag("th", esc(say(key, lang)), {"scope": "col"} | ({"class": "number"} if key not in ("work", "source") else {}))
        for key in ("work", "quantity", "price", "cost", "cost_range", "source")
    )
    foot = tag("th", esc(say("total", lang)), {"scope": "row", "colspan": "3"})
    foot += tag("td", esc(number(total.value, 0, lang)), {"class": "number"})
    foot += tag("td", esc(f"{number(total.low, 0, lang)} … {number(total.high, 0, lang)}"), {"class": "number"}) + tag("td")
    inside = tag("caption", esc(caption)) + tag("thead", tag("tr", heads)) + tag("tbody", "".join(lines)) + tag("tfoot", tag("tr", foot))
    return wide(tag("table", inside), caption)


def _line(n: int, cost: Cost, lang: str) -> str:
    price = cost.price
    value, low, high = (short(v, lang) for v in (price.value, price.low, price.high))
    each = f"{value} {unit_name(price.unit, lang)}" + ("" if price.exact else f" ({low} … {high})")
    source = ", ".join(text for text in (price.source, price.page) if text)
    badge = "" if price.verified else " " + tag("small", esc(f"[{say('unverified', lang)}]"))
    cells = tag("th", esc(f"{n}. {cost.what.to(lang)}"), {"scope": "row"})
    for text in (
        short(cost.quantity, lang), each, number(cost.value, 0, lang),
        f"{number(cost.low, 0, lang)} … {number(cost.high, 0, lang)}",
    ):  # fmt: skip
        cells += tag("td", esc(text), {"class": "number"})
    return tag("tr", cells + tag("td", esc(source) + badge))
