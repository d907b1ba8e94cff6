"""Names are what people type: nothing of them may become a tag, leave its attribute, or break the file."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.report.reading import parsed
from twin.city import City
from twin.comparison import Comparison, compare
from twin.interventions.depave import Depave
from twin.plan import Plan
from twin.report import page
from twin.report.markup import clean, esc, slug, tag

HOSTILE = "</title><script>alert('é & \"ü\"')</script> 🚲 <img src=x onerror=alert(1)> {who} %s"


@pytest.fixture(scope="module")
def made(square: City) -> Comparison:
    return compare(square, Plan("Plan", [Depave(where="Grand Parking", to="meadow")]), metrics=["runoff", "cost"])


def renamed(comparison: Comparison, name: str) -> Comparison:
    """The same comparison under another name of plan and city."""
    from dataclasses import replace

    plans = tuple(Plan(name, plan.interventions) for plan in comparison.plans)
    return replace(comparison, plans=plans, city=replace(comparison.city, name=name, attribution=name))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1).filter(str.strip))
@example(name=HOSTILE)
@example(name="\ud800 \x00 \x1b[31m \u202e ]]> --> &amp; &#60;")
@example(name="a\r\nb\u2028c")
def test_any_name_leaves_the_page_whole(made: Comparison, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "before_picture", lambda comparison, lang: _Blank)
    monkeypatch.setattr("twin.report.pictures.after_picture", lambda comparison, index: _Blank)
    monkeypatch.setattr("twin.report.pictures.change_picture", lambda *_: _Blank)
    text = page.report_page(renamed(made, name), "fr")
    text.encode("utf-8")
    top = parsed(text)
    assert len(top.all("script")) == len(top.all("title")) == len(top.all("h1")) == 1
    assert {e.name for e in top.every()} == {e.name for e in parsed(page.report_page(made, "fr")).every()}
    assert " ".join(clean(name).split()) in " ".join(top.by_id("plan-1").all("caption")[0].text.split()) or not name.isprintable()


class _Blank:
    """A picture nobody needs to see."""

    png, width, height = b"\x89PNG\r\n\x1a\n", 1, 1


def test_hostile_names_are_shown_as_they_are(made: Comparison) -> None:
    top = parsed(page.report_page(renamed(made, HOSTILE)))
    assert HOSTILE in top.all("title")[0].text
    assert HOSTILE in top.all("h1")[0].text
    assert not [e for e in top.all("img") if "onerror" in e.attributes]


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    top = parsed(f"<!DOCTYPE html>\n{tag('p', esc(text), {'title': text or '-'})}")
    (p,) = top.all("p")
    assert p.text == clean(text)
    assert p.attributes["title"] == clean(text or "-")
    assert not any(unicodedata.category(c) in ("Cs",) for c in p.text)


@given(st.text())
def test_file_names_are_plain(text: str) -> None:
    name = slug(text, "plan-1")
    assert name
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) <= 60
