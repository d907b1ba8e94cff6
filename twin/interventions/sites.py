"""How long streets are building sites: weeks for each metre of street, one crew at work."""

from twin.parameter import Parameter
from twin.words import Words
from twin.works import Cost

HUNDRED = 100.0  # m of street, for which builders tell their time


def _weeks(value: float, low: float, high: float, about: str) -> Parameter:
    """Weeks of one crew for 100 m of street, told for a metre."""
    page = "one crew, assumed"
    return Parameter(value / HUNDRED, low / HUNDRED, high / HUNDRED, "weeks/m", "twin", page, False, f"building site of {about}")


SITES: dict[str, Parameter] = {
    "marking": _weeks(1.5, 1.0, 2.0, "a painted lane"),
    "kerb": _weeks(4.5, 3.0, 6.0, "a track behind a kerb"),
    "signs": _weeks(0.2, 0.1, 0.5, "signs, barriers and bollards"),
    "humps": _weeks(2.0, 1.0, 4.0, "humps and narrowings"),
    "level_paving": _weeks(8.0, 5.0, 15.0, "a street paved level"),
}


def building_site(kind: str, metres: float) -> Cost:
    """The weeks that so many metres of street take."""
    return Cost(metres, SITES[kind], Words("street rebuilt, m", "rue en travaux, m"))
