"""Draws in the report: every difference with its whisker, once for all plans, and what paper leaves out."""

from dataclasses import replace

import pytest

from tests.report.reading import parsed
from twin.city import City
from twin.comparison import Comparison, compare
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.plan import Plan
from twin.plots.bands import bands_of
from twin.plots.whiskers import finding
from twin.report.page import report_page
from twin.report.pictures import WHISKERS, whisker_pictures
from twin.words import LANGUAGES


@pytest.fixture(scope="module")
def drawn(square: City) -> Comparison:
    """Two plans on 16 draws."""
    plans = [
        Plan("Meadow", [Depave(where="Grand Parking", to="meadow")]),
        Plan("Trees", [PlantTrees(where=square.place("Grand Parking"), spacing=12)]),
    ]
    return compare(square, plans, ["runoff", "canopy", "biotope", "sealed", "cost"], draws=16)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whiskers_stand_once_in_the_page(drawn: Comparison, lang: str) -> None:
    bands, _ = bands_of(drawn)
    section = parsed(report_page(drawn, lang)).by_id("how-sure")
    assert finding(drawn, bands, lang) in section.text
    pictures = section.all("figure", "whiskers")
    assert len(pictures) == len(whisker_pictures(bands, lang))
    told = " ".join(picture.all("img")[0].attributes["alt"] or "" for picture in pictures)
    assert all(band.metric.label(lang) in told for band in bands)


def test_one_plan_has_them_among_its_own_sections(drawn: Comparison) -> None:
    ensemble = drawn.ensemble
    assert ensemble is not None
    alone = replace(ensemble, outputs=ensemble.outputs[:, :2])
    one = replace(drawn, plans=drawn.plans[:1], cities=drawn.cities[:1], after=drawn.after[:1], ensemble=alone)
    assert parsed(report_page(one)).by_id("plan-1-how-sure").all("img")


def test_without_draws_there_is_nothing_to_show(drawn: Comparison) -> None:
    assert "how-sure" not in report_page(replace(drawn, ensemble=None))


def test_a_picture_fits_on_a_sheet_of_paper(drawn: Comparison) -> None:
    """However many metrics there are: A4 is 1.48 times as high as wide inside its margins."""
    bands, _ = bands_of(drawn)
    many = [replace(b, metric=replace(b.metric, theme=theme)) for theme in ("water", "heat", "nature", "land") for b in bands * 3]
    pictures = whisker_pictures(many, "en")
    assert len(pictures) > 1
    assert all(picture.height / picture.width <= WHISKERS[1] / WHISKERS[0] + 0.01 for picture, _ in pictures)


def test_paper_names_what_does_not_move(drawn: Comparison) -> None:
    top = parsed(report_page(drawn))
    still = [row.metric.label() for row in drawn.rows(1) if not row.moves]
    assert still
    (said,) = top.by_id("plan-2-numbers").all("p", "paper-only")
    assert all(label in said.text for label in still)
