"""`twin studio`: the local page to draw a plan on."""

import socket
from pathlib import Path
from secrets import token_urlsafe
from threading import Timer
from typing import Any

from twin.cli.failing import Mistyped, say
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.errors import TwinError
from twin.plan import Plan
from twin.words import Language, Words

HOST = "127.0.0.1"
OPEN = Words("The studio is open at", "Le studio est ouvert à l'adresse")
STOP = Words("Stop it with Ctrl+C.", "Ctrl+C l'arrête.")
SOON = 0.4  # s, until the browser is opened: the server answers by then


def run(where: Where, plan: Path | None, lang: Language, port: int, browser: bool) -> None:
    """Serve the page until it is stopped."""
    serve = _uvicorn()
    from twin.studio.server import app_of

    with shown(where.city, lang) as progress:
        city = where.open(progress)
    start = Plan.read(plan.expanduser(), city) if plan else None
    token = token_urlsafe(24)
    app = app_of(city, token, start, lang)
    with _bound(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/?token={token}"
        print(f"{colon(OPEN, lang)} {address}\n{STOP.to(lang)}", flush=True)
        if browser:
            _open_soon(address)
        serve.Server(serve.Config(app, log_level="warning", access_log=False, server_header=False)).run(sockets=[listener])


def _uvicorn() -> Any:
    """The web server, or one sentence on how to get it."""
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise TwinError('the studio needs a small web server: pip install "twin[studio]" (starlette and uvicorn)') from None
    return uvicorn


def _bound(port: int) -> socket.socket:
    """A listening socket on the loopback address only; port 0 finds a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()  # who comes before the server is up waits a moment
    except OSError as error:
        listener.close()
        raise Mistyped(f"port {port} cannot be used ({error.strerror or error}): give another --port, or 0 for any free one") from None
    return listener


def _open_soon(address: str) -> None:
    import webbrowser

    def show() -> None:
        if not webbrowser.open(address):
            say(address)

    timer = Timer(SOON, show)
    timer.daemon = True
    timer.start()
