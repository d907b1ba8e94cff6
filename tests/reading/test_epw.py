"""EPW files: a year read, and hostile ones answered by one sentence."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.reading.epw import FIELDS, HEADERS, MONTH_DAYS, NAMES, read_epw
from twin.weather_year import HOURS, WeatherYear

SHARED = Path(__file__).parents[3] / "shared" / "data" / "weather"
LYON = SHARED / "FRA_AR_Lyon-Bron.AP.074800_TMYx.2004-2018.epw"
LOCATION = "LOCATION,Saint-Jumeau,AR,FRA,made,0,45.75,4.85,1.0,200.0"


def hours(leap: bool = False) -> list[str]:
    """The hours of a plain year: temperature is the month, direct 300 and diffuse 100 W/m² by day."""
    lines = []
    days = MONTH_DAYS + (np.arange(12) == 1) * leap
    for month in range(12):
        for day in range(days[month]):
            for hour in range(24):
                sun = ("400", "300", "100") if 8 <= hour < 18 else ("0", "0", "0")
                head = ["2001", str(month + 1), str(day + 1), str(hour + 1), "60", "?9"]
                body = [str(float(month)), "3.0", "70", "98000", "0", "0", "300", *sun, "0", "0", "0", "0", "180", "2.5"]
                lines.append(",".join(head + body + ["0"] * (FIELDS - 22)))
    return lines


HEAD = [LOCATION, *(f"{name},0" for name in NAMES[1:])]
YEAR = hours()


def written(path: Path, lines: list[str], encoding: str = "utf-8", end: str = "\n") -> Path:
    path.write_bytes(end.join(lines).encode(encoding))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "été à Lyon.epw"


def changed(row: int, field: int, text: str) -> list[str]:
    parts = YEAR[row].split(",")
    parts[field] = text
    return [*HEAD, *YEAR[:row], ",".join(parts), *YEAR[row + 1 :]]


def test_a_year_is_read(file: Path) -> None:
    year = read_epw(written(file, HEAD + YEAR))
    assert (year.place, year.latitude, year.longitude, year.time_zone, year.altitude) == ("Saint-Jumeau, FRA", 45.75, 4.85, 1.0, 200.0)
    assert year.temperature[[0, -1]].tolist() == [0.0, 11.0]
    assert (year.direct_normal[12], year.diffuse[12], year.global_horizontal[12], year.infrared[0]) == (300.0, 100.0, 400.0, 300.0)
    assert (year.wind[0], year.humidity[0], year.notes) == (2.5, 70.0, ())
    assert not year.temperature.flags.writeable


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("latin-1", "\n"), ("utf-8", "\r")])
def test_encodings_and_line_ends(file: Path, encoding: str, end: str) -> None:
    head = [LOCATION.replace("Saint-Jumeau", "Orléans"), *HEAD[1:]]
    assert read_epw(written(file, head + YEAR, encoding, end)).place == "Orléans, FRA"


def test_empty_lines_at_the_end_are_no_hours(file: Path) -> None:
    assert len(read_epw(written(file, [*HEAD, *YEAR, "", "  ", ""])).temperature) == HOURS


def test_a_leap_year_loses_its_29th_of_february(file: Path) -> None:
    year = read_epw(written(file, HEAD + hours(leap=True)))
    assert len(year.temperature) == HOURS
    assert [str(n) for n in year.notes] == ["29 February left out, years here have 365 days"]
    assert "février" in year.notes[0].to("fr")


def test_short_gaps_are_bridged_and_said(file: Path) -> None:
    year = read_epw(written(file, changed(31 * 24, 6, "99.9")))
    assert year.temperature[31 * 24] == pytest.approx(0.5)  # between 0 °C of January and 1 °C of February
    assert str(year.notes[0]) == "Missing hours of temperature bridged from their neighbours: 1"


def test_long_gaps_are_refused(file: Path) -> None:
    lines = [",".join([*p[:14], "9999", *p[15:]]) if 100 <= i < 107 else ",".join(p) for i, p in enumerate(x.split(",") for x in YEAR)]
    with pytest.raises(TwinError, match=r"line 109: direct_normal is missing for 7 hours in a row; at most 6"):
        read_epw(written(file, HEAD + lines))


def test_what_is_not_needed_may_be_missing(file: Path) -> None:
    lines = [",".join([*p[:8], "999", *p[9:12], "9999", "9999", *p[14:21], "999", *p[22:]]) for p in (x.split(",") for x in YEAR)]
    year = read_epw(written(file, HEAD + lines))
    assert np.isnan(year.infrared).all()
    assert (year.humidity[0], year.wind[0], year.global_horizontal[0]) == (70.0, 2.0, 0.0)
    assert len(year.notes) == 4
    assert all("manquantes" in note.to("fr") for note in year.notes)


HOSTILE: list[tuple[Callable[[], list[str]], str]] = [
    (lambda: [], "is empty"),
    (lambda: ["   "], "is empty"),
    (lambda: ["hello,world"], 'line 1: "hello,world" is not an EPW header'),
    (lambda: HEAD[:3], "has 0 hours"),
    (lambda: HEAD + YEAR[:-1], "has 8759 hours"),
    (lambda: HEAD + YEAR + YEAR[:1], "has 8761 hours"),
    (lambda: [HEAD[0], *HEAD[2:], *YEAR], "line 2: .* begins with DESIGN CONDITIONS"),
    (lambda: ["LOCATION,x", *HEAD[1:], *YEAR], "LOCATION has 2 fields"),
    (lambda: [LOCATION.replace("45.75", "north"), *HEAD[1:], *YEAR], 'latitude "north" is not a number'),
    (lambda: [LOCATION.replace("45.75", "145"), *HEAD[1:], *YEAR], "latitude 145 is not allowed, it must be between -90 and 90"),
    (lambda: [LOCATION.replace("45.75", "nan"), *HEAD[1:], *YEAR], "latitude nan is not allowed"),
    (lambda: [LOCATION.replace(",1.0,", ",25,"), *HEAD[1:], *YEAR], "time zone 25 is not allowed"),
    (lambda: [*HEAD, *YEAR[:7], ",".join(YEAR[7].split(",")[:20]), *YEAR[8:]], "line 16: 20 fields, an EPW hour has 35"),
    (lambda: changed(50, 6, "warm"), 'line 59: temperature "warm" .field 7. is not a number'),
    (lambda: changed(50, 6, "-120"), "line 59: temperature -120 .* between -90 and 70 °C"),
    (lambda: changed(50, 15, "-3"), "line 59: diffuse -3 .*between 0 and 1000 W/m²"),
    (lambda: changed(50, 14, "inf"), "ok"),
    (lambda: changed(50, 14, "-inf"), "direct_normal -inf"),
    (lambda: changed(50, 3, "25"), "hour 25 is out of turn; month 1, day 3, hour 3 is due"),
    (lambda: changed(50, 3, "0"), "hour 0 is out of turn"),
    (lambda: changed(50, 1, "x"), "month, day, hour .* are not numbers"),
    (lambda: changed(50, 1, "inf"), "are not numbers"),
    (lambda: [*HEAD, YEAR[1], YEAR[0], *YEAR[2:]], "out of turn"),
]


@pytest.mark.parametrize(("lines", "sentence"), HOSTILE)
def test_hostile_files_get_one_sentence(file: Path, lines: Callable[[], list[str]], sentence: str) -> None:
    written(file, lines())
    if sentence == "ok":  # infinity counts as a missing mark
        assert read_epw(file).direct_normal[50] == 0
        return
    with pytest.raises(TwinError, match=sentence) as error:
        read_epw(file)
    assert "\n" not in str(error.value)
    assert file.name in str(error.value)


def test_files_that_are_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="cannot be read"):
        read_epw(tmp_path / "none.epw")
    with pytest.raises(TwinError, match="cannot be read"):
        read_epw(tmp_path)
    big = tmp_path / "big.epw"
    with big.open("wb") as out:
        out.truncate(30_000_000)
    with pytest.raises(TwinError, match=r"about 1\.6 million"):
        read_epw(big)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), place=st.integers(0, 20_000))
def test_any_bytes_are_a_year_or_one_sentence(tmp_path: Path, data: bytes, place: int) -> None:
    """A piece of a good file replaced by anything."""
    good = "\n".join(HEAD + YEAR[:200]).encode()
    path = tmp_path / "any.epw"
    path.write_bytes(good[:place] + data + good[place:])
    with pytest.raises(TwinError):  # too short to be a year, whatever is inside
        read_epw(path)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=12), field=st.integers(0, FIELDS - 1), row=st.integers(0, HOURS - 1))
def test_any_text_in_any_field(tmp_path: Path, text: str, field: int, row: int) -> None:
    path = tmp_path / "field.epw"
    path.write_bytes("\n".join(changed(row, field, text)).encode("utf-8", "replace"))
    with suppress(TwinError):
        assert isinstance(read_epw(path), WeatherYear)


def test_a_year_of_weather_is_checked() -> None:
    plain = {
        name: np.zeros(HOURS) for name in ("temperature", "humidity", "direct_normal", "diffuse", "global_horizontal", "infrared", "wind")
    }
    year = WeatherYear("X", "made", 45.0, 5.0, 1.0, 0.0, **plain)  # type: ignore[arg-type]
    assert year.warmer(2.0).temperature.mean() == 2.0
    assert year == WeatherYear("X", "made", 45.0, 5.0, 1.0, 0.0, **plain)  # type: ignore[arg-type]
    with pytest.raises(TwinError, match="latitude 95"):
        WeatherYear("X", "made", 95.0, 5.0, 1.0, 0.0, **plain)  # type: ignore[arg-type]
    with pytest.raises(TwinError, match="8760 hours"):
        WeatherYear("X", "made", 45.0, 5.0, 1.0, 0.0, **(plain | {"wind": np.zeros(5)}))  # type: ignore[arg-type]
    with pytest.raises(TwinError, match="temperature nan in hour 0"):
        WeatherYear("X", "made", 45.0, 5.0, 1.0, 0.0, **(plain | {"temperature": np.full(HOURS, np.nan)}))  # type: ignore[arg-type]
    with pytest.raises(TwinError, match="temperature 80"):
        year.warmer(80.0)


@pytest.mark.skipif(not LYON.is_file(), reason="the weather file of Lyon is not beside the project")
def test_a_real_file() -> None:
    year = read_epw(LYON)
    assert year.place == "Lyon Bron AP, FRA"
    assert year.temperature.mean() == pytest.approx(13.0, abs=0.1)
    assert len(year.temperature) - HEADERS == HOURS - HEADERS
