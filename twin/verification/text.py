"""The page of a verification as plain text, and the numbers and words that both pages share."""

from collections.abc import Iterable
from itertools import groupby
from math import floor, isfinite, log10
from textwrap import wrap
from typing import TYPE_CHECKING

from twin.metrics import METRICS
from twin.sources import SOURCES
from twin.verification.check import DOMAINS, KINDS
from twin.verification.registry import ELSEWHERE
from twin.words import Words, checked, digits_for, number, unit_name

if TYPE_CHECKING:
    from twin.verification.running import Result, Verification

WIDE = 110
SMALLEST = 1e-3  # below it numbers are written with a power of ten
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PASSES, FAILS = Words("✓ passes", "✓ réussi"), Words("✗ FAILS", "✗ ÉCHOUE")
TITLE = Words("twin verify: our numbers beside those of others", "twin verify\u00a0: nos nombres à côté de ceux des autres")
ALL = Words("All {count} checks pass", "Les {count} contrôles réussissent")
SOME = Words("{failed} of {count} checks FAIL", "{failed} contrôles sur {count} ÉCHOUENT")
EXPLAINED = Words(
    "Of a check that compares many values, the one that strays most of what is allowed is shown.",
    "D'un contrôle qui compare plusieurs valeurs, celle qui s'écarte le plus de ce qui est permis est montrée.",
)
NOT_HERE = Words("Compared by the tests of the source only", "Comparé seulement par les tests du code source")
HEADS = {
    "result": Words("Result", "Résultat"),
    "metric": Words("Metric or model", "Indicateur ou modèle"),
    "what": Words("What is compared", "Ce qui est comparé"),
    "values": Words("Values", "Valeurs"),
    "ours": Words("Ours", "Nous"),
    "theirs": Words("Theirs", "Eux"),
    "difference": Words("Difference", "Écart"),
    "tolerance": Words("Tolerance", "Tolérance"),
    "unit": Words("Unit", "Unité"),
    "date": Words("Date", "Date"),
    "source": Words("Source", "Source"),
}
COLUMNS = ("result", "metric", "what", "values", "ours", "theirs", "difference", "tolerance", "unit", "date", "source")
RIGHT = ("values", "ours", "theirs", "difference")
IN_TEXT = ("result", "metric", "what", "ours", "theirs", "tolerance", "unit", "date", "source")  # for lines that are not too long


def text_of(verification: "Verification", lang: str) -> str:
    """A table for each domain, what is not on the page, and what ran."""
    lang = checked(lang)
    groups = [(title, [_line(result, lang) for result in results]) for title, results in by_domain(verification.results, lang)]
    heads = [HEADS[column].to(lang) for column in IN_TEXT]
    wide = [max(len(line[i]) for line in [heads, *(line for _, lines in groups for line in lines)]) for i in range(len(IN_TEXT))]
    lines = [TITLE.to(lang), summary(verification, lang), "", f"  {_aligned(heads, wide)}"]
    for title, rows in groups:
        lines += [title, *(f"  {_aligned(row, wide)}" for row in rows)]
    lines += [f"  {result.check.key}: {result.fault}" for result in verification.failures if result.fault]
    lines += ["", *wrap(EXPLAINED.to(lang), WIDE), NOT_HERE.to(lang) + ("\u00a0:" if lang == "fr" else ":")]
    for said in ELSEWHERE:
        lines += wrap(said.to(lang), WIDE, initial_indent="  - ", subsequent_indent="    ")
    return "\n".join([*lines, "", footing(verification)])


def _line(result: "Result", lang: str) -> list[str]:
    """The cells of one line of text: the metric or model by its key."""
    by_column = dict(zip(COLUMNS, cells(result, lang), strict=True))
    by_column["metric"] = result.check.metric or result.check.model.removeprefix("models.")
    return [by_column[column] for column in IN_TEXT]


def by_domain(results: Iterable["Result"], lang: str) -> list[tuple[str, list["Result"]]]:
    """The results of each domain under its title, in the order in which they come."""
    return [(DOMAINS[key].to(lang), list(found)) for key, found in groupby(results, key=lambda result: result.check.domain)]


def summary(verification: "Verification", lang: str) -> str:
    """One sentence: how many pass, of what kind they are, and how long it took."""
    count, failed = len(verification.results), len(verification.failures)
    said = (SOME if failed else ALL).to(lang).format(failed=failed, count=count)
    kinds = ", ".join(f"{n} {KINDS[kind].to(lang)}" for kind, n in sorted(verification.counts().items(), key=lambda item: -item[1]))
    return f"{said} ({kinds}; {number(verification.seconds, 1, lang)} s)".replace(";", "\u00a0;" if lang == "fr" else ";")


def footing(verification: "Verification") -> str:
    """When, and with what."""
    return f"{verification.made.isoformat()}; " + ", ".join(f"{name} {version}" for name, version in verification.versions)


def cells(result: "Result", lang: str) -> tuple[str, ...]:
    """The cells of one line, in the order of `COLUMNS`."""
    check = result.check
    unit = unit_name(check.unit, lang)
    numbers = (figure(result.ours, lang), figure(result.theirs, lang), figure(result.difference, lang, 2), tolerance(result, lang))
    mark = (PASSES if result.passed else FAILS).to(lang)
    year = str(SOURCES[check.source].year)
    return mark, subject(result, lang), check.what.to(lang), number(result.values, 0, lang), *numbers, unit, year, check.source


def subject(result: "Result", lang: str) -> str:
    """The metric by its label, or the model by its name."""
    metric = result.check.metric
    return METRICS[metric].label(lang) if metric else result.check.model.removeprefix("models.")


def tolerance(result: "Result", lang: str) -> str:
    """What is allowed at the value shown: "± 0.005", "± 0.2 (2 %)" or "=" where both must be equal."""
    within, mark = result.check.within, "\u00a0%" if lang == "fr" else " %"
    if within.exact:
        return "="
    share = f" ({figure(100 * within.relative, lang, 2)}{mark})" if within.relative >= SMALLEST else ""
    return f"± {figure(result.allowed, lang, 2)}{share}"


def figure(value: float, lang: str, significant: int = 6) -> str:
    """A number with this many figures and no idle zeros; tiny ones with a power of ten."""
    if not isfinite(value):
        return "–"
    if value and abs(value) < SMALLEST:
        power = floor(log10(abs(value)))
        return f"{number(value / 10.0**power, min(significant, 2) - 1, lang)} × 10{str(power).translate(SUPERSCRIPTS)}"
    digits = digits_for(value, significant)
    text = number(value, digits, lang)
    return text.rstrip("0").rstrip(".,") if digits else text


def _aligned(row: Iterable[str], wide: list[int]) -> str:
    """One line; numbers flush right."""
    parts = [f"{cell:>{w}}" if name in RIGHT else f"{cell:<{w}}" for name, cell, w in zip(IN_TEXT, row, wide, strict=True)]
    return "  ".join(parts).rstrip()
