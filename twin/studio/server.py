"""The studio's server: a page, its files, and a few questions about one city, answered on this machine only."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from twin.city import City
from twin.errors import TwinError
from twin.plan import Plan
from twin.studio.answers import city_answer
from twin.studio.desk import Room, Stale
from twin.studio.endpoints import ORDERS, QUESTIONS, Endpoint, nameless, state_of
from twin.studio.guard import Guard, spoken
from twin.studio.state import Board
from twin.studio.written import Answer
from twin.words import Language, Words

KINDS = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}

NO_JSON = Words("the request is not valid JSON", "la requête n'est pas du JSON valide")
NO_OBJECT = Words("the request must be a JSON object", "la requête doit être un objet JSON")
STALE = Words("the plan changed in the meantime", "le projet a changé entre-temps")
IMPOSSIBLE = Words("this cannot be carried out", "cela ne peut pas être réalisé")


def app_of(city: City, token: str, plan: Plan | None = None, lang: Language = "en") -> ASGIApp:
    """The studio for one city as an ASGI app.

    token   every request for the page and for data must carry it
    plan    what lies on the table when a tab opens
    lang    language of the page until its reader chooses another
    """
    room = Room(city, Board(plan.title(lang), tuple(plan)) if plan is not None else Board(nameless(lang)))
    if plan is not None:
        plan.apply(city)  # refused here, not in the page
    once: dict[str, Any] = {}

    def whole_city(room: Room, asked: dict[str, Any]) -> Response:
        if not once:
            once.update(city_answer(room.base))
        return JSONResponse(once | {"lang": lang})

    questions: dict[str, Endpoint] = {"city": whole_city} | QUESTIONS
    routes = [
        Route("/", _page), Route("/static/{name}", _static),
        *(Route(f"/api/{name}", _asking(room, answer, lang)) for name, answer in questions.items()),
        *(Route(f"/api/{name}", _ordering(room, answer, lang), methods=["POST"]) for name, answer in ORDERS.items()),
    ]  # fmt: skip

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        room.close()

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _http_refusal})
    app.state.room = room
    return Guard(app, token, lang)


def _page(request: Request) -> Response:
    return _file("index.html")


def _static(request: Request) -> Response:
    return _file(request.path_params["name"])


def _file(name: str) -> Response:
    """A file of the page: only those that are there by this very name."""
    known = {item.name: item for item in files("twin.studio").joinpath("page").iterdir()}
    if name not in known or name.rpartition(".")[2] not in KINDS:
        return _refusal(404, f'the studio has no file "{name[:80]}"')  # no page shows it
    return Response(known[name].read_bytes(), media_type=KINDS[name.rpartition(".")[2]])


def _refusal(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status)


async def _http_refusal(request: Request, error: Exception) -> Response:
    """Unknown paths, wrong methods and bodies without end, in the form of all other refusals."""
    assert isinstance(error, HTTPException)
    said: object = error.detail
    lang = spoken(request.query_params.get("lang"), "en")
    return _refusal(error.status_code, said.to(lang) if isinstance(said, Words) else str(said))


def _asking(room: Room, answer: Endpoint, lang: Language) -> Any:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, room, answer, dict(request.query_params), lang)

    return endpoint


def _ordering(room: Room, answer: Endpoint, lang: Language) -> Any:
    async def endpoint(request: Request) -> Response:
        try:
            asked = json.loads(await request.body(), parse_constant=_no_constant)
        except (ValueError, RecursionError):
            return _refusal(400, NO_JSON.to(lang))
        if not isinstance(asked, dict):
            return _refusal(400, NO_OBJECT.to(lang))
        return await run_in_threadpool(_answered, room, answer, asked, lang)

    return endpoint


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _answered(room: Room, answer: Endpoint, asked: dict[str, Any], otherwise: Language) -> Response:
    """The answer, or a refusal with its reason in the page's language; a refused request has changed nothing."""
    lang = spoken(asked.get("lang"), otherwise)
    try:
        return answer(room, asked)
    except Stale:
        desk = room.desk(asked.get("session"))
        return Answer(state_of(room, desk, lang) | {"error": STALE.to(lang)}, 409)
    except TwinError as error:
        return _refusal(422, error.to(lang))
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        return _refusal(422, f"{IMPOSSIBLE.to(lang)} ({type(error).__name__}: {str(error)[:200]})")
