"""JSON written once: shapes and interventions are told again after every edit, but change in few of them."""

import json
from collections.abc import Iterable
from typing import Any

from starlette.responses import JSONResponse


class Written(str):
    """A value that is JSON already."""

    __slots__ = ()


def written(value: Any) -> Written:
    """A value as JSON, as compact as an answer has it."""
    return Written(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def listed(values: Iterable[str]) -> Written:
    """A JSON list of values that are written already."""
    return Written(f"[{','.join(values)}]")


class Answer(JSONResponse):
    """A JSON object of which some values are `Written`."""

    def render(self, content: dict[str, Any]) -> bytes:
        parts = (f"{written(key)}:{value if isinstance(value, Written) else written(value)}" for key, value in content.items())
        return f"{{{','.join(parts)}}}".encode()
