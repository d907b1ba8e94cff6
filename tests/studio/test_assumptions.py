"""Assumptions at the server: both sides follow, the changes list them, and what is senseless is refused."""

import json
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the studio needs the extra: pip install twin[studio]")
pytest.importorskip("httpx2", reason="starlette's test client needs httpx2")

from starlette.testclient import TestClient

import twin
from tests.studio.asking import PARKING, edit, session, settled
from twin.city import City
from twin.evaluation import parameters
from twin.interventions.depave import Depave
from twin.metrics import METRICS
from twin.plan import Plan
from twin.words import number


def test_assumptions_change_both_sides_and_are_listed_among_the_changes(client: TestClient, square: City) -> None:
    state = edit(client, session(client), "add", feature=PARKING)
    plain = {row["key"]: row for row in settled(client, state)["rows"]}
    wet = edit(client, state, "assume", name="rain", value=60)
    assert [(a["name"], a["value"], a["text"]) for a in wet["assumed"]] == [("rain", 60, "31.6 → 60 mm")]
    assert [item["note"] for item in wet["items"]] == [item["note"] for item in state["items"]]
    rows = {row["key"]: row for row in settled(client, wet)["rows"]}
    plan = Plan("Parking", [Depave(where="Grand Parking", to="meadow")])
    row = twin.compare(square, [plan], ["runoff"], assume={"rain": 60}).row("runoff")
    assert rows["runoff"]["before"] == number(row.before, METRICS["runoff"].digits)
    assert rows["runoff"]["after"] == number(row.after, METRICS["runoff"].digits)
    assert (rows["runoff"]["before"], rows["runoff"]["after"]) != (plain["runoff"]["before"], plain["runoff"]["after"])
    assert rows["canopy"] == plain["canopy"]
    assert session(client, session=state["session"], lang="fr")["assumed"][0]["text"] == "31,6 → 60 mm"  # a reload, in French
    for path in ("receipt", "layer"):
        told = client.get(f"/api/{path}", params={"session": state["session"], "key": "runoff"})
        assert told.status_code == 200
    assert "60" in client.get("/api/receipt", params={"session": state["session"], "key": "runoff"}).json()["text"]
    assert "rain" in client.get("/api/report.html", params={"session": state["session"]}).text
    assert client.get("/api/streets", params={"session": state["session"], "key": "flow"}).status_code == 200
    dry = edit(client, wet, "undo")
    assert dry["assumed"] == []
    assert {row["key"]: row for row in settled(client, dry)["rows"]} == plain
    again = edit(client, dry, "redo")
    assert edit(client, again, "reset")["assumed"] == []


def test_a_value_back_at_its_best_guess_is_no_assumption(client: TestClient) -> None:
    state = edit(client, session(client), "assume", name="rain", value=60)
    assert edit(client, state, "assume", name="rain", value=31.6)["assumed"] == []
    state = edit(client, session(client), "assume", name="rain", value=60)
    assert edit(client, state, "assume", name="rain", value=None)["assumed"] == []


@pytest.mark.parametrize(("body", "status"), [
    ({"name": "rainn", "value": 3}, 422), ({"name": "rain", "value": "wet"}, 422), ({"name": "rain", "value": True}, 422), ({"name": "rain", "value": [3]}, 422),
    ({"value": 3}, 422), ({"name": None}, 422), ({"name": ["rain"], "value": 3}, 422), ({"name": "transmissivity", "value": 3}, 422),
])  # fmt: skip
def test_senseless_assumptions_are_refused_with_a_reason(client: TestClient, body: dict[str, Any], status: int) -> None:
    state = session(client)
    sent = {"session": state["session"], "rev": 0, "op": "assume", **body}
    english, french = (client.post("/api/edit", json=sent | {"lang": lang}) for lang in ("en", "fr"))
    assert english.status_code == french.status_code == status
    assert "paramètre" in french.json()["error"]
    assert english.json()["error"] != french.json()["error"]
    assert session(client, session=state["session"])["rev"] == 0


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_what_is_no_finite_number_is_no_assumption(client: TestClient, number: bytes) -> None:
    state = session(client)
    body = (
        json.dumps({"session": state["session"], "rev": 0, "op": "assume", "name": "rain", "value": 0})
        .encode()
        .replace(b": 0}", b": " + number + b"}")
    )
    answer = client.post("/api/edit", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


def test_an_assumption_that_breaks_a_metric_is_told_in_its_row(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    real = twin.evaluate
    monkeypatch.setattr(
        "twin.studio.cities.evaluate", lambda city, keys, assume: 1 / 0 if assume == {"rain": 60.0} else real(city, keys, assume)
    )
    state = edit(client, session(client), "assume", name="rain", value=60)
    rows = {row["key"]: row for row in settled(client, state)["rows"]}
    assert "ZeroDivisionError" in rows["runoff"]["broken"]
    assert "broken" not in {row["key"]: row for row in settled(client, edit(client, state, "undo"))["rows"]}["runoff"]


def test_parameters_are_offered_as_the_models_declare_them(client: TestClient) -> None:
    offered = {slider["name"]: slider for slider in client.get("/api/parameters").json()}
    assert set(offered) == {name for name, p in parameters().items() if not p.exact}
    for name, slider in offered.items():
        p = parameters()[name]
        assert (slider["value"], slider["low"], slider["high"], slider["verified"]) == (float(p), p.low, p.high, p.verified)
        assert slider["metrics"]
        assert all(name in METRICS[key].parameters for key in slider["metrics"])
