"""A year of weather, hour by hour: what a building stands in. Read from a file or made from monthly normals."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.words import Words

Array = NDArray[np.float64]
HOURS = 8760
RANGES: dict[str, tuple[float, float, str]] = {
    "temperature": (-90.0, 70.0, "°C"),
    "humidity": (0.0, 110.0, "%"),
    "direct_normal": (0.0, 1500.0, "W/m²"),
    "diffuse": (0.0, 1000.0, "W/m²"),
    "global_horizontal": (0.0, 1600.0, "W/m²"),
    "infrared": (0.0, 900.0, "W/m²"),
    "wind": (0.0, 60.0, "m/s"),
}
LATITUDES, LONGITUDES, TIME_ZONES, ALTITUDES = (-90.0, 90.0), (-180.0, 180.0), (-12.0, 14.0), (-500.0, 9000.0)


@dataclass(frozen=True, eq=False)
class WeatherYear:
    """Hourly weather of a year of 365 days, in standard time (no summer time); hour 0 is 1 January from 0:00 to 1:00.

    place              where, in words; source: where the numbers come from
    latitude, longitude [°, north and east count as above 0]   time_zone [h ahead of UTC]   altitude [m]
    temperature [°C]   humidity [%]   direct_normal, diffuse, global_horizontal [W/m²]   infrared from the sky [W/m²]
    wind [m/s]         (8760,) each; infrared is NaN where it is not known
    ground_albedo      share of sunlight the ground around sends back [0..1]
    notes              what was repaired or left out
    """

    place: str
    source: str
    latitude: float
    longitude: float
    time_zone: float
    altitude: float
    temperature: Array
    humidity: Array
    direct_normal: Array
    diffuse: Array
    global_horizontal: Array
    infrared: Array
    wind: Array
    ground_albedo: float = 0.2
    notes: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        for name, (low, high) in {
            "latitude": LATITUDES, "longitude": LONGITUDES, "time_zone": TIME_ZONES, "altitude": ALTITUDES, "ground_albedo": (0.0, 1.0),
        }.items():  # fmt: skip
            value = float(getattr(self, name))
            if not low <= value <= high:
                raise TwinError(f"weather of {self.place}: {name} {value:g} is not allowed, it must be between {low:g} and {high:g}")
        for name, (low, high, unit) in RANGES.items():
            hours = np.asarray(getattr(self, name), dtype=np.float64)
            if hours.shape != (HOURS,):
                raise TwinError(f"weather of {self.place}: {name} needs {HOURS} hours, not an array of shape {hours.shape}")
            bad = ~((hours >= low) & (hours <= high)) & ~(np.isnan(hours) & (name == "infrared"))
            if bad.any():
                hour = int(np.argmax(bad))
                raise TwinError(
                    f"weather of {self.place}: {name} {hours[hour]:g} in hour {hour} is not allowed, "
                    f"it must be between {low:g} and {high:g} {unit}"
                )
            kept = hours.copy() if hours.flags.writeable else hours
            kept.flags.writeable = False
            object.__setattr__(self, name, kept)

    def warmer(self, by: ArrayLike) -> "WeatherYear":
        """The same year `by` warmer [K], a number or (8760,); sun, wind and relative humidity stay."""
        return replace(self, temperature=self.temperature + np.asarray(by, dtype=np.float64))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WeatherYear):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, f.name), getattr(other, f.name), equal_nan=True)
            if f.name in RANGES
            else getattr(self, f.name) == getattr(other, f.name)
            for f in fields(self)
        )

    __hash__ = object.__hash__
