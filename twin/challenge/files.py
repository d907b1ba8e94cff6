"""A challenge as a file that people read and write: JSON or TOML, with the same words in both."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from twin.challenge.rules import Challenge, Role, Round, Target
from twin.errors import TwinError
from twin.words import Words, led, nearest
from twin.writing import write_text

ENDINGS = (".json", ".toml")
LARGEST = 1_000_000  # bytes
PARTS: Mapping[str, type] = {"targets": Target, "rounds": Round, "roles": Role}
BILINGUAL = {"name", "wants"}


def read_challenge(path: str | Path) -> Challenge:
    """The challenge in a file; a TwinError says which part cannot be used."""
    source = _checked(path, "read")
    try:
        raw = source.read_bytes()
    except OSError as error:
        why = error.strerror or error
        raise TwinError(Words(f"cannot read the challenge {source}: {why}", f"le défi {source} ne peut pas être lu : {why}")) from None
    if len(raw) > LARGEST:
        raise TwinError(f"{source} is no challenge: it has {len(raw):,} bytes, {LARGEST:,} at the most")
    try:
        text = raw.decode("utf-8-sig")
        content = tomllib.loads(text) if source.suffix.lower() == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        form = source.suffix[1:].upper()
        raise TwinError(
            Words(
                f"{source} is no challenge: it cannot be read as {form} ({error})",
                f"{source} n'est pas un défi : ce n'est pas du {form} lisible ({error})",
            )
        ) from None
    return from_content(content, str(source), source.parent)


def from_content(content: Any, source: str = "challenge", folder: Path | None = None) -> Challenge:
    """The challenge in parsed JSON or TOML."""
    given = _settings(content, Challenge, source)
    for name, kind in PARTS.items():
        rows = given.get(name, [])
        if not isinstance(rows, list):
            raise TwinError(f"{source}: {name} is a list of {kind.__name__.lower()}s, not {rows!r:.60}")
        given[name] = [_made(kind, _settings(row, kind, f"{source}: {name}[{i}]"), f"{source}: {name}[{i}]") for i, row in enumerate(rows)]
    return _made(Challenge, {**given, "folder": folder}, source)  # type: ignore[no-any-return]


def _settings(content: Any, kind: type, where: str) -> dict[str, Any]:
    """The settings of one part, with names that are known and none that is needed missing."""
    known = [f.name for f in fields(kind) if f.name != "folder"]
    if not isinstance(content, dict):
        raise TwinError(f"{where} is not usable: give a table of {', '.join(known)}")
    for key in content:
        if key not in known:
            near = nearest(key, known)
            raise TwinError(Words(f'{where} has no "{key}": {near}', f"{where} n'a pas de « {key} » : {near.fr}"))
    needed = {Challenge: ("name", "city", "targets", "budget"), Target: ("metric", "by"), Role: ("name", "wants")}
    for key in needed.get(kind, known):
        if key not in content:
            names = ", ".join(known)
            raise TwinError(
                Words(
                    f'{where} needs "{key}"; a {kind.__name__.lower()} has {names}', f"il manque « {key} » à {where} ; on y donne : {names}"
                )
            )
    return {key: _words(value) if key in BILINGUAL else value for key, value in content.items()}


def _made(kind: type, given: dict[str, Any], where: str) -> Any:
    try:
        return kind(**given)
    except TwinError as error:
        raise led(where, error) from None


def _words(value: Any) -> Any:
    """{"en": …, "fr": …} as one value in both languages."""
    if isinstance(value, dict) and value.keys() == {"en", "fr"} and all(isinstance(v, str) for v in value.values()):
        return Words(value["en"], value["fr"])
    return value


def write_challenge(challenge: Challenge, path: str | Path) -> Path:
    """Write the challenge, whole or not at all."""
    target = _checked(path, "write")
    content = to_content(challenge)
    if target.suffix.lower() == ".toml":
        return write_text(target, _toml(content))
    return write_text(target, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def to_content(challenge: Challenge) -> dict[str, Any]:
    """The challenge in plain values; settings that were not given are left out."""
    content: dict[str, Any] = {}
    for one in fields(Challenge):
        value = getattr(challenge, one.name)
        if one.name in PARTS and value:
            content[one.name] = [{f.name: _plain(getattr(row, f.name)) for f in fields(row) if getattr(row, f.name) != ""} for row in value]
        elif one.name not in PARTS and one.name != "folder" and value not in ("", ()):
            content[one.name] = _plain(value)
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, Words):
        return {"en": str(value), "fr": value.fr}
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _toml(content: Mapping[str, Any]) -> str:
    """TOML of these few kinds of values; tables come after the rest."""
    lines = [f"{key} = {_value(value)}" for key, value in content.items() if key not in PARTS]
    for key in PARTS:
        for row in content.get(key, ()):
            lines += ["", f"[[{key}]]", *(f"{name} = {_value(value)}" for name, value in row.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)  # strings and numbers are written alike in both


def _checked(path: str | Path, what: str) -> Path:
    if not isinstance(path, str | Path) or not str(path) or "\0" in str(path):
        raise TwinError(f"a challenge is a file such as challenge.toml, not {path!r}")
    target = Path(path)
    if target.suffix.lower() not in ENDINGS:
        raise TwinError(f"cannot {what} the challenge {target}: the name must end with {' or '.join(ENDINGS)}")
    return target
