"""Verification: every check made again, and what came of it."""

import platform
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

import numpy as np

from twin.verification.check import Check, Kind
from twin.verification.registry import CHECKS
from twin.words import Words

Progress = Callable[[float, str], None]
BESIDE = ("numpy", "scipy", "shapely")  # whose versions stand on the page


@dataclass(frozen=True)
class Result:
    """One check, made: the value that strays most of what is allowed stands for all.

    check       what was compared
    ours        our value there; `theirs` the other
    difference  ours minus theirs
    allowed     how large it may be
    values      how many were compared
    passed      whether all of them are near enough; a value that neither side has counts as near
    seconds     how long it took
    fault       why no comparison could be made; "" when it was
    """

    check: Check
    ours: float
    theirs: float
    difference: float
    allowed: float
    values: int
    passed: bool
    seconds: float
    fault: str = ""


@dataclass(frozen=True)
class Verification:
    """All results, and with what and when they were made.

    results   in the order of the checks
    made      when
    versions  what ran: name -> version
    """

    results: tuple[Result, ...]
    made: date
    versions: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return not self.failures

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.passed)

    @property
    def seconds(self) -> float:
        return sum(result.seconds for result in self.results)

    def counts(self) -> dict[Kind, int]:
        """How many checks of each kind."""
        return dict(Counter(result.check.kind for result in self.results))

    def text(self, lang: str = "en") -> str:
        """The page as plain text."""
        from twin.verification.text import text_of

        return text_of(self, lang)

    def html(self, lang: str = "en") -> str:
        """The page as one self-contained HTML file, to read or to print on A4."""
        from twin.verification.page import page_of

        return page_of(self, lang)

    def __str__(self) -> str:
        return self.text()


def verify(progress: Progress | None = None, checks: Iterable[Check] | None = None) -> Verification:
    """Make every comparison again that ships with the package.

    progress  called with (share done, what)
    checks    other checks than all of them
    """
    chosen = tuple(CHECKS.values() if checks is None else checks)
    results = []
    for number, check in enumerate(chosen):
        if progress:
            progress(number / len(chosen), check.what)
        results.append(checked(check))
    return Verification(tuple(results), date.today(), _versions())


def checked(check: Check) -> Result:
    """One check made. A fault in it is a result too: it must not hide the others."""
    start = perf_counter()
    try:
        ours, theirs = check.found(), check.reference()
        if ours.shape != theirs.shape or not ours.size:
            return _fault(check, start, f"{ours.size} values of ours beside {theirs.size} of theirs")
        allowed = check.within.allowed(theirs)
    except Exception as error:
        return _fault(check, start, f"{type(error).__name__}: {error}")
    neither = np.isnan(ours) & np.isnan(theirs)
    apart = np.where(neither, 0.0, np.abs(ours - theirs))
    near = neither | (apart <= allowed)  # a value that only one side has is NaN here, and not near
    strain = np.where(np.isnan(apart), np.inf, np.where(apart == 0, 0.0, apart / np.maximum(allowed, np.finfo(float).tiny)))
    worst = int(np.argmax(np.where(neither, -1.0, strain)))
    return Result(
        check, float(ours[worst]), float(theirs[worst]), float(ours[worst] - theirs[worst]), float(allowed[worst]), ours.size,
        bool(near.all()), perf_counter() - start,
    )  # fmt: skip


def _fault(check: Check, start: float, why: str) -> Result:
    nothing = float("nan")
    return Result(check, nothing, nothing, nothing, nothing, 0, False, perf_counter() - start, why)


def _versions() -> tuple[tuple[str, str], ...]:
    found = [("Python", platform.python_version())]
    for name in ("twin", *BESIDE):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:  # run from a folder that was never installed
            continue
    return tuple(found)


def complaint(verification: Verification) -> Words:
    """One sentence on what failed."""
    failed, total = verification.failures, len(verification.results)
    names = ", ".join(result.check.key for result in failed)
    if len(failed) == 1:
        return Words(
            f"1 of {total} checks failed: {_told(failed[0], 'en')}", f"1 contrôle sur {total} a échoué\u00a0: {_told(failed[0], 'fr')}"
        )
    return Words(f"{len(failed)} of {total} checks failed: {names}", f"{len(failed)} contrôles sur {total} ont échoué\u00a0: {names}")


def _told(result: Result, lang: str) -> str:
    check = result.check
    about = f"{check.key} ({check.what.to(lang)})"
    if result.fault:
        return f"{about}, {result.fault}"
    said = Words(
        "ours {ours:.7g}, theirs {theirs:.7g}, ± {allowed:.3g} allowed", "nous {ours:.7g}, eux {theirs:.7g}, ± {allowed:.3g} permis"
    )
    told = said.to(lang).format(ours=result.ours, theirs=result.theirs, allowed=result.allowed)
    return f"{about}, {told}"
