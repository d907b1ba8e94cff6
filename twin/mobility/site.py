"""A building site on a street: what is left of its capacity, and the time drivers lose past it or round it."""

from dataclasses import replace

import numpy as np

from twin.mobility.traffic import Traffic
from twin.models.assignment import equilibrium

MINUTES = 60.0  # in an hour


def delay_past(now: Traffic, row: int, kept: float) -> float:
    """More vehicle-hours in the peak hour while one row of streets keeps this share of its capacity [veh·h]; never below 0.

    As many drive as before, by the ways that are then quickest (equilibrium from the present one). A change below what the solver
    can tell counts as none. Left out: people who stay at home or change over for some weeks.
    """
    roads = replace(now.roads, capacity=np.where(now.roads.row == row, now.roads.capacity * kept, now.roads.capacity))
    network = roads.network(now.demand.node, len(now.streets.junctions), now.travel)
    cars = equilibrium(network, now.cars.demand, gap=float(now.travel["gap"]), start=now.cars)
    return max((cars.total_time - now.cars.total_time) / MINUTES, 0.0) if cars.resolves(now.cars) else 0.0
