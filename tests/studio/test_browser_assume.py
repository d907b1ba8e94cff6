"""Assumptions, notes of overlaps, refusals in French and the small screen, in a real browser."""

from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="the studio needs the extra: pip install twin[studio]")

from tests.studio.browser import PHONE, READY, browser_path, items, opened, until, wait_for_numbers

pytestmark = pytest.mark.skipif(browser_path() is None, reason="no chromium on this machine: apt-get install chromium")
RAIN = '.slider[data-name="rain"]'


def value(page: Any, key: str) -> str:
    """What the scorecard shows of one metric."""
    return str(page.inner_text(f"tr[data-metric={key}] .after"))


def assumed(page: Any, count: int) -> None:
    """Wait until so many assumptions are listed among the changes, and all numbers are there."""
    until(page, f"document.querySelectorAll('#assumed li').length === {count}")
    wait_for_numbers(page)


def do(page: Any, kind: str, place: str) -> None:
    page.click(f"#kinds [data-kind={kind}]")
    page.fill("#where", place)
    page.click("#do")


def test_a_slider_is_moved_by_keyboard_undone_and_kept(page: Any) -> None:
    runoff = value(page, "runoff")
    page.focus("#assume-open")
    page.keyboard.press("Enter")
    page.wait_for_selector(RAIN)
    assert page.evaluate("document.activeElement.id") == "search"
    page.focus(f"{RAIN} [type=range]")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assumed(page, 1)
    assert page.evaluate("document.activeElement.type") == "range"  # the focus stays where it was
    until(page, "document.querySelector('#status').textContent.includes('ms')")
    moved = value(page, "runoff")
    assert moved != runoff
    page.click("#language")
    until(page, "document.documentElement.lang === 'fr'")
    until(page, """document.querySelector('.slider[data-name="rain"] label').textContent.includes('Hauteur de la pluie')""")
    page.reload()
    assumed(page, 1)
    page.keyboard.press("Control+z")  # one step, however often the key was pressed
    assumed(page, 0)
    assert value(page, "runoff") == runoff
    page.keyboard.press("Control+y")
    assumed(page, 1)
    assert value(page, "runoff") == moved


def test_a_number_beyond_the_range_is_taken_and_one_out_of_reason_refused(page: Any) -> None:
    page.click("#assume-open")
    page.fill(f"{RAIN} [type=number]", "60")
    assumed(page, 1)
    assert "31.6 → 60 mm" in page.text_content("#assumed")
    assert page.input_value(f"{RAIN} [type=range]") == page.get_attribute(f"{RAIN} [type=range]", "max")
    page.click(f"{RAIN} button")
    assumed(page, 0)
    assert page.input_value(f"{RAIN} [type=number]") == "31.6"
    page.fill("#search", "sunlight that passes a tree crown")
    share = '.slider[data-name="transmissivity"] [type=number]'
    before = page.input_value(share)
    page.fill(share, "3")
    page.wait_for_selector("#alert:not([hidden])")
    assert "is a share" in page.inner_text("#alert")
    until(page, f"document.querySelector('{share}').value === '{before}'")
    assumed(page, 0)


def test_only_what_the_numbers_shown_use_is_offered(page: Any) -> None:
    do(page, "CoolRoof", "Bâtiment A")
    items(page, 1)
    wait_for_numbers(page)
    page.click("#assume-open")
    page.wait_for_selector("#sliders details")
    groups = "details => details.map(d => d.dataset.group)"
    few = page.eval_on_selector_all("#sliders details", groups)
    assert "heat" in few
    assert "mobility" not in few
    page.uncheck("#moved")
    assert "mobility" in page.eval_on_selector_all("#sliders details", groups)
    page.fill("#search", "nothing of that name")
    assert page.is_visible("#assume-none")


def test_all_assumptions_are_reset_and_one_is_found_again_from_the_list(page: Any) -> None:
    page.click("#assume-open")
    page.fill(f"{RAIN} [type=number]", "50")
    assumed(page, 1)
    page.fill('.slider[data-name="wind"] [type=number]', "1")
    assumed(page, 2)
    page.click("#assume-close")
    page.click('#assumed li[data-name="wind"] button >> nth=0')
    until(page, "document.activeElement.id === 'assume-wind'")
    page.click("#assume-reset")
    assumed(page, 0)
    assert page.is_hidden("#assume-reset")


def test_an_overlap_is_noted_in_the_list(page: Any) -> None:
    do(page, "LightPaving", "Grand Parking")
    items(page, 1)
    do(page, "Depave", "Grand Parking")
    items(page, 2)
    assert "Overlaps number 1 on" in page.inner_text("#items li >> nth=1")
    assert "Overlaps" not in page.inner_text("#items li >> nth=0")


def test_a_refusal_is_told_in_french(page: Any) -> None:
    page.click("#language")
    until(page, "document.documentElement.lang === 'fr'")
    page.click("#kinds [data-kind=BikeLane]")
    page.fill("#where", "Avenue Basse")
    page.fill("#field-width", "4")
    page.wait_for_selector("#preview.bad", timeout=READY)
    assert "ne tient pas" in page.inner_text("#preview")
    page.click("#do")
    page.wait_for_selector("#alert:not([hidden])")
    assert "ne tient pas" in page.inner_text("#alert")


def test_every_button_can_be_reached_on_a_phone(browser: Any, address: str) -> None:
    page, watch = opened(browser, address, PHONE, has_touch=True)
    do(page, "Depave", "Grand Parking")
    items(page, 1)
    every = set(page.eval_on_selector_all("button[id], input[id]:not([type=file])", "all => all.map(n => n.id)"))
    reached: set[str] = set()

    def look() -> None:
        """What can be scrolled to and is not covered by something else."""
        reached.update(page.eval_on_selector_all("button[id], input[id]:not([type=file])", """all => all.filter((node) => {
            if (!node.checkVisibility({ visibilityProperty: true })) return false;
            node.scrollIntoView({ block: "center" });
            const box = node.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const hit = x > 0 && y > 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y);
            return hit && (node === hit || node.contains(hit));
        }).map((node) => node.id)"""))  # fmt: skip

    for tab in ("build", "plan", "assume", "card"):
        page.click(f".tabs [data-tab={tab}]")
        if tab == "assume":
            page.fill(f"{RAIN} [type=number]", "50")
            assumed(page, 1)
        look()
    page.click("#more")
    look()
    page.click(".tabs [data-tab=build]")
    page.click("#kinds [data-kind=Depave]")
    look()
    page.click("#cancel")
    page.click("#help")
    look()
    hidden = {"assume-open", "assume-close"}  # the tabs take their place
    assert every - reached <= hidden
    page.context.close()
    assert watch.foreign == watch.errors == []
