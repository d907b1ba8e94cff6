"""A progress bar on stderr, for steps that last: nothing is shown in the first second, in a pipe or in a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from twin.words import Words

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

Progress = Callable[[float, str], None]
PATIENCE = 1.0  # s


class _LateBar:
    """Called with (share done, what); draws itself once the step has lasted a second."""

    def __init__(self, title: str, lang: str) -> None:
        self.title, self.lang, self.start = title, lang, monotonic()
        self.bar: Bar | None = None

    def __call__(self, share: float, what: str) -> None:
        if self.bar is None:
            if monotonic() - self.start < PATIENCE:
                return
            self.bar = _bar()
            self.bar.add_task(self.title, total=1.0)
            self.bar.start()
        step = what.to(self.lang) if isinstance(what, Words) else what
        self.bar.update(self.bar.task_ids[0], completed=share, description=f"{self.title}  {step}"[:60])

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()


def _bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = BarColumn(bar_width=24), TaskProgressColumn(), TextColumn("{task.description}", markup=False)
    return Progress(*columns, console=Console(stderr=True), transient=True)


@contextmanager
def shown(title: str, lang: str = "en") -> Iterator[Progress | None]:
    """A progress callback for the step called `title`, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _LateBar(title, lang)
    try:
        yield bar
    finally:
        bar.close()
