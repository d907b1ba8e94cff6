"""A server and a browser that the tests of the page share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.studio import asking
from tests.studio.browser import ARGUMENTS, TOKEN, WIDE, browser_path, opened, served
from twin.city import City


@pytest.fixture(scope="module")
def address(square: City) -> Iterator[str]:
    from twin.studio.server import app_of

    with served(app_of(square, TOKEN)) as home:
        yield home


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page, watch = opened(browser, address, WIDE)
    yield page
    page.context.close()
    assert watch.foreign == []
    assert watch.errors == []


@pytest.fixture
def client(square: City) -> Iterator[Any]:
    """The server without a browser."""
    testing = pytest.importorskip("starlette.testclient", reason="the studio needs the extra: pip install twin[studio]")
    from twin.studio.server import app_of

    with testing.TestClient(app_of(square, asking.TOKEN), base_url=asking.BASE, headers={"x-twin-token": asking.TOKEN}) as client:
        yield client
