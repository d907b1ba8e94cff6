"""The bibliography: what every row holds, the badge of rows that could not be checked, and that what the code cites is in it."""

import re

import pytest

from twin.calibration.meter import Meter
from twin.deciding.anchors import criteria_of
from twin.models.esmda import assimilate
from twin.models.preference import acceptability, swing_weights, value_of_information
from twin.sources import SOURCES
from twin.sources.source import BADGE, Source

CITED = {
    "emerick_2013": (assimilate,),
    "kritzinger_2018": (Meter,),
    "lahdelma_2001": (acceptability,),
    "dclg_2009": (swing_weights, criteria_of),
    "raiffa_1961": (value_of_information,),
}
UNCHECKED = {
    "konijnendijk_2021",
    "jendritzky_1990",
    "cerema_lanes",
    "horowitz_1991",
    "mpca_trees",
    "steico_epd",
    "rockwool_epd",
    "eumeps_epd",
    "degree_days_2025",
    "placedupro",
}
OTHER_YEAR = {"sia_2032", "decree_2023_1096", "anah_2024"}  # the numbers of a standard and of a decree; the year that was counted


def test_a_row_that_could_not_be_checked_wears_the_badge_in_both_languages():
    row = Source("Nobody, N.", "A title", 1990, "A journal 1(2), 3-4", checked=False)
    assert str(row) == "Nobody, N. (1990). A title. A journal 1(2), 3-4 [unverified · non vérifié]"
    assert BADGE not in str(Source("Nobody, N.", "A title", 1990, "A journal 1(2), 3-4"))


def test_the_rows_left_unchecked_are_these():
    assert {key for key, row in SOURCES.items() if not row.checked} == UNCHECKED


@pytest.mark.parametrize("key", SOURCES)
def test_every_row_tells_who_what_when_and_where(key):
    row = SOURCES[key]
    assert all(text and text == text.strip() and "\n" not in text for text in (row.authors, row.title, row.where))
    assert 1950 <= row.year <= 2026
    told = re.search(r"_(\d{4})$", key)
    assert told is None or key in OTHER_YEAR or int(told[1]) == row.year, "the year in the key is not the year of the row"
    for doi in re.findall(r"doi:(\S*)", row.where):
        assert re.fullmatch(r"10\.\d{4,5}/[^\s,;]+[^\s,;.]", doi.rstrip(",;")), doi


@pytest.mark.parametrize("key", CITED)
def test_methods_name_their_row(key):
    for what in CITED[key]:
        assert f"`{key}`" in what.__doc__
