"""The page opened from disk in a real browser: the line moved by keyboard, the table sorted, and nothing asked of anybody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from tests.studio.browser import ARGUMENTS, browser_path  # noqa: E402
from twin.city import City  # noqa: E402
from twin.comparison import compare  # noqa: E402
from twin.interventions.bike_lane import BikeLane  # noqa: E402
from twin.interventions.depave import Depave  # noqa: E402
from twin.plan import Plan  # noqa: E402

pytestmark = pytest.mark.skipif(browser_path() is None, reason="no chromium on this machine: apt-get install chromium")
KEYS = ["runoff", "canopy", "sealed", "parking", "cost"]


@pytest.fixture(scope="module")
def written(square: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = Plan("Lane <1>", [BikeLane(along="Rue Haute", replaces="parking"), Depave(where="Grand Parking", to="meadow")])
    return compare(square, plan, metrics=KEYS).report(tmp_path_factory.mktemp("été") / "page.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, written: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page, said, asked = context.new_page(), list[str](), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    yield page
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [written.as_uri()]


def test_the_line_is_moved_by_keyboard(page: Any) -> None:
    slider = page.get_by_role("slider")
    start = int(slider.input_value())
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert int(slider.input_value()) == start - 4
    page.keyboard.press("ArrowLeft")
    assert int(slider.input_value()) == start - 2
    assert page.locator(".swipe").evaluate("e => e.style.getPropertyValue('--at')") == f"{100 - start + 2}%"


def test_a_heading_sorts_the_table_and_gives_it_back(page: Any) -> None:
    def order() -> list[str]:
        return [str(key) for key in page.locator("tr[data-metric]").evaluate_all("rows => rows.map(r => r.dataset.metric)")]

    first = order()
    assert sorted(first) == sorted(KEYS)
    head = page.locator("th[data-column=after]")
    values: dict[str, float] = page.locator("tr[data-metric]").evaluate_all(
        "rows => Object.fromEntries(rows.map(r => [r.dataset.metric, Number(r.cells[2].dataset.value)]))"
    )
    for direction, expected in (
        ("ascending", sorted(KEYS, key=lambda k: values[k])),
        ("descending", sorted(KEYS, key=lambda k: -values[k])),
    ):
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == direction
        assert order() == expected
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert order() == first


def test_what_stands_still_can_be_hidden(page: Any) -> None:
    assert page.locator("tr.still").first.is_visible()
    page.get_by_role("checkbox").check()
    assert not page.locator("tr.still").first.is_visible()
    assert page.locator("tr.moved").first.is_visible()


def test_a_link_opens_its_receipt(page: Any) -> None:
    for link, receipt in (("runoff", "#plan-1-receipt-runoff"), ("canopy", "#receipt-canopy")):
        assert not page.locator(f"{receipt} pre").is_visible()
        page.locator(f"tr[data-metric={link}] a").click()
        page.locator(f"{receipt} pre").wait_for(state="visible", timeout=30_000)  # the browser tells of a new address a moment later


def test_it_fits_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_shows_both_maps_and_a_receipt(page: Any) -> None:
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    boxes = [page.locator(f".swipe .{side} img").bounding_box() for side in ("before", "after")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert page.locator("details[data-print] pre").first.is_visible()
    assert not page.get_by_role("slider").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details[data-print] pre").first.is_visible()


def test_without_scripts_everything_is_there(browser: Any, written: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(written.as_uri())
    boxes = [page.locator(f".swipe .{side} img").bounding_box() for side in ("before", "after")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert not page.locator("input[type=range]").is_visible()
    assert not page.locator(".only-moved").is_visible()
    context.close()
