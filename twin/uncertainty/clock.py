"""How far many runs are, and how long they still take."""

from collections.abc import Callable, Sequence
from time import monotonic

from twin.words import Words

Progress = Callable[[float, str], None]


class Clock:
    """Counts runs of several kinds, of which each takes its own time; what was measured replaces the first guess.

    The time left is the work left over the work done, both by the seconds that a run of each kind takes, times the time that went by: with
    two processes at work it is half of what one would take.
    """

    def __init__(self, runs: Sequence[int], seconds: Sequence[float], progress: Progress | None) -> None:
        self._runs, self._guess, self._progress = list(runs), list(seconds), progress
        self._done, self._spent = [0] * len(runs), [0.0] * len(runs)
        self._started = monotonic()

    def tick(self, kind: int, runs: int, seconds: float) -> None:
        """Some runs of one kind are done, and took so many seconds of one process."""
        self._done[kind] += runs
        self._spent[kind] += seconds
        if self._progress:
            share = self.share()
            self._progress(share, left((monotonic() - self._started) * (1 - share) / share))

    def share(self) -> float:
        """Of the work that is done [0..1]."""
        each = [spent / done if done else guess for spent, done, guess in zip(self._spent, self._done, self._guess, strict=True)]
        whole = sum(n * cost for n, cost in zip(self._runs, each, strict=True))
        return min(1.0, sum(n * cost for n, cost in zip(self._done, each, strict=True)) / whole) if whole > 0 else 1.0


def left(seconds: float) -> Words:
    """Seconds that are left, in words."""
    text = f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
    return Words(f"draws, about {text} left", f"tirages, encore {text} environ")
