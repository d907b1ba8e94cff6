"""What the page may ask and order: each takes the room and the request, and gives a response."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from starlette.responses import JSONResponse, Response

from twin.city import City
from twin.comparison import Comparison
from twin.errors import TwinError
from twin.evaluation import checked_assumptions, parameters
from twin.interventions import Intervention
from twin.ledger.book import ledger_of
from twin.metrics import known_metric
from twin.plan import Plan, intervention_of
from twin.receipts import Receipt
from twin.studio import state as states
from twin.studio.answers import card_answer, comparison_of, finding, plan_answer, plan_of
from twin.studio.desk import AT_ONCE, LEAST, NAMELESS, PATIENCE, PAUSE, Desk, Room
from twin.studio.layers import metric_layer, street_layer
from twin.studio.sliders import sliders
from twin.studio.state import State
from twin.studio.sure import sure_of
from twin.studio.written import Answer
from twin.words import Language, Words, checked

Endpoint = Callable[[Room, dict[str, Any]], Response]
SIDES = ("before", "after", "change")
OPS = "add, remove, replace, rename, clear, assume, reset, undo, redo"
BARE: dict[str, Callable[[State], State]] = {
    "undo": states.undone, "redo": states.redone, "clear": states.cleared, "reset": states.reset,
}  # fmt: skip


def nameless(lang: Language) -> str:
    return NAMELESS.to(lang)


def language_of(asked: dict[str, Any]) -> Language:
    given = asked.get("lang", "en")
    return checked(given if isinstance(given, str) else repr(given))


def state_of(room: Room, desk: Desk, lang: Language) -> dict[str, Any]:
    """Plan and scorecard as they stand."""
    with desk.lock:
        state, city = desk.state, desk.city
        told = plan_answer(desk, room.base, city, lang)
    return told | {"card": _card_of(room, state, city, lang)}


def _card_of(room: Room, state: State, city: City, lang: Language) -> dict[str, Any]:
    told = card_answer(room.readings, room.base, city, state, lang)
    drawn = room.draws.of(city, state.now.assume)
    if drawn is not None:
        share, reason = drawn.share, drawn.reason  # read before the rows: they may be finished meanwhile
        for row in told["rows"]:
            row["sure"] = sure_of(drawn, row["key"], lang)
        told |= {"drawing": share < 1 and not reason, "drawn": round(share, 3), "undrawn": reason}
    return told | {"finding": finding(room.readings, room.base, city, state.now, lang)}


def _session(room: Room, asked: dict[str, Any]) -> Response:
    lang = language_of(asked)
    return Answer(state_of(room, room.open(asked.get("session")), lang))


def _edit(room: Room, asked: dict[str, Any]) -> Response:
    start, lang, desk = perf_counter(), language_of(asked), room.desk(asked.get("session"))
    return _changed(room, desk, asked, _change(room, asked), lang, start)


def _load(room: Room, asked: dict[str, Any]) -> Response:
    start, lang, desk = perf_counter(), language_of(asked), room.desk(asked.get("session"))
    given = asked.get("name")
    plan = Plan.from_geojson(asked.get("plan"), room.base, given if isinstance(given, str) and given.strip() else nameless(lang))
    return _changed(room, desk, asked, lambda state: states.loaded(state, plan.name, tuple(plan)), lang, start)


def _changed(room: Room, desk: Desk, asked: dict[str, Any], how: Callable[[State], State], lang: Language, start: float) -> Response:
    """Carry out a change, read what can be read at once, and let the rest follow once the answer is written."""
    rev, op, index = _rev(asked), asked.get("op"), asked.get("index")
    about = len(desk.state.now.items) if op == "add" else index if op == "replace" and isinstance(index, int) else None
    with room.first():
        city = desk.change(rev, how, about)
        room.readings.read_for((room.base, city), max(LEAST, AT_ONCE - (perf_counter() - start)), desk.state.now.assume)
        told = state_of(room, desk, lang)
        answer = Answer(told | {"ms": round(1000 * (perf_counter() - start), 1)})
    room.follow(desk)
    return answer


def _rev(asked: dict[str, Any]) -> int:
    rev = asked.get("rev")
    if isinstance(rev, bool) or not isinstance(rev, int):
        raise TwinError(
            Words(
                "an edit says on which version of the plan it was made: rev, a whole number",
                "une modification dit sur quelle version du projet elle porte : rev, un nombre entier",
            )
        )
    return rev


def _change(room: Room, asked: dict[str, Any]) -> Callable[[State], State]:
    """What an edit does to the state."""
    op, index = asked.get("op"), asked.get("index")
    if isinstance(op, str) and op in BARE:
        return BARE[op]
    if op == "remove":
        return lambda state: states.removed(state, index)  # type: ignore[arg-type]  # checked there
    if op == "rename":
        return lambda state: states.renamed(state, asked.get("name"))  # type: ignore[arg-type]  # checked there
    if op in ("add", "replace"):
        item = _item(room, asked)
        return lambda state: states.added(state, item) if op == "add" else states.replaced(state, index, item)  # type: ignore[arg-type]
    if op == "assume":
        name, value = _assumed(asked)
        return lambda state: states.assumed(state, name, value, asked.get("again") is True)
    raise TwinError(Words(f"op must be one of {OPS}", f"op doit être l'un de {OPS}"))


def _assumed(asked: dict[str, Any]) -> tuple[str, float | None]:
    """A parameter and its value; None where that is its best guess."""
    name, value = str(asked.get("name")), asked.get("value")
    best = parameters().get(name)
    given = checked_assumptions({name: best if value is None and best is not None else value})[name]  # type: ignore[dict-item]  # checked there
    return name, None if value is None or given == best else given


def _item(room: Room, asked: dict[str, Any]) -> Intervention:
    return intervention_of(asked.get("feature"), room.base)


def _preview(room: Room, asked: dict[str, Any]) -> Response:
    """What an intervention would do to the city as planned so far; nothing is kept."""
    lang, desk, item = language_of(asked), room.desk(asked.get("session")), _item(room, asked)
    before, index = desk.state.now.items, asked.get("index")
    changes = isinstance(index, int) and not isinstance(index, bool)
    if changes:
        before = before[:index]
    with room.first():
        city = desk.cities.after((*before, item), len(before))
    if not changes:
        room.foresee(desk, city)
    work = city.works[-1]
    return JSONResponse({"note": work.note.to(lang), "did": work.did, "cost": work.cost})


def _parameters(room: Room, asked: dict[str, Any]) -> Response:
    """Every parameter that can be assumed otherwise, in both languages."""
    return JSONResponse(sliders())


def _card(room: Room, asked: dict[str, Any]) -> Response:
    desk, lang = room.desk(asked.get("session")), language_of(asked)
    with desk.lock:
        state, city = desk.state, desk.city
    end = perf_counter() + (PATIENCE if asked.get("wait") else 0.0)
    while perf_counter() < end and desk.state is state and any(room.readings.missing(c, state.now.assume) for c in (room.base, city)):
        sleep(PAUSE)
    return JSONResponse(_card_of(room, state, city, lang))


def _sure(room: Room, asked: dict[str, Any]) -> Response:
    """Begin to draw uncertain parameters; how far it is stands in the scorecard."""
    desk, lang = room.desk(asked.get("session")), language_of(asked)
    with desk.lock:
        if not desk.state.now.items:
            raise TwinError(
                Words(
                    "there is no plan to be sure of: add an intervention first",
                    "il n'y a pas encore de projet : ajoutez d'abord une action",
                )
            )
        room.draw(desk)
        state, city = desk.state, desk.city
    return JSONResponse(_card_of(room, state, city, lang))


def _side(asked: dict[str, Any]) -> str:
    side = asked.get("side", "after")
    if side not in SIDES:
        raise TwinError(Words(f"side must be one of {', '.join(SIDES)}", f"side doit être l'un de {', '.join(SIDES)}"))
    return str(side)


def _pair(room: Room, asked: dict[str, Any]) -> tuple[Any, Any]:
    """The readings of one metric before and after; read now if they are not there yet."""
    desk, key = room.desk(asked.get("session")), str(asked.get("key"))
    known_metric(key)
    with desk.lock:
        city, assume = desk.city, desk.state.now.assume
    for place in (room.base, city):
        if key not in room.readings.of(place, assume):
            room.readings.read(place, [key], lambda: False, assume)
    return room.readings.of(room.base, assume)[key], room.readings.of(city, assume)[key]


def _layer(room: Room, asked: dict[str, Any]) -> Response:
    before, after = _pair(room, asked)
    return JSONResponse(metric_layer(before, after, _side(asked), language_of(asked)))


def _streets(room: Room, asked: dict[str, Any]) -> Response:
    desk = room.desk(asked.get("session"))
    return JSONResponse(street_layer(room.base, desk.city, desk.state.now.assume, str(asked.get("key")), _side(asked)))


def _receipt(room: Room, asked: dict[str, Any]) -> Response:
    before, after = _pair(room, asked)
    desk, lang, side = room.desk(asked.get("session")), language_of(asked), _side(asked)
    place = room.base.name if side == "before" else f"{room.base.name}, {desk.state.now.name}"
    receipt = Receipt(before if side == "before" else after, place, dict(desk.state.now.assume))
    return JSONResponse({"key": before.key, "label": before.metric.label(lang), "text": receipt.text(lang)})


def _ledger(room: Room, asked: dict[str, Any]) -> Response:
    desk, lang = room.desk(asked.get("session")), language_of(asked)
    with desk.lock:
        city, board = desk.city, desk.state.now
    ledger = ledger_of(room.base, city, Words(board.name, board.name), dict(board.assume))
    return JSONResponse({"text": ledger.text(lang, most=8)})


def _geojson(room: Room, asked: dict[str, Any]) -> Response:
    desk = room.desk(asked.get("session"))
    content = plan_of(desk.state.now).to_geojson(room.base)
    return Response(json.dumps(content, ensure_ascii=False, indent=1) + "\n", media_type="application/geo+json")


def _compared(room: Room, asked: dict[str, Any]) -> Comparison:
    """The whole comparison; numbers still to come are waited for."""
    desk = room.desk(asked.get("session"))
    with desk.lock:
        city, board = desk.city, desk.state.now
    for place in (room.base, city):
        room.readings.read(place, room.readings.missing(place, board.assume), lambda: False, board.assume)
    return comparison_of(room.readings, room.base, city, board)


def _figure(room: Room, asked: dict[str, Any]) -> Response:
    """The sheet of the comparison, as the command line draws it."""
    lang, file = language_of(asked), BytesIO()
    _compared(room, asked).figure(lang=lang).savefig(file, format="svg")
    return Response(file.getvalue(), media_type="image/svg+xml")


def _report(room: Room, asked: dict[str, Any]) -> Response:
    """The report in one file, to keep."""
    lang = language_of(asked)
    with TemporaryDirectory() as folder:
        path = _compared(room, asked).report(Path(folder) / "report.html", lang=lang)
        return Response(path.read_bytes(), media_type="text/html", headers={"content-disposition": 'attachment; filename="report.html"'})


QUESTIONS: dict[str, Endpoint] = {
    "parameters": _parameters, "card": _card, "layer": _layer, "streets": _streets, "receipt": _receipt, "ledger": _ledger,
    "plan.geojson": _geojson, "figure.svg": _figure, "report.html": _report,
}  # fmt: skip
ORDERS: dict[str, Endpoint] = {"session": _session, "edit": _edit, "preview": _preview, "plan": _load, "sure": _sure}
