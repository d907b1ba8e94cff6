"""The five resistances and one capacity of a zone (ISO 13790 annex C), solved for one hour.

Three temperatures stand for a zone: its air, its inner surfaces and its mass. Within an hour all of them, and the mass at the end of
the hour, are sums of what drives them, so the whole network becomes a row of weights for each temperature, computed once.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from twin.errors import TwinError
from twin.models.arguments import Array
from twin.models.zones import Zones


class Response(NamedTuple):
    """What a temperature answers to, zone by zone (n,): temperature = the sum of weight x cause.

    state      of the mass at the start of the hour [K/K]
    power      put into the air by heating (cooling is negative) [K/W]
    outside    temperature outside, which is also that of the air supplied [K/K]
    gains      half the internal gains and all of the sun, to surfaces and mass [K/W]
    air_gains  half the internal gains, to the air [K/W]
    """

    state: Array
    power: Array
    outside: Array
    gains: Array
    air_gains: Array

    def mixed(self, other: "Response", share: float) -> "Response":
        """`share` of this temperature and the rest of the other one."""
        return Response(*(share * mine + (1 - share) * its for mine, its in zip(self, other, strict=True)))

    def scaled(self, by: Array) -> "Response":
        """The temperature times a number for each zone."""
        return Response(*(by * mine for mine in self))


@dataclass(frozen=True, eq=False)
class Network:
    """The weights of one hour: the mass at its end, and surfaces and air, which are the means of the hour.

    mass, surface, air   responses (n,)
    through_mass         H_tr,em, from the mass to the outside [W/K] (n,)
    lost                 share of gains that leaves through the windows at once, H_tr,w / (h_ms A_t) [1] (n,)
    """

    mass: Response
    surface: Response
    air: Response
    through_mass: Array
    lost: Array


def network(zones: Zones, ventilation: Array, air_to_surface: float, surface_to_mass: float) -> Network:
    """The network of `zones` under `ventilation` H_ve [W/K] (n,); arguments and source as in `thermal.simulate`.

    ISO 13790:2008, C.1 to C.11, written so that a zone without ventilation, windows or walls needs no special case:
    H1 = 1/(1/H_ve + 1/H_is), r = H1/H_ve = H_is/(H_is + H_ve); H2 = H1 + H_w; H3 = 1/(1/H2 + 1/H_ms), q = H3/H2 = H_ms/(H_ms + H2);
    H_em = 1/(1/H_op - 1/H_ms) = H_op H_ms/(H_ms - H_op). Raises TwinError where the walls lose more than the mass can pass on.
    """
    to_air, to_mass = air_to_surface * zones.surface_area, surface_to_mass * zones.mass_area
    if np.any(to_mass <= zones.opaque):
        wrong = int(np.argmax(to_mass <= zones.opaque))
        raise TwinError(
            f"zone {wrong}: walls of {zones.opaque[wrong]:g} W/K lose more than its mass area of {zones.mass_area[wrong]:g} m² can pass on "
            f"({to_mass[wrong]:g} W/K): give more mass area or better walls"
        )
    through_mass = zones.opaque * to_mass / (to_mass - zones.opaque)
    r = to_air / (to_air + ventilation)
    h2 = r * ventilation + zones.windows
    q = to_mass / (to_mass + h2)
    stored = zones.capacity / 3600.0
    leak = (q * h2 + through_mass) / 2
    massive = zones.mass_area / zones.surface_area
    lost = zones.windows / (surface_to_mass * zones.surface_area)
    light = 1 - massive - lost  # share of the gains that reaches the surface node
    whole = stored + leak
    mass = Response((stored - leak) / whole, q * r / whole, (through_mass + q * h2) / whole, (massive + q * light) / whole, q * r / whole)
    node = to_mass + h2  # conductances that meet at the surface; the mass counts at the middle of the hour
    surface = Response(
        to_mass * (1 + mass.state) / 2 / node,
        (to_mass * mass.power / 2 + r) / node,
        (to_mass * mass.outside / 2 + h2) / node,
        (to_mass * mass.gains / 2 + light) / node,
        (to_mass * mass.air_gains / 2 + r) / node,
    )
    sum_air = to_air + ventilation
    air = Response(
        to_air * surface.state / sum_air,
        (to_air * surface.power + 1) / sum_air,
        (to_air * surface.outside + ventilation) / sum_air,
        to_air * surface.gains / sum_air,
        (to_air * surface.air_gains + 1) / sum_air,
    )
    return Network(mass, surface, air, through_mass, lost)
