"""A real server and a headless browser for the tests of the page."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome")
TOKEN = "browser-token"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
READY = 20_000  # ms, on a busy machine
REFUSED = "the server responded with a status of 422 (Unprocessable Content)", "(Unprocessable Entity)", "409 (Conflict)"


def browser_path() -> str | None:
    """Where the system's own browser is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The app behind a real server on a free port of this machine; gives its address."""
    import socket

    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        end = time.monotonic() + 20
        while not server.started and time.monotonic() < end:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@dataclass
class Watch:
    """What a page did that it must not do: errors, and requests to other places."""

    home: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def over(self, context: Any) -> None:
        context.route("**/*", self._routed)
        context.on("console", self._said)
        context.on("weberror", lambda e: self.errors.append(str(e.error)))

    def _said(self, message: Any) -> None:
        """Errors, but for the line a browser writes of every request that was refused with a reason."""
        if message.type == "error" and not message.text.endswith(REFUSED):
            self.errors.append(message.text)

    def _routed(self, route: Any) -> None:
        if route.request.url.startswith((self.home, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds; `page.wait_for_function` would need scripts made of strings, which the page forbids."""
    end = time.monotonic() + READY / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(25)


def wait_for_numbers(page: Any) -> None:
    """Until every number is there."""
    page.wait_for_selector('body[data-ready][data-pending="0"]', timeout=READY)


def on_map(page: Any, x: float, y: float) -> tuple[float, float]:
    """Where on the screen a point [m] of a map shown whole lies; for tests on the square of 200 m."""
    box = page.locator("#canvas").bounding_box()
    scale = min(box["width"] - 12, box["height"] - 12) / 200
    return box["x"] + box["width"] / 2 + (x - 100) * scale, box["y"] + box["height"] / 2 - (y - 100) * scale


def shots() -> str:
    """Folder for screenshots of the tests; none are kept when it is not named."""
    return os.environ.get("TWIN_SHOTS", "")


def opened(browser: Any, address: str, size: dict[str, int], **options: Any) -> tuple[Any, Watch]:
    context = browser.new_context(viewport=size, accept_downloads=True, **options)
    watch = Watch(address)
    watch.over(context)
    page = context.new_page()
    page.set_default_timeout(READY)
    page.goto(f"{address}/?token={TOKEN}")
    wait_for_numbers(page)
    return page, watch


def items(page: Any, count: int) -> None:
    """Wait until the plan has so many interventions."""
    until(page, f"document.querySelectorAll('#items li').length === {count}")
