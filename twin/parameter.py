"""Parameter: one coefficient, a float that also carries its range, unit and source."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

UNITS = frozenset(
    {"1", "%", "m", "m²", "m³", "ha", "km", "mm", "mm/h", "mm/min", "mm/day", "min", "h", "s", "years", "weeks", "weeks/m", "°C", "K", "°"}
    | {"W/m²", "m/s", "km/h", "hPa", "m²/person", "persons", "persons/dwelling", "m²/dwelling", "m²/job", "spaces", "trees"}
    | {
        "€",
        "€/m",
        "€/m²",
        "€/tree",
        "veh/h",
        "veh/day",
        "min/week",
        "g/km",
        "mg/km",
        "1/min",
        "1/€",
        "1/year",
        "km/h/%",
        "veh·km",
        "kg/h",
        "g/h",
        "dB(A)",
        "W/(m²·K)",
        "m²·K/W",
        "W/(m·K)",
        "W/K",
        "1/h",
        "kJ/(m²·K)",
        "°C·h",
        "t/year",
        "€/year",
        "J/(kg·K)",
        "kg/m³",
        "kg/kg",
        "kg/m²",
        "kg/kWh",
        "kg/dwelling",
        "kg",
        "t",
        "€/kWh",
        "€/dwelling",
        "€/(m²·cm)",
        "kWh/year",
        "kWh/(m²·year)",
        "K·h",
    }
)


class Parameter(float):
    """A coefficient of a model: the float `value` with its plausible range, unit and source.

    It lives as the keyword default of the function that uses it (or as a field of one table row) and nowhere else,
    so ranges, sliders, receipts, uncertainty draws and the bibliography all read the same object.

    value, low, high   best guess and plausible range, in `unit`; low = high = value for an exact constant
    unit               a spelling of `UNITS`
    source             key of a row in `twin.sources.SOURCES`
    page               where inside the source (page, table, equation)
    verified           False: quoted from memory or unconfirmed; shown with an "unverified" badge wherever it is used
    about              what it is, in a few words

    >>> p = Parameter(0.2, 0.05, 0.2, unit="1", source="twin", about="initial abstraction ratio")
    >>> p * 2, p.low
    (0.4, 0.05)
    """

    __slots__ = ("about", "high", "low", "page", "source", "unit", "verified")
    low: float
    high: float
    unit: str
    source: str
    page: str
    verified: bool
    about: str

    def __new__(
        cls,
        value: float,
        low: float | None = None,
        high: float | None = None,
        unit: str = "1",
        source: str = "twin",
        page: str = "",
        verified: bool = True,
        about: str = "",
    ) -> "Parameter":
        p = super().__new__(cls, value)
        p.low = float(value if low is None else low)
        p.high = float(value if high is None else high)
        p.unit, p.source, p.page, p.verified, p.about = unit, source, page, verified, about
        return p

    def __getnewargs__(self) -> tuple[Any, ...]:
        return float(self), self.low, self.high, self.unit, self.source, self.page, self.verified, self.about

    def __getstate__(self) -> None:
        return None  # everything travels in __getnewargs__

    @property
    def value(self) -> float:
        return float(self)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def with_value(self, value: float) -> "Parameter":
        """The same parameter at another value; its range is kept as published."""
        p = float.__new__(Parameter, value)
        p.low, p.high, p.unit, p.source, p.page, p.verified, p.about = (
            self.low, self.high, self.unit, self.source, self.page, self.verified, self.about
        )  # fmt: skip
        return p


class Coefficients(Mapping[str, Parameter]):
    """A named table of Parameters (one per land cover, say), usable as a keyword default.

    `name` and the row keys make the public name of each entry: `albedo.asphalt`.
    """

    def __init__(self, name: str, rows: Mapping[str, Parameter]) -> None:
        self.name = name
        self._rows = dict(rows)

    def __getitem__(self, key: str) -> Parameter:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.name, tuple(float(p) for p in self._rows.values())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Coefficients) and self.name == other.name and self._rows == other._rows

    @cached_property
    def public(self) -> dict[str, str]:
        """Public name of each entry -> its row."""
        return {f"{self.name}.{row}": row for row in self._rows}

    def replace(self, values: Mapping[str, float]) -> "Coefficients":
        """The table with some entries at other values."""
        return Coefficients(self.name, self._rows | {k: self._rows[k].with_value(v) for k, v in values.items() if k in self._rows})


def default(function: Callable[..., Any], name: str) -> Any:
    """The keyword default of `function` called `name`: lets one function pass on another's Parameter, typed once."""
    return inspect.signature(function).parameters[name].default


def parameters_of(function: Callable[..., Any]) -> dict[str, Parameter]:
    """Every Parameter among the keyword defaults of `function`, tables spread out as `table.row`."""
    found: dict[str, Parameter] = {}
    for name, argument in inspect.signature(function).parameters.items():
        if isinstance(argument.default, Parameter):
            found[name] = argument.default
        elif isinstance(argument.default, Coefficients):
            found |= {public: argument.default[row] for public, row in argument.default.public.items()}
    return found
