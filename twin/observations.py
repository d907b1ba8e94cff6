"""Observations: what sensors read, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path

from twin.errors import TwinError, did_you_mean, plain
from twin.parameter import Coefficients, Parameter
from twin.words import Words

Point = tuple[float, float]
DAY_FIRST = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %Hh%M")  # as they are written in France


@dataclass(frozen=True)
class Kind:
    """What a sensor can measure.

    label     for people
    unit      in which it is kept
    units     spelling in a file -> (factor, offset) to `unit`
    low, high  readings outside are not believed
    held      what it is held against in the model
    relative  errors are shares of the reading, else in `unit`
    least     error below which none is believed, in `unit`
    months    first and last month of what it is held against, `hours` from and to which hour; all of them when not given
    """

    label: Words
    unit: str
    units: dict[str, tuple[float, float]]
    low: float
    high: float
    held: Words
    relative: bool
    least: float
    months: tuple[int, int] = (1, 12)
    hours: tuple[int, int] = (0, 24)

    def suits(self, time: datetime | None) -> bool:
        """Whether a reading of that time is of what it is held against; one without a time, or with a date alone, is believed to be."""
        if time is None:
            return True
        clock = time.hour + time.minute / 60
        return self.months[0] <= time.month <= self.months[1] and (clock == 0 or self.hours[0] <= clock <= self.hours[1])


KINDS: dict[str, Kind] = {
    "temperature": Kind(
        Words("air temperature", "température de l'air"), "°C",
        {"°C": (1, 0), "C": (1, 0), "K": (1, -273.15), "°F": (5 / 9, -160 / 9), "F": (5 / 9, -160 / 9)}, -40.0, 60.0,
        Words("air of its cell on the hot afternoon", "air de sa maille l'après-midi chaud"), False, 0.05,
        (5, 9), (12, 18),
    ),
    "runoff": Kind(
        Words("runoff of the storm", "ruissellement de la pluie"), "m³", {"m³": (1, 0), "m3": (1, 0), "l": (0.001, 0)}, 0.0, 1e8,
        Words("runoff of the storm from its area", "ruissellement de la pluie sur sa surface"), True, 1.0,
    ),
    "traffic": Kind(
        Words("motor vehicles a day", "véhicules motorisés par jour"), "veh/day",
        {"veh/day": (1, 0), "véh/j": (1, 0), "vehicles/day": (1, 0), "1/day": (1, 0)}, 0.0, 300_000.0,
        Words("vehicles a day on its street, both directions", "véhicules par jour dans sa rue, deux sens"), True, 50.0,
    ),
    "bicycle": Kind(
        Words("bikes in the peak hour", "vélos en heure de pointe"), "1/h",
        {"1/h": (1, 0), "bikes/h": (1, 0), "vélos/h": (1, 0), "veh/h": (1, 0)}, 0.0, 30_000.0,
        Words("bikes in the morning peak hour on its street, both directions",
              "vélos en heure de pointe du matin dans sa rue, deux sens"), True, 5.0, hours=(6, 10),
    ),
}  # fmt: skip


def _row(value: float, low: float, high: float, unit: str, about: str) -> Parameter:
    return Parameter(value, low, high, unit, "twin", "assumed", False, about)


ERRORS = Coefficients(
    "sensor",
    {
        "temperature_error": _row(0.5, 0.2, 1.0, "K", "standard error of one reading of a thermometer, where the file tells none"),
        "temperature_bias": _row(0.5, 0.2, 1.5, "K", "what all readings of a thermometer share: where it hangs, what the model leaves out"),
        "temperature_persistence": _row(0.5, 0.0, 0.9, "1", "correlation of the errors of one reading with the next"),
        "runoff_error": _row(0.10, 0.05, 0.25, "1", "standard error of a gauge, as a share of its reading"),
        "runoff_bias": _row(0.15, 0.05, 0.40, "1", "what all readings of a gauge share, as a share"),
        "runoff_persistence": _row(0.0, 0.0, 0.3, "1", "correlation of the errors of one storm with the next"),
        "traffic_error": _row(0.10, 0.05, 0.20, "1", "standard error of a day's count, as a share"),
        "traffic_bias": _row(0.30, 0.15, 0.60, "1", "what all counts of a street share: what the model of its traffic leaves out"),
        "traffic_persistence": _row(0.5, 0.0, 0.9, "1", "correlation of the errors of one day with the next"),
        "bicycle_error": _row(0.15, 0.05, 0.35, "1", "standard error of one peak hour's count, as a share"),
        "bicycle_bias": _row(0.40, 0.20, 0.80, "1", "what all counts of a street share: what the model of its rides leaves out"),
        "bicycle_persistence": _row(0.5, 0.0, 0.9, "1", "correlation of the errors of one day with the next"),
    },
)


@dataclass(frozen=True)
class Observation:
    """One reading of one sensor.

    sensor     its name; readings of one sensor are put together
    kind       a key of `KINDS`: temperature, runoff, traffic, bicycle
    value      in the unit of its kind, or in `unit`
    place      name of a street or area, or (x, y): local metres, or longitude and latitude when `degrees`; "" for the whole map
    time       when, as datetime or text, ISO 8601 or day/month/year; None when unknown
    error      its standard error, in the same unit; None: that of `ERRORS`, or the spread of the sensor's own readings
    simulated  made by a model, not recorded
    Raises TwinError that names the field and what is allowed.
    """

    sensor: str
    kind: str
    value: float
    place: str | Point = ""
    time: datetime | str | None = None
    error: float | None = None
    unit: str = ""
    degrees: bool = False
    simulated: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.sensor, str) or not self.sensor.strip():
            raise TwinError(f"sensor: a name is needed, not {self.sensor!r:.60}")
        if self.kind not in KINDS:
            raise TwinError(f'kind "{self.kind!s:.60}" is not known: {did_you_mean(str(self.kind), KINDS)}')
        kind = KINDS[self.kind]
        factor, offset = _conversion(kind, self.unit)
        value = finite("value", self.value) * factor + offset
        if not kind.low <= value <= kind.high:
            raise TwinError(
                f"value {self.value:g} is not believed: {kind.label} must be between {kind.low:g} and {kind.high:,.0f} {kind.unit}"
            )
        error = None if self.error is None else finite("error", self.error) * factor
        if error is not None and not 0 < error <= kind.high:
            raise TwinError(f"error {self.error:g} is not allowed: a standard error above 0 is needed, in {self.unit or kind.unit}")
        for name, found in {
            "sensor": self.sensor.strip(), "value": value, "error": error, "unit": kind.unit, "place": _place(self.place, self.degrees),
            "time": _time(self.time),
        }.items():  # fmt: skip
            object.__setattr__(self, name, found)

    @property
    def when(self) -> datetime | None:
        """The time it was read at."""
        return self.time if isinstance(self.time, datetime) else None

    @staticmethod
    def read(path: str | Path) -> "tuple[Observation, ...]":
        """The readings of a CSV file; see `twin.reading.observations`."""
        from twin.reading.observations import read_observations  # the door from the value to where it comes from

        return read_observations(path)


def _conversion(kind: Kind, unit: str) -> tuple[float, float]:
    if not unit or unit == kind.unit:
        return 1.0, 0.0
    known = {plain(name): conversion for name, conversion in kind.units.items()}
    if plain(unit) not in known:
        raise TwinError(f'unit "{unit:.40}" does not suit {kind.label}: {did_you_mean(unit, kind.units)}')
    return known[plain(unit)]


def finite(name: str, value: object) -> float:
    """A number, or a TwinError that names what it is of."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise TwinError(f'{name} "{value!s:.40}" is not a number') from None
    if isinstance(value, bool) or not isfinite(number):
        raise TwinError(f'{name} "{value!s:.40}" is not a number')
    return number


def _place(place: object, degrees: bool) -> str | Point:
    if isinstance(place, str):
        return " ".join(place.split())
    if isinstance(place, Sequence) and len(place) == 2:
        x, y = finite("x", place[0]), finite("y", place[1])
        if degrees and not (-180 <= x <= 180 and -90 <= y <= 90):
            raise TwinError(f"longitude {x:g}, latitude {y:g} are not allowed: give -180 to 180 and -90 to 90")
        return x, y
    raise TwinError(f"place: give a name or (x, y), not {place!r:.60}")


def _time(time: object) -> datetime | None:
    if time is None or (isinstance(time, str) and not time.strip()):
        return None
    if isinstance(time, datetime):
        return time.replace(tzinfo=None)  # the clock beside the sensor
    text = " ".join(str(time).split())
    for form in ("", *DAY_FIRST):
        try:
            return (datetime.strptime(text, form) if form else datetime.fromisoformat(text)).replace(tzinfo=None)
        except ValueError:
            continue
    raise TwinError(f'time "{time!s:.40}" cannot be read: write it as 2025-07-31T15:00 or 31/07/2025 15:00')
