"""The report page: whole, well-formed, complete, the same for the same comparison, and loading nothing from anywhere."""

import itertools
import json
import re
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.report.reading import Element, parsed
from twin.city import City
from twin.comparison import Comparison, compare
from twin.errors import TwinError
from twin.interventions.bike_lane import BikeLane
from twin.interventions.close_street import CloseStreet
from twin.interventions.depave import Depave
from twin.metrics import METRICS
from twin.plan import Plan
from twin.report.about import cited
from twin.report.page import report_page
from twin.report.words import PAGE
from twin.sources import SOURCES
from twin.words import Words

LANGUAGES = ("en", "fr")


@pytest.fixture(scope="module")
def lane(square: City) -> Comparison:
    """A plan that moves water, land, parking and money."""
    return compare(
        square, Plan("Lane and meadow", [BikeLane(along="Rue Haute", replaces="parking"), Depave(where="Grand Parking", to="meadow")])
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def page(lane: Comparison, request: pytest.FixtureRequest) -> tuple[str, str, Element]:
    lang = str(request.param)
    text = report_page(lane, lang)
    return lang, text, parsed(text)


def test_the_page_is_whole_and_says_its_language(page: tuple[str, str, Element]) -> None:
    lang, _, top = page
    assert top.all("html")[0].attributes["lang"] == lang
    assert len(top.all("h1")) == 1
    assert len({e.attributes["id"] for e in top.every() if "id" in e.attributes}) == sum("id" in e.attributes for e in top.every())


def test_nothing_is_loaded_from_anywhere(page: tuple[str, str, Element]) -> None:
    _, text, top = page
    for e in top.every():
        for name in ("src", "href", "srcset", "action", "poster", "data"):
            address = e.attributes.get(name)
            assert address is None or address.startswith(("data:", "#")), f"{e.name} {name}={address}"
        assert "style" not in e.attributes, "a style attribute is refused by the page's own policy"
        assert not any(name.startswith("on") for name in e.attributes)
    assert not re.search(r"url\(|@import|https?://", text)


def test_links_inside_the_page_lead_somewhere(page: tuple[str, str, Element]) -> None:
    _, _, top = page
    known = {e.attributes.get("id") for e in top.every()}
    targets = [e.attributes["href"] or "" for e in top.all("a")]
    assert {t[1:] for t in targets if t.startswith("#")} <= known


def test_the_policy_names_the_very_style_and_script(page: tuple[str, str, Element]) -> None:
    _, _, top = page
    policy = next(e.attributes["content"] for e in top.all("meta") if "http-equiv" in e.attributes) or ""
    assert policy.startswith("default-src 'none'")
    for name in ("style", "script"):
        (element,) = top.all(name)
        digest = re.search(rf"{name}-src 'sha256-([^']+)'", policy)
        assert digest
        assert b64decode(digest[1]) == sha256(element.text.encode("utf-8")).digest()


def test_every_metric_stands_in_the_table(page: tuple[str, str, Element], lane: Comparison) -> None:
    lang, _, top = page
    rows = {e.attributes["data-metric"]: e for e in top.all("tr") if "data-metric" in e.attributes}
    assert list(rows) == list(METRICS)
    for row in lane.rows(0):
        line = rows[row.metric.key]
        assert row.metric.label(lang) in line.text
        values = [e.attributes.get("data-value") for e in line.all("td") if "number" in (e.attributes.get("class") or "")]
        assert float(values[0] or "") == pytest.approx(row.before, nan_ok=True)
        assert float(values[1] or "") == pytest.approx(row.after, nan_ok=True)
        word = {"better": PAGE["better"], "worse": PAGE["worse"], "same": PAGE["unresolved" if row.unresolved else "same"]}[row.verdict]
        assert line.all("td")[-1].text == f"{row.mark} {word.to(lang)}"


def test_the_difference_is_that_of_the_figures_shown(page: tuple[str, str, Element], lane: Comparison) -> None:
    lang, _, top = page
    for e in top.all("tr"):
        key = e.attributes.get("data-metric")
        if key:
            before, after, difference = (_read(cell.text, lang) for cell in e.all("td")[:3])
            assert difference == pytest.approx(after - before, abs=1e-9, nan_ok=True), key


def _read(text: str, lang: str) -> float:
    plain = text.replace("\u202f", "").replace("\u2212", "-").replace("+", "")
    return float("nan") if plain == "n/a" else float(plain.replace(",", ".") if lang == "fr" else plain)


def test_every_receipt_is_there_word_for_word(page: tuple[str, str, Element], lane: Comparison) -> None:
    lang, _, top = page
    for row in lane.rows(0):
        key = row.metric.key
        before = top.by_id(f"receipt-{key}")
        assert before.name == "details"
        assert before.all("pre")[0].text == lane.explain(key, None).text(lang)
        if row.moves:
            assert top.by_id(f"plan-1-receipt-{key}").all("pre")[0].text == lane.explain(key, 0).text(lang)


def test_the_plan_can_be_taken_out_of_the_page(page: tuple[str, str, Element], lane: Comparison, square: City) -> None:
    _, _, top = page
    link = next(e for e in top.all("a") if "download" in e.attributes)
    kind, content = (link.attributes["href"] or "").split(",", 1)
    assert kind == "data:application/geo+json;base64"
    plan = json.loads(b64decode(content))
    assert plan == json.loads(json.dumps(lane.plans[0].to_geojson(square)))
    assert Plan.from_geojson(plan, square).name == lane.plans[0].name
    assert json.loads(top.by_id("plan-1-file").all("pre")[0].text) == plan


def test_sources_have_full_references(page: tuple[str, str, Element], lane: Comparison) -> None:
    _, _, top = page
    section = top.by_id("sources")
    keys = [e.text for e in section.all("dt")]
    assert keys == cited(lane)
    assert [e.text for e in section.all("dd")] == [str(SOURCES[key]) for key in keys]
    priced = {c.price.source for work in lane.cities[0].works for c in work.costs}
    assert priced
    assert priced <= set(keys)


def test_notes_costs_and_ranges_of_the_works(page: tuple[str, str, Element], lane: Comparison) -> None:
    lang, _, top = page
    section = top.by_id("plan-1-works")
    works = lane.cities[0].works
    assert [e.text for e in section.all("li")] == [work.note.to(lang) for work in works]
    assert len(section.all("tbody")[0].all("tr")) == sum(1 for work in works for c in work.costs if c.quantity)
    assert "…" in section.all("tfoot")[0].text


def test_pictures_tell_what_they_show(page: tuple[str, str, Element]) -> None:
    lang, _, top = page
    images = top.all("img")
    assert len(images) >= 7  # before, after, change, cars twice, stress twice
    for e in images:
        assert len(e.attributes["alt"] or "") > 30
        assert re.search(r"\d", e.attributes["alt"] or "") or PAGE["flow_change_alt"].to(lang)[:10] in (e.attributes["alt"] or "")
        assert (e.attributes["src"] or "").startswith("data:image/png;base64,iVBORw0KGgo")


def test_tables_are_told_to_those_who_cannot_see_them(page: tuple[str, str, Element]) -> None:
    _, _, top = page
    for table in top.all("table"):
        assert table.inside[0].name == "caption"
        assert table.inside[0].text
        assert all(e.attributes.get("scope") in ("col", "row", "rowgroup") for e in table.all("th"))
        wide = len(table.all("thead")[0].all("th"))
        for row in table.all("tr"):
            assert sum(int(e.attributes.get("colspan") or 1) for e in row.inside) == wide
    for e in top.every():
        if e.attributes.get("tabindex"):
            assert e.attributes.get("role") == "region"
            assert e.attributes.get("aria-label")


def test_headings_go_down_one_by_one(page: tuple[str, str, Element]) -> None:
    _, _, top = page
    levels = [int(e.name[1]) for e in top.every() if re.fullmatch("h[1-6]", e.name)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_the_same_comparison_gives_the_same_page(lane: Comparison, page: tuple[str, str, Element]) -> None:
    lang, text, _ = page
    assert report_page(lane, lang) == text


def test_no_words_are_missing_in_either_language() -> None:
    for key, words in PAGE.items():
        assert isinstance(words, Words), key
        assert all((str(words), words.fr)), key
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", words.fr)), key


def test_a_plan_without_works_and_one_without_effect(square: City) -> None:
    for plan in (Plan("Nothing", []), Plan("No effect", [Depave(where="Parc des Érables", to="lawn")])):
        top = parsed(report_page(compare(square, plan)))
        assert not top.all("ul", "tiles")
        assert PAGE["receipts_none"] in top.by_id("plan-1-receipts").text
        assert len(top.by_id("before").all("details", "receipt")) == len(METRICS)


def test_few_metrics_and_none_with_a_map(square: City) -> None:
    comparison = compare(square, Plan("Meadow", [Depave(where="Grand Parking", to="meadow")]), metrics=["cost"])
    top = parsed(report_page(comparison, "fr"))
    assert [e.attributes["data-metric"] for e in top.all("tr") if "data-metric" in e.attributes] == ["cost"]
    assert len(top.all("img")) == 2


def test_draws_add_ranges_and_how_sure(square: City) -> None:
    plans = [Plan("Meadow", [Depave(where="Grand Parking", to="meadow")]), Plan("Lawn", [Depave(where="Grand Parking", to="lawn")])]
    comparison = compare(square, plans, metrics=["runoff", "sealed", "cost"], draws=16)
    top = parsed(report_page(comparison))
    row = next(e for e in top.by_id("plan-1-numbers").all("tr") if e.attributes.get("data-metric") == "runoff")
    assert "…" in row.all("td")[-2].text
    assert comparison.spread("runoff", 0).sure in row.text
    assert "16 draws" in top.by_id("assumptions").text
    assert "of 100 draws" in top.by_id("side-by-side").text or PAGE["tie"] in top.by_id("side-by-side").text


def test_several_plans_share_the_map_before(square: City) -> None:
    plans = [Plan(f"Plan {n}", [Depave(where="Grand Parking", to=to)]) for n, to in enumerate(("meadow", "lawn", "shrubs"))]
    comparison = compare(square, plans, metrics=["runoff", "cost"], assume={"rain": 60})
    top = parsed(report_page(comparison))
    heads = [e.text for e in top.by_id("side-by-side").all("thead")[0].all("th")]
    assert heads[3:] == [p.name for p in plans]
    assert all(top.by_id(f"plan-{i}").all("img") for i in (1, 2, 3))
    assert "rain" in top.by_id("assumptions").text
    assert "60 mm" in top.by_id("assumptions").text


def test_closed_streets_are_told(square: City) -> None:
    comparison = compare(square, Plan("Closed", [CloseStreet(along="Avenue Basse")]), metrics=["car_time", "cost"])
    section = parsed(report_page(comparison)).by_id("plan-1-streets")
    assert len(section.all("img")) >= 4


def test_it_is_written_whole_with_the_date_that_was_given(lane: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "été à Saint-Jumeau.html"
    assert lane.report(path, date="12 March 2031 <now>") == path
    text = path.read_text(encoding="utf-8")
    assert "12 March 2031 &lt;now&gt;" in text
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (lambda p: p / "page.pdf", "must end with .html"),
        (lambda p: p / "none" / "page.html", "does not exist"),
        (lambda p: "", "such as report.html"),
        (lambda p: "a\0b.html", "such as report.html"),
        (lambda p: 7, "such as report.html"),
    ],
)
def test_a_path_that_cannot_be_used(place: Callable[[Path], str], said: str, lane: Comparison, tmp_path: Path) -> None:
    with pytest.raises(TwinError, match=re.escape(said)):
        lane.report(place(tmp_path))


def test_a_folder_of_that_name_is_left_alone(lane: Comparison, tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(TwinError, match="that is a folder"):
        lane.report(tmp_path / "page.html")
    with pytest.raises(TwinError, match='choose "en" or "fr"'):
        lane.report(tmp_path / "seite.html", lang="de")
