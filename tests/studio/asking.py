"""How the tests of the server ask it."""

import time
from typing import Any

TOKEN = "a-token-for-the-tests"
BASE = "http://127.0.0.1:8765"
PARKING = {"type": "Feature", "geometry": None, "properties": {"intervention": "Depave", "where": "Grand Parking", "to": "meadow"}}
TREES = {"type": "Feature", "geometry": None, "properties": {"intervention": "PlantTrees", "where": "Grand Parking"}}


def session(client: Any, **more: Any) -> dict[str, Any]:
    return client.post("/api/session", json=more).json()


def edit(client: Any, state: dict[str, Any], op: str, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/edit", json={"session": state["session"], "rev": state["rev"], "op": op, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def settled(client: Any, state: dict[str, Any], lang: str = "en") -> dict[str, Any]:
    """The scorecard once all numbers are there."""
    for _ in range(600):
        card = client.get("/api/card", params={"session": state["session"], "lang": lang}).json()
        if not card["pending"]:
            return card
        time.sleep(0.05)
    raise AssertionError("the numbers never came")
