"""Values of properties and columns -> the text of an OSM tag."""

import json
import re
from math import isfinite
from typing import Any

_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|NULL)')
_ESCAPED = re.compile(r"\\(.)")


def tag_text(value: Any) -> str | None:
    """One value as a tag: true -> "yes", 3.0 -> "3", a list -> "a;b"; None for nothing (null, "", NaN, bytes).

    >>> tag_text(3.0), tag_text(True), tag_text(["tennis", "padel"]), tag_text(None)
    ('3', 'yes', 'tennis;padel', None)
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return (f"{value:.0f}" if value == int(value) else repr(value)) if isfinite(value) else None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        parts = [text for entry in value if (text := tag_text(entry)) is not None]
        return ";".join(parts) or None
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) and value else None


def hstore(text: str) -> dict[str, str]:
    """Tags as GDAL packs them: '"lanes"=>"2","surface"=>"asphalt"', or as JSON when it was told so.

    >>> hstore('"lanes"=>"2","name"=>"Rue \\\\"B\\\\""')
    {'lanes': '2', 'name': 'Rue "B"'}
    """
    if text.lstrip().startswith("{"):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return {}
        return {k: v for k, value in found.items() if (v := tag_text(value)) is not None} if isinstance(found, dict) else {}
    pairs = ((_ESCAPED.sub(r"\1", key), _ESCAPED.sub(r"\1", value)) for key, value in _PAIR.findall(text))
    return {key: value for key, value in pairs if key and value}
