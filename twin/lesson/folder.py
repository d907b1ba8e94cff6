"""The folder of a lesson: all of it or nothing, and never over somebody else's file."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from twin.challenge.files import write_challenge
from twin.city import City, Progress
from twin.errors import TwinError
from twin.lesson.material import CHALLENGE, PLANS, Material, gathered
from twin.lesson.pages import pages
from twin.words import checked
from twin.writing import write_bytes

LIST = "lesson.json"  # what was written, with the fingerprint of each file
LARGEST = 50_000_000  # bytes of a map file that is put into the folder
Contents = Mapping[str, bytes]


def write_lesson(
    city: City, out: str | Path, lang: str = "en", typed: str = "saint-jumeau", force: bool = False, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write the lesson for `city` into the folder `out`; the paths of what was written.

    typed   the city as commands call it: saint-jumeau, grid:6x5:7, or a map file, which is put into the folder
    force   overwrite files that this did not write, or that were changed since

    A new folder appears whole or not at all; in one that exists each file does.
    """
    folder, language = Path(out), checked(lang)
    if folder.exists() and not folder.is_dir():
        raise TwinError(f"cannot write the lesson into {folder}: that is a file; give a folder")
    source = Path(typed).expanduser()
    is_map = source.is_file()
    if is_map and source.stat().st_size > LARGEST:
        raise TwinError(f"{source} is too large to be put into the folder of a lesson: {LARGEST:,} bytes at the most; cut out a part of it")
    material = gathered(source.name if is_map else typed, city, language, progress)
    contents = dict(_contents(material))
    if is_map and not (folder.exists() and (folder / source.name).exists() and (folder / source.name).samefile(source)):
        contents[source.name] = source.read_bytes()
    contents[LIST] = _listed(contents)
    if not force:
        _check_mine(folder, contents)
    return _written(folder, contents)


def _contents(material: Material) -> Contents:
    """Every file of the lesson but the list."""
    found = {name: text.encode("utf-8") for name, text in pages(material).items()}
    with tempfile.TemporaryDirectory() as place:
        files = [plan.write(Path(place, name), material.city) for plan, name in zip(material.plans, PLANS, strict=True)]
        files.append(write_challenge(material.challenge, Path(place, CHALLENGE)))
        return found | {path.name: path.read_bytes() for path in files}


def _listed(contents: Contents) -> bytes:
    prints = {name: sha256(content).hexdigest() for name, content in sorted(contents.items())}
    return (json.dumps({"written by": "twin lesson", "files": prints}, indent=1) + "\n").encode("utf-8")


def _check_mine(folder: Path, contents: Contents) -> None:
    """A TwinError when a file would be lost that this command did not write as it stands there."""
    known = _known(folder / LIST)
    for name in contents:
        path = folder / name
        if not path.exists() or (name == LIST and known is not None):
            continue
        if not path.is_file() or known is None or known.get(name) != sha256(path.read_bytes()).hexdigest():
            raise TwinError(
                f"{path} was not written by twin lesson, or was changed since: choose another folder, or overwrite it with --force"
            )


def _known(path: Path) -> dict[str, str] | None:
    """The fingerprints in the list of an earlier lesson; None when there is none."""
    try:
        content = json.loads(path.read_bytes())
        files = content["files"] if content["written by"] == "twin lesson" else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return files if isinstance(files, dict) else None


def _written(folder: Path, contents: Contents) -> tuple[Path, ...]:
    if folder.exists():
        return tuple(write_bytes(folder / name, content) for name, content in contents.items())
    try:
        place = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise TwinError(f"cannot make the folder {folder}: {error.strerror or error}") from None
    try:
        for name, content in contents.items():
            write_bytes(place / name, content)
        os.chmod(place, 0o755)
        os.replace(place, folder)
    except OSError as error:
        raise TwinError(f"cannot make the folder {folder}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return tuple(folder / name for name in contents)
