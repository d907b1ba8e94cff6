"""Every check of `twin verify` holds, and says of itself what it must."""

import re
from collections import Counter
from html.parser import HTMLParser
from importlib import import_module
from typing import get_args

import pytest

from twin.metrics import METRICS
from twin.sources import SOURCES
from twin.verification import CHECKS, Check, verify
from twin.verification.check import DOMAINS, KINDS, Kind
from twin.verification.registry import by_key
from twin.verification.running import checked
from twin.words import LANGUAGES, Words

EACH = [pytest.param(check, id=key) for key, check in CHECKS.items()]


@pytest.mark.parametrize("check", EACH)
def test_it_holds(check: Check) -> None:
    result = checked(check)
    assert not result.fault
    assert result.passed, f"{result.ours} beside {result.theirs}, ± {result.allowed}"
    assert result.values >= 1


@pytest.mark.parametrize("check", EACH)
def test_it_says_where_it_comes_from(check: Check) -> None:
    assert check.domain in DOMAINS
    assert check.kind in KINDS
    assert check.source in SOURCES
    assert check.page
    assert check.metric in METRICS or not check.metric
    for words in (check.what, check.within.why):
        assert isinstance(words, Words)
        assert words
        assert words.fr
        assert not re.search(r"(?<!\u00a0)[;!?%]|(?<![\u00a0\d]):", words.fr), words.fr


@pytest.mark.parametrize("check", EACH)
def test_the_model_that_is_checked_exists(check: Check) -> None:
    module, _, name = check.model.rpartition(".")
    assert hasattr(import_module(f"twin.{module}"), name)


def test_all_kinds_and_domains_are_there_in_order() -> None:
    assert set(KINDS) == set(get_args(Kind))
    assert {check.kind for check in CHECKS.values()} == set(KINDS)
    assert list(dict.fromkeys(check.domain for check in CHECKS.values())) == list(DOMAINS)


def test_no_key_is_taken_twice() -> None:
    one = next(iter(CHECKS.values()))
    with pytest.raises(ValueError, match="two checks are called"):
        by_key([one, one])


def test_no_comparison_was_dropped() -> None:
    """How many values are compared by kind: fewer would mean that a table was lost."""
    values: Counter[str] = Counter()
    for check in CHECKS.values():
        values[check.kind] += check.reference().size
    assert len(CHECKS) >= 90
    assert values["published"] >= 800
    assert values["engine"] >= 13 * 96 * 96


def test_all_pass_in_time() -> None:
    seen: list[float] = []
    verification = verify(progress=lambda share, what: seen.append(share))
    assert verification.passed
    assert verification.failures == ()
    assert verification.seconds < 10
    assert len(seen) == len(CHECKS)
    assert seen == sorted(seen)
    assert sum(verification.counts().values()) == len(verification.results)


class _Tags(HTMLParser):
    """Counts rows and looks for anything fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.fetched += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_stands_alone(lang: str) -> None:
    verification = verify()
    page, tags = verification.html(lang), _Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.fetched == []
    assert tags.rows == len(CHECKS) + len(DOMAINS)
    assert f'<html lang="{lang}">' in page
    assert "@page { size: A4" in page
    assert [page.index(f"<h2>{title.to(lang)}</h2>") for title in DOMAINS.values()] == sorted(
        page.index(f"<h2>{title.to(lang)}</h2>") for title in DOMAINS.values()
    )
    for check in CHECKS.values():
        assert check.source in page


@pytest.mark.parametrize(("lang", "word"), [("en", "✓ passes"), ("fr", "✓ réussi")])
def test_the_text_has_a_line_for_each_check(lang: str, word: str) -> None:
    text = verify().text(lang)
    assert text.count(word) == len(CHECKS)
    assert all(title.to(lang) in text.splitlines() for title in DOMAINS.values())
