"""What is wrong is found and told: another number, no number, a number that only one side has, a fault."""

from dataclasses import replace

import numpy as np
import pytest

from twin.verification import CHECKS, Within, verify
from twin.verification.running import checked, complaint
from twin.verification.text import figure, tolerance
from twin.words import Words

GOOD = CHECKS["tr55_runoff"]
WHY = Words("a reason", "une raison")


def test_another_number_is_found() -> None:
    wrong = replace(GOOD, theirs=[2.81, 3.28, 2.40])
    result = checked(wrong)
    assert not result.passed
    assert (result.theirs, result.values) == (2.40, 3)  # the value that strays is shown
    assert result.difference == pytest.approx(2.04 - 2.40, abs=0.006)


def test_the_worst_value_by_what_is_allowed_is_shown() -> None:
    check = replace(GOOD, ours=lambda: [1.4, 10.3], theirs=[1.0, 10.0], within=Within(WHY, [1.0, 0.5]))
    assert checked(check).theirs == 10.0
    check = replace(GOOD, ours=lambda: [1.4, 103.0], theirs=[1.0, 100.0], within=Within(WHY, relative=0.05))
    result = checked(check)
    assert (result.theirs, result.passed) == (1.0, False)


@pytest.mark.parametrize("theirs", [[2.81, 3.28], [], [2.81, 3.28, 2.04, 1.0]])
def test_tables_of_another_length_do_not_pass(theirs: list[float]) -> None:
    result = checked(replace(GOOD, theirs=theirs))
    assert not result.passed
    assert "3 values of ours beside" in result.fault


def test_a_number_that_only_one_side_has_does_not_pass() -> None:
    one_side = replace(GOOD, ours=lambda: [2.81, np.nan, 2.04], theirs=[2.81, 3.28, 2.04])
    assert not checked(one_side).passed
    assert not checked(replace(one_side, ours=lambda: [2.81, 3.28, 2.04], theirs=[2.81, np.nan, 2.04])).passed
    assert checked(replace(one_side, theirs=[2.81, np.nan, 2.04])).passed


def test_exact_means_equal() -> None:
    exact = replace(GOOD, ours=lambda: 4.0, theirs=4, within=Within(WHY))
    assert checked(exact).passed
    assert tolerance(checked(exact), "en") == "="
    assert not checked(replace(exact, ours=lambda: 4.0 + 1e-9)).passed


def test_a_fault_does_not_hide_the_others() -> None:
    def broken() -> float:
        raise ZeroDivisionError("division by zero")

    verification = verify(checks=[replace(GOOD, key="broken", ours=broken), GOOD])
    assert [result.passed for result in verification.results] == [False, True]
    assert "ZeroDivisionError: division by zero" in verification.text()
    assert "ZeroDivisionError: division by zero" in verification.html()


def test_failures_are_told_in_a_sentence_and_marked_by_more_than_colour() -> None:
    wrong = replace(GOOD, theirs=[2.81, 3.28, 2.40])
    verification = verify(checks=[wrong, CHECKS["utci_anchor"]])
    assert not verification.passed
    assert [result.check.key for result in verification.failures] == ["tr55_runoff"]
    assert complaint(verification).startswith("1 of 2 checks failed: tr55_runoff (Runoff of three storms), ours 2.04")
    assert complaint(verification).fr.startswith("1 contrôle sur 2 a échoué\u00a0: tr55_runoff")
    assert "1 of 2 checks FAIL" in verification.text()
    assert "✗ FAILS" in verification.text()
    assert "✗ ÉCHOUE" in verification.html("fr")
    two = verify(checks=[wrong, replace(wrong, key="again")])
    assert complaint(two) == "2 of 2 checks failed: tr55_runoff, again"


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [(0.0, "0", "0"), (2.5, "2.5", "2,5"), (-0.00000021, "−2.1 × 10⁻⁷", "−2,1 × 10⁻⁷"), (234740.0, "234\u202f740", "234\u202f740"),
     (float("nan"), "–", "–"), (100.0, "100", "100")],
)  # fmt: skip
def test_figures(value: float, en: str, fr: str) -> None:
    assert figure(value, "en") == en
    assert figure(value, "fr") == fr


def test_names_are_escaped_on_the_page() -> None:
    odd = replace(GOOD, what=Words("a <b> & c", "a <b> & c"))
    assert "a &lt;b&gt; &amp; c" in verify(checks=[odd]).html()
