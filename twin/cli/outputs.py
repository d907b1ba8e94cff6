"""Files that commands write: looked at before the work starts, written in one move at its end."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from twin.cli.failing import Mistyped
from twin.writing import write_bytes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURES = (".png", ".svg", ".pdf")


def checked_target(path: Path | None, option: str, endings: tuple[str, ...]) -> Path | None:
    """`path` when a file of these kinds can be written there; Mistyped before any work is lost."""
    if path is None:
        return None
    path = path.expanduser()
    if path.suffix.lower() not in endings:
        raise Mistyped(f"{option} {path}: the name must end with {' or '.join(endings)}")
    if path.is_dir():
        raise Mistyped(f"{option} {path}: that is a folder")
    if not path.parent.is_dir():
        raise Mistyped(f"{option} {path}: the folder {path.parent} does not exist")
    return path


def checked_picture(path: Path | None) -> Path | None:
    return checked_target(path, "--figure", PICTURES)


def save_figure(figure: "Figure", path: Path) -> Path:
    """The figure as a file of the kind its name says."""
    picture = BytesIO()
    figure.savefig(picture, format=path.suffix.lower().removeprefix("."))
    return write_bytes(path, picture.getvalue())
