"""Counter files, one column a channel."""

from datetime import datetime, timedelta

import pytest

from twin.errors import TwinError
from twin.reading.counters import read_counter


def counter(tmp_path, days=14, change=lambda lines: lines):
    """From Monday 6 January 2025: 10 bikes an hour, 100 at eight on weekdays of which channel 2 has 40, 500 on Saturdays at ten."""
    lines = ["Datetime,100,200"]
    for hour in range(24 * days):
        time = datetime(2025, 1, 6) + timedelta(hours=hour)
        bikes = 100.0 if time.hour == 8 and time.weekday() < 5 else 500.0 if time.hour == 10 and time.weekday() == 5 else 10.0
        lines.append(f"{time:%Y-%m-%d %H:%M:%S},{bikes},{0.4 * bikes}")
    path = tmp_path / "counter.csv"
    path.write_text("\n".join(change(lines)))
    return path


def test_each_weekday_gives_the_bikes_of_its_busiest_morning_hour(tmp_path):
    found = read_counter(counter(tmp_path), "Grande Rue")
    assert len(found) == 10
    assert {o.value for o in found} == {100.0}
    assert found[0].when == datetime(2025, 1, 6, 8)
    assert (found[0].sensor, found[0].kind, found[0].place) == ("100", "bicycle", "Grande Rue")
    assert {o.value for o in read_counter(counter(tmp_path), "x", channel="200", sensor="B")} == {40.0}


def test_gaps_and_dead_days_are_left_out(tmp_path):
    def change(lines):
        dead = [line.split(",")[0] + ",0.0,0.0" if "2025-01-07" in line else line for line in lines]
        return [line.replace("100.0", "", 1) if "2025-01-08 08" in line else line for line in dead]

    found = read_counter(counter(tmp_path, change=change), (1, 2))
    assert [o.when.day for o in found] == [6, 9, 10, 13, 14, 15, 16, 17]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: ["Zeit,100", *lines[1:]], "line 1: a counter file begins with Datetime"),
        (lambda lines: [lines[0], "yesterday,5,5"], 'line 2: Datetime "yesterday" cannot be read'),
        (lambda lines: [*lines[:5], "2025-01-06 04:00:00,many,1"], 'line 6: "many" is not a number of bikes'),
        (lambda lines: [*lines[:5], "2025-01-06 04:00:00,1e9,1"], "line 6: 1e\\+09 bikes in an hour are not believed"),
        (lambda lines: lines[:49], "has 2 counted weekdays"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, change, said):
    with pytest.raises(TwinError, match=said):
        read_counter(counter(tmp_path, change=change), "Grande Rue")


def test_an_unknown_channel_gets_the_nearest(tmp_path):
    with pytest.raises(TwinError, match='has no channel "20": did you mean "200"'):
        read_counter(counter(tmp_path), "Grande Rue", channel="20")
