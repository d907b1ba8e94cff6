"""Climate: the storm and the hot afternoon a city is tried with. Every field can be changed through `assume=`."""

from dataclasses import dataclass, fields
from functools import cache

from twin.parameter import Parameter


@dataclass(frozen=True)
class Climate:
    """The weather that metrics use: a design storm and a hot summer afternoon at 15:00.

    The defaults are a ten-year, one-hour storm of northern France and a hot, dry afternoon in a French town; all are
    Parameters, so `explain` prints their source, and `assume={"rain": 60}` replaces them by name.
    """

    name: str = "northern France, ten-year storm, hot afternoon"
    rain: float = Parameter(31.6, 26.9, 42.3, "mm", "it77", "region I, T = 10 years, 60 min", True, "depth of the design storm")
    storm_hours: float = Parameter(1.0, 0.5, 4.0, "h", "twin", "", True, "duration of the design storm")
    rural_temperature: float = Parameter(
        29.0, 25.0, 33.0, "°C", "twin", "assumed", False, "air temperature of the countryside, mean of the hot day"
    )
    air_temperature: float = Parameter(33.0, 30.0, 38.0, "°C", "twin", "assumed", False, "air temperature at 15:00 of the hot day")
    humidity: float = Parameter(35.0, 25.0, 50.0, "%", "twin", "assumed", False, "relative humidity at 15:00")
    wind: float = Parameter(1.5, 0.8, 3.0, "m/s", "twin", "assumed", False, "wind at 10 m height at 15:00")
    direct: float = Parameter(800.0, 600.0, 900.0, "W/m²", "twin", "assumed", False, "direct normal radiation at 15:00")
    diffuse: float = Parameter(120.0, 80.0, 200.0, "W/m²", "twin", "assumed", False, "diffuse horizontal radiation at 15:00")
    sun_elevation: float = Parameter(
        60.0, 50.0, 65.0, "°", "twin", "geometry: 47° N, late July, hour angle 17°", True, "height of the sun at 15:00"
    )
    sun_azimuth: float = Parameter(
        213.0, 200.0, 240.0, "°", "twin", "geometry: 47° N, late July, hour angle 17°", True, "direction of the sun from north, clockwise"
    )

    @classmethod
    @cache
    def parameters(cls) -> dict[str, Parameter]:
        """Field name -> its default Parameter."""
        return {f.name: f.default for f in fields(cls) if isinstance(f.default, Parameter)}
