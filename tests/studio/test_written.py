"""Answers are put together from JSON written before: the same as if it were written at once."""

import json

import pytest
from starlette.responses import JSONResponse

from twin.studio.written import Answer, listed, written


def test_it_reads_as_if_written_at_once() -> None:
    shapes = [[1.5, 2.0], [], [[3.25]]]
    parts = {"é": "à « b »", "items": listed(map(written, shapes)), "one": written({"x": None}), "flag": True}
    plain = {"é": "à « b »", "items": shapes, "one": {"x": None}, "flag": True}
    assert json.loads(Answer(parts).body) == plain
    assert Answer(plain).body == JSONResponse(plain).body
    assert json.loads(Answer({}).body) == {}


def test_what_is_no_number_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        Answer({"x": float("nan")})
