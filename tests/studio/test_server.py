"""The server: every endpoint, every refusal, and a thousand requests of rubbish."""

import json
import random
import time
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the studio needs the extra: pip install twin[studio]")
pytest.importorskip("httpx2", reason="starlette's test client needs httpx2")

from starlette.testclient import TestClient

from tests.studio.asking import BASE, PARKING, TOKEN, TREES, edit, session, settled
from twin.city import City
from twin.errors import TwinError
from twin.interventions.depave import Depave
from twin.metrics import METRICS
from twin.plan import Plan
from twin.studio.guard import HEADERS, LARGEST
from twin.studio.server import app_of


def test_the_page_and_its_files(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "text/html" in page.headers["content-type"]
    for name in ("main.js", "studio.css"):
        assert client.get(f"/static/{name}", headers={"x-twin-token": ""}).status_code == 200
    for name in ("nothing.js", "..%2fserver.py", "../server.py", "%2e%2e/state.py", "__init__.py", ".", "main.js%00"):
        assert client.get(f"/static/{name}").status_code in (403, 404)


def test_every_answer_has_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/static/main.js", "/api/city", "/nowhere", "/api/card"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)


def test_the_city(client: TestClient, square: City) -> None:
    city = client.get("/api/city").json()
    assert city["name"] == square.name
    assert city["shape"] == [40, 40]
    assert len(city["streets"]["lines"]) == len(square.streets)
    assert len(city["buildings"]["shapes"]) == len(square.buildings)
    assert {p["name"]: p["kind"] for p in city["places"]}["Rue Haute"] == "street"
    assert {p["name"]: p["kind"] for p in city["places"]}["Grand Parking"] == "place"
    assert {p["name"]: p["kind"] for p in city["places"]}["École Pasteur"] == "building"
    assert set(city["words"]["en"]) == set(city["words"]["fr"])
    assert [m["key"] for m in city["metrics"]] == list(METRICS)


def test_edits_undo_and_redo(client: TestClient) -> None:
    start = session(client)
    one = edit(client, start, "add", feature=PARKING)
    assert one["rev"] == 1
    assert one["items"][0]["did"]
    assert "meadow" in one["items"][0]["note"]
    assert one["ground"]
    assert one["can_undo"]
    two = edit(client, one, "add", feature=TREES)
    assert len(two["items"]) == 2
    assert two["crowns"]
    changed = {**PARKING, "properties": {**PARKING["properties"], "to": "lawn"}}
    three = edit(client, two, "replace", index=0, feature=changed)
    assert three["items"][0]["feature"]["properties"].get("to", "lawn") == "lawn"
    four = edit(client, three, "remove", index=1)
    five = edit(client, four, "rename", name="  Green  parking ")
    assert five["name"] == "Green parking"
    six = edit(client, five, "clear")
    assert not six["items"]
    state = six
    for _ in range(6):
        state = edit(client, state, "undo")
    assert state["items"] == start["items"] == []
    assert (state["ground"], state["crowns"], state["cost"]) == (start["ground"], start["crowns"], start["cost"])
    assert not state["can_undo"]
    state = edit(client, state, "redo")
    assert state["items"] == one["items"]


def test_numbers_follow_by_themselves(client: TestClient) -> None:
    state = edit(client, session(client), "add", feature=PARKING)
    assert {row["key"] for row in state["card"]["rows"]} == set(METRICS)
    card = settled(client, state)
    rows = {row["key"]: row for row in card["rows"]}
    assert rows["runoff"]["verdict"] == "better"
    assert rows["runoff"]["sign"] == -1
    assert rows["car_time"]["verdict"] == "same"
    assert card["finding"]
    assert card["rev"] == 1
    assert settled(client, state, "fr")["finding"] != card["finding"]


def test_overlaps_are_noted_at_the_later_intervention(client: TestClient) -> None:
    light = {"type": "Feature", "geometry": None, "properties": {"intervention": "LightPaving", "where": "Grand Parking"}}
    one = edit(client, session(client), "add", feature=light)
    two = edit(client, one, "add", feature=PARKING, lang="fr")
    assert one["overlaps"] == [[]]
    assert two["overlaps"][0] == []
    assert len(two["overlaps"][1]) == 1
    assert two["overlaps"][1][0].startswith("Recouvre le n° 1 sur")
    assert edit(client, two, "remove", index=0)["overlaps"] == [[]]


def test_two_tabs_do_not_meet(client: TestClient) -> None:
    one, two = session(client), session(client)
    assert one["session"] != two["session"]
    edit(client, one, "add", feature=PARKING)
    assert not session(client, session=two["session"])["items"]
    assert len(session(client, session=one["session"])["items"]) == 1  # a reload finds its plan again


def test_a_stale_edit_gets_the_fresh_state(client: TestClient) -> None:
    state = session(client)
    fresh = edit(client, state, "add", feature=PARKING)
    answer = client.post("/api/edit", json={"session": state["session"], "rev": 0, "op": "add", "feature": TREES})
    assert answer.status_code == 409
    assert answer.json()["rev"] == fresh["rev"]
    assert answer.json()["items"] == fresh["items"]


def test_preview_tells_and_keeps_nothing(client: TestClient) -> None:
    state = session(client)
    answer = client.post("/api/preview", json={"session": state["session"], "feature": PARKING, "lang": "fr"})
    assert "prairie" in answer.json()["note"]
    assert session(client, session=state["session"])["rev"] == 0
    wide = {"type": "Feature", "geometry": None, "properties": {"intervention": "BikeLane", "along": "Avenue Basse", "width": 4}}
    refused = client.post("/api/preview", json={"session": state["session"], "feature": wide})
    assert refused.status_code == 422
    assert "does not fit" in refused.json()["error"]


def test_refusals_are_told_in_the_language_of_the_page(client: TestClient) -> None:
    state = session(client)
    known = {"session": state["session"], "rev": state["rev"]}
    wide = {"type": "Feature", "geometry": None, "properties": {"intervention": "BikeLane", "along": "Avenue Basse", "width": 4}}
    bad = {"type": "FeatureCollection", "features": [PARKING, {**TREES, "properties": {"intervention": "PlantTreez"}}]}
    orders = [
        ("preview", {"feature": wide}), ("edit", {"op": "add", "feature": wide}), ("edit", {"op": "undo"}), ("edit", {"op": "redo"}),
        ("edit", {"op": "clear"}), ("edit", {"op": "remove", "index": 4}), ("edit", {"op": "rename", "name": " "}), ("edit", {"op": "dance"}),
        ("edit", {"op": "clear", "rev": "x"}), ("edit", {"op": "clear", "rev": 7}), ("edit", {"op": "clear", "session": "nobody"}),
        ("plan", {"plan": bad}), ("plan", {"plan": {"type": "FeatureCollection", "features": [3]}}), ("plan", {"plan": 3}), ("sure", {}),
    ]  # fmt: skip
    for what, body in orders:
        told = {lang: client.post(f"/api/{what}", json=known | body | {"lang": lang}) for lang in ("en", "fr")}
        english, french = (told[lang].json()["error"] for lang in ("en", "fr"))
        assert told["fr"].status_code == told["en"].status_code >= 400
        assert french.strip()
        assert french != english, english
    loaded = client.post("/api/plan", json=known | {"plan": bad, "lang": "fr"}).json()["error"]
    assert "features[1]" in loaded
    assert "est inconnu : peut-être « PlantTrees » ?" in loaded
    for query in ({"key": "cost", "side": "after"}, {"key": "runoff", "side": "sideways"}):
        answers = [client.get("/api/layer", params=known | query | {"lang": lang}).json()["error"] for lang in ("en", "fr")]
        assert answers[0] != answers[1]
    foreign = [client.get(f"/api/card?lang={lang}", headers={"host": "evil.example"}).json()["error"] for lang in ("en", "fr")]
    assert foreign[0] != foreign[1]


def test_a_preview_reads_ahead_of_the_decision(square: City) -> None:
    app: Any = app_of(square, TOKEN)
    room = app.app.state.room
    with TestClient(app, base_url=BASE, headers={"x-twin-token": TOKEN}) as client:
        state = session(client)
        settled(client, state)
        sent = {"session": state["session"], "feature": PARKING}
        assert client.post("/api/preview", json=sent).status_code == 200
        foreseen = room.desk(state["session"]).foreseen
        end = time.monotonic() + 20
        while "runoff" not in room.readings.of(foreseen) and time.monotonic() < end:
            time.sleep(0.02)
        edit(client, state, "add", feature=PARKING)
        assert room.desk(state["session"]).city is foreseen
        assert "runoff" in room.readings.of(foreseen)


def test_plans_are_loaded_and_saved(client: TestClient, square: City) -> None:
    plan = Plan("Parking", [Depave(where="Grand Parking", to="shrubs")])
    state = session(client)
    answer = client.post("/api/plan", json={"session": state["session"], "rev": 0, "plan": plan.to_geojson(square), "name": "file"})
    assert answer.status_code == 200
    assert answer.json()["name"] == "Parking"
    saved = client.get("/api/plan.geojson", params={"session": state["session"]}).json()
    assert saved == plan.to_geojson(square)
    bad = {"type": "FeatureCollection", "features": [PARKING, {**TREES, "properties": {"intervention": "PlantTreez"}}]}
    refused = client.post("/api/plan", json={"session": state["session"], "rev": 1, "plan": bad})
    assert refused.status_code == 422
    assert "features[1]" in refused.json()["error"]
    assert session(client, session=state["session"])["rev"] == 1


def test_a_plan_may_lie_on_the_table_from_the_start(square: City) -> None:
    plan = Plan("Parking", [Depave(where="Grand Parking", to="shrubs")])
    with TestClient(app_of(square, TOKEN, plan), base_url=BASE, headers={"x-twin-token": TOKEN}) as client:
        assert [item["kind"] for item in session(client)["items"]] == ["Depave"]
    with pytest.raises(TwinError, match="no place"):
        app_of(square, TOKEN, Plan("Nowhere", [Depave(where="Nowhere")]))


def test_layers(client: TestClient) -> None:
    state = edit(client, session(client), "add", feature=PARKING)
    for side in ("before", "after", "change"):
        layer = client.get("/api/layer", params={"session": state["session"], "key": "runoff", "side": side}).json()
        cells = b64decode(layer["data"])
        assert len(cells) == layer["rows"] * layer["cols"] == 1600
        if side == "change":
            assert layer["low"] == -layer["high"] < 0
            assert min(cells) == 0  # the largest fall
    streets = client.get("/api/streets", params={"session": state["session"], "key": "stress"}).json()
    assert len(streets["values"]) == len(client.get("/api/city").json()["streets"]["lines"])
    for bad in ({"key": "cost"}, {"key": "nothing"}, {"key": "runoff", "side": "sideways"}):
        assert client.get("/api/layer", params={"session": state["session"], **bad}).status_code == 422


@pytest.mark.parametrize("key", ["runoff", "cost", "heating", "car_time"])
def test_receipts(client: TestClient, key: str) -> None:
    state = edit(client, session(client), "add", feature=PARKING)
    for lang in ("en", "fr"):
        answer = client.get("/api/receipt", params={"session": state["session"], "key": key, "lang": lang}).json()
        assert answer["label"] == METRICS[key].label(lang)
        assert key in answer["text"]


def test_the_ledger_and_the_picture(client: TestClient) -> None:
    state = edit(client, session(client), "add", feature=PARKING)
    assert "Grand Parking" in client.get("/api/ledger", params={"session": state["session"]}).json()["text"]
    picture = client.get("/api/figure.svg", params={"session": state["session"], "lang": "fr"})
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert b"<svg" in picture.content
    report = client.get("/api/report.html", params={"session": state["session"], "lang": "fr"})
    assert report.headers["content-disposition"].startswith("attachment")
    assert b'lang="fr"' in report.content


def test_draws_are_made_behind_the_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """With draws of one metric, in this process: the real ones take a minute."""
    from twin.uncertainty.ensemble import run

    def quick(cities: Any, best: Any, keys: Any, assume: Any, draws: int, seed: int, executor: Any, progress: Any) -> Any:
        at = [keys.index("runoff"), keys.index("canopy")]
        return run(cities, [[row[i] for i in at] for row in best], ["runoff", "canopy"], assume, 16, seed, None, progress)

    monkeypatch.setattr("twin.studio.sure.run", quick)
    monkeypatch.setattr("twin.studio.sure.METRICS", {key: METRICS[key] for key in ("runoff", "canopy")})
    start = session(client)
    assert client.post("/api/sure", json={"session": start["session"]}).status_code == 422  # no plan yet
    state = edit(client, start, "add", feature=PARKING)
    settled(client, state)
    assert client.post("/api/sure", json={"session": state["session"]}).status_code == 200
    for _ in range(400):
        card = client.get("/api/card", params={"session": state["session"]}).json()
        if not card["drawing"]:
            break
        time.sleep(0.05)
    assert card["undrawn"] == ""
    sure = {row["key"]: row["sure"] for row in card["rows"]}
    assert sure["runoff"]["sure"] == "clearly better"
    assert "…" in sure["runoff"]["range"]
    assert sure["heating"] is None


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "10.0.0.1:8765", ""])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "[::1]:8765", "localhost"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
                                     {"sec-fetch-site": "cross-site"}])  # fmt: skip
def test_a_foreign_origin_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/session", json={}, headers=headers).status_code == 403
    assert client.post("/api/session", json={}, headers={"origin": BASE}).status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "é".encode()])
def test_a_wrong_token_is_refused(client: TestClient, token: str | bytes) -> None:
    for path in ("/", "/api/city", "/nowhere"):
        assert client.get(path, headers={"x-twin-token": token}).status_code == 403
    assert client.post("/api/session", json={}, headers={"x-twin-token": token}).status_code == 403


def test_the_token_in_the_address_opens_the_page(client: TestClient) -> None:
    assert client.get(f"/?token={TOKEN}", headers={"x-twin-token": ""}).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(client: TestClient, kind: str) -> None:
    assert client.post("/api/session", content=b"{}", headers={"content-type": kind}).status_code == 415


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    json_type = {"content-type": "application/json"}
    assert client.post("/api/edit", content=b" " * (LARGEST + 1), headers=json_type).status_code == 413

    def pieces() -> Iterator[bytes]:  # without a length beforehand
        for _ in range(LARGEST // 100_000 + 2):
            yield b" " * 100_000

    assert client.post("/api/edit", content=pieces(), headers=json_type).status_code == 413
    assert client.post("/api/session", json={}, headers={"content-length": "-1"}).status_code in (400, 413)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b'{"rev": NaN}', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_object_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/edit", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert 400 <= client.request(method, "/api/edit", json={}).status_code < 500


def rubbish(dice: random.Random, state: dict[str, Any]) -> Any:
    """A request that is wrong somewhere, often nearly right."""
    odd: tuple[Any, ...] = (None, True, -1, 1e308, "", "x" * 300, [], {}, [[]], {"a": 1}, "Grand Parking", 0, "\x00", "🌳")
    any_odd = dice.choice(odd)
    ring = [[dice.choice((2.6, 1e9, "x", None, -500)), dice.choice((47.1, 47.1001, [], 1e300))] for _ in range(dice.randrange(6))]
    geometry = dice.choice((any_odd, {"type": "Polygon", "coordinates": [ring]}, {"type": "LineString", "coordinates": ring},
                            {"type": "Point", "coordinates": [2.6, 47.1]}, {"type": dice.choice(odd), "coordinates": any_odd}))  # fmt: skip
    kind = dice.choice(("Depave", "BikeLane", "PlantTrees", "Renovate", "Nothing", any_odd))
    field = dice.choice(("to", "width", "spacing", "element", "buildings", "year", "colour", "material"))
    properties = dice.choice((any_odd, {"intervention": kind, field: dice.choice(odd)}, {"intervention": kind, "along": any_odd}))
    feature = dice.choice((any_odd, {"type": "Feature", "geometry": geometry, "properties": properties}))
    body = {"session": state["session"], "rev": state["rev"], "op": dice.choice(("add", "replace", "remove", "rename", any_odd)),
            "feature": feature, "index": dice.choice([o for o in odd if o != 0]), "name": dice.choice((None, 3, "")), "plan": dice.choice((any_odd, {"features": [feature]}))}  # fmt: skip
    body[dice.choice(("session", "rev", "op", "lang", "feature"))] = dice.choice(odd)
    return dice.choice((body, body, body, any_odd, {"type": "FeatureCollection"}))


def test_a_thousand_requests_of_rubbish_change_nothing(client: TestClient) -> None:
    dice = random.Random(20250101)
    state = edit(client, session(client), "add", feature=PARKING)
    before = {key: state[key] for key in ("rev", "items", "name", "ground", "can_undo", "can_redo")}
    refused = 0
    for _ in range(1000):
        path = dice.choice(("/api/edit", "/api/edit", "/api/plan", "/api/preview"))
        sent = rubbish(dice, state)
        answer = client.post(path, json=sent)
        if answer.status_code == 200:  # by chance a preview of something that can be done
            assert path == "/api/preview", json.dumps(sent)
            continue
        assert 400 <= answer.status_code < 500, (path, sent, answer.text)
        assert answer.json()["error"]
        refused += 1
    assert refused > 950
    after = session(client, session=state["session"])
    assert {key: after[key] for key in before} == before
    assert edit(client, after, "undo")["items"] == []


def test_questions_with_rubbish(client: TestClient) -> None:
    state = session(client)
    for path in ("card", "layer", "streets", "receipt", "ledger", "plan.geojson", "figure.svg", "report.html"):
        for query in ({}, {"session": "nobody"}, {"session": state["session"], "lang": "de", "key": "runoff"}):
            if path == "plan.geojson" and "lang" in query:
                continue  # a file has no language
            answer = client.get(f"/api/{path}", params=query)
            if path == "streets" and "lang" in query:
                assert answer.status_code == 422
                continue
            assert answer.status_code == 422, (path, query)
            assert answer.json()["error"]
