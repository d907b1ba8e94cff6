"""Watching finds what a metric reads of a city."""

from twin.city import City
from twin.evaluation import evaluate
from twin.watching import CANOPY, watched

KEYS = ["sealed", "runoff", "hot_ground", "canopy", "indi_en_cooling", "heating", "car_time", "cost"]


def test_watching_finds_what_a_metric_reads(square: City) -> None:
    seen = watched(square, KEYS, {})
    assert {key for key in KEYS if seen[key].hangs_on(*CANOPY)} == {"hot_ground", "canopy", "indi_en_cooling"}
    assert {key for key in KEYS if seen[key].hangs_on("climate")} == {"runoff", "hot_ground"}
    assert {key for key in KEYS if seen[key].hangs_on("weather")} == {"heating"}
    assert {key for key in KEYS if seen[key].hangs_on("streets")} >= {"car_time"}
    assert not seen["sealed"].hangs_on("streets", "buildings", "fabric", "works")
    assert seen["cost"].hangs_on("works")
    assert seen["heating"].hangs_on("fabric")


def test_a_watched_city_reads_as_itself(square: City) -> None:
    for key, one in watched(square, KEYS, {}).items():
        assert one.value == evaluate(square, [key])[key].value
