"""What stands behind the numbers: assumptions, the plan as a map file, what is known of the city, the sources, and the signature."""

import twin
from twin.comparison import Comparison
from twin.evaluation import parameters
from twin.metrics import METRICS
from twin.report.markup import as_json, bullets, data_uri, details, esc, one_line, paragraphs, preformatted, short, slug, tag
from twin.report.streets import small_table
from twin.report.words import say
from twin.sources import SOURCES
from twin.uncertainty.telling import RULE, head
from twin.words import unit_name


def plan_file(comparison: Comparison, index: int, lang: str) -> str:
    """The plan as GeoJSON, to save and to read."""
    plan = comparison.plans[index]
    text = as_json(plan.to_geojson(comparison.city)) + "\n"
    name = f"{slug(plan.title(lang), f'plan-{index + 1}')}.geojson"
    address = data_uri(text.encode("utf-8"), "application/geo+json")
    link = tag("a", esc(say("download", lang).format(file=name)), {"href": address, "download": name, "class": "button"})
    return paragraphs([say("download_note", lang)]) + tag("p", link) + details(esc(say("read_it", lang)), preformatted(text, name))


def assumptions_section(comparison: Comparison, lang: str) -> str:
    """Coefficients that were given other values, the weather, and the draws."""
    parts = []
    if comparison.assume:
        known, rows = parameters(), []
        for name, value in comparison.assume.items():
            p = known[name]
            unit, extent = unit_name(p.unit, lang), "" if p.exact else f" ({short(p.low, lang)} … {short(p.high, lang)})"
            rows.append([name, f"{short(value, lang)} {unit}".rstrip(), f"{short(p.value, lang)}{extent} {unit}".rstrip(), p.source])
        heads = [say(key, lang) for key in ("coefficient", "assumed_value", "usual", "source")]
        parts.append(small_table(say("assumed_caption", lang), heads, rows, ends=1))
    else:
        parts.append(paragraphs([say("assumed_none", lang)]))
    parts.append(paragraphs([say("weather", lang).format(name=comparison.city.climate.name)]))
    if comparison.ensemble is not None:
        parts.append(tag("h3", esc(say("draws", lang))) + paragraphs([*head(comparison.ensemble, lang), RULE.to(lang)]))
    return "".join(parts)


def town_section(comparison: Comparison, lang: str) -> str:
    """What reading the map used, repaired and filled in."""
    return paragraphs([comparison.city.attribution]) + bullets(esc(note.to(lang)) for note in comparison.city.notes)


def sources_section(comparison: Comparison) -> str:
    """Full references of everything that the numbers and the prices rest on."""
    items = "".join(tag("dt", esc(key)) + tag("dd", esc(str(SOURCES[key]))) for key in cited(comparison))
    return tag("dl", items, {"class": "sources"})


def cited(comparison: Comparison) -> list[str]:
    """Keys of the sources of all metrics, their coefficients, and the prices and factors of the works."""
    found: set[str] = set()
    for key in comparison.before:
        found |= set(METRICS[key].sources) | {p.source for p in METRICS[key].parameters.values()}
    for city in comparison.cities:
        for work in city.works[len(comparison.city.works) :]:
            found |= {c.price.source for c in (*work.costs, *work.carbon, *work.stored)}
    return sorted(found)


def signature(comparison: Comparison, date: str, lang: str) -> str:
    """Which city of which year, made by which version, with whose map data; no clock unless a date was given."""
    city = comparison.city
    shown = say("shows", lang).format(city=one_line(city.name), year=city.year)
    written = say("written", lang).format(date=one_line(date)) if date else ""
    line = " · ".join(text for text in (f"twin {twin.__version__}", shown, city.attribution, written) if text)
    return paragraphs([line, say("caveat", lang)])
