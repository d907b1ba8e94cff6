"""Writing files so that an interrupted run never leaves half a file behind."""

import os
import tempfile
from pathlib import Path

from twin.errors import TwinError


def write_bytes(path: str | Path, content: bytes) -> Path:
    """Write `content` to `path` in one move: the old file stays whole until the new one is complete."""
    target = Path(path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if os.name != "nt":  # mkstemp makes private files; give the usual permissions
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, target)
    except OSError as error:
        raise TwinError(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
    return target


def write_text(path: str | Path, text: str) -> Path:
    """Write `text` as UTF-8 with plain newlines, in one move."""
    return write_bytes(path, text.encode("utf-8"))
