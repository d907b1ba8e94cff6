"""From a year of weather to what zones stand in: sun on their planes, sun through their glass, and the cold of the sky."""

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import numeric
from twin.models.sun import on_planes, position
from twin.models.zones import HOURS, Outdoors, outdoors
from twin.parameter import Parameter
from twin.weather_year import WeatherYear

STEFAN_BOLTZMANN = 5.670374419e-8  # W/(m²·K⁴)
YEAR = 2001  # a year without 29 February; months of typical years come from different years anyway
CLEAR_DOUBLE = (1.0, -0.189, 0.644, -0.596)  # of the incidence in radians: LBNL, Zone5R1C, clear double glazing


def exposed(
    weather: WeatherYear,
    planes: ArrayLike,
    angular: bool = False,
    infrared: bool = False,
    colder_sky: float = Parameter(11.0, 9.0, 13.0, "K", "iso13790", "11.4.6, temperate", about="air above the temperature of the sky"),
    scattered: float = Parameter(0.9, 0.85, 0.95, "1", "tabula_fr", "F_w", about="glass under scattered light, relative to straight"),
) -> Outdoors:
    """`Outdoors` of zones with `planes` (tilt and azimuth [°]) in `weather`.

    angular   glass lets in less of a slanting beam, 1 - 0.189 i + 0.644 i² - 0.596 i³ (i [rad], clear double glazing), and `scattered`
              of sky and ground; False: the usual F_w belongs into the aperture of the windows (`envelope.glazed_aperture`)
    infrared  how cold the sky is from the infrared of the weather, T - (IR/sigma)^(1/4), where known; False: `colder_sky` always

    Sun in the middle of each hour. Raises TwinError as `sun.on_planes` does.
    """
    sun = position(YEAR, np.arange(HOURS) + 0.5, weather.latitude, weather.longitude, weather.time_zone)
    light = on_planes(weather.direct_normal, weather.diffuse, sun, numeric("planes", planes), weather.ground_albedo)
    glass = None
    if angular:
        bend = np.clip(np.polynomial.polynomial.polyval(light.incidence, CLEAR_DOUBLE), 0.0, 1.0)
        glass = light.beam * bend + scattered * (light.sky + light.ground)
    colder = np.full(HOURS, float(colder_sky))
    if infrared:
        sky = (weather.infrared / STEFAN_BOLTZMANN) ** 0.25 - 273.15
        colder = np.where(np.isnan(sky), colder, np.clip(weather.temperature - sky, -10, 60))
    return outdoors(weather.temperature, light.total, glass, colder)
