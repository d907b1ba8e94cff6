"""Checks of traffic: networks small enough to solve with a pencil, and Braess (1968), where closing a street helps everyone."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twin.models.assignment import Network, Solution, equilibrium
from twin.verification.check import SOLVED, Check, Within
from twin.words import Words

Array = NDArray[np.float64]
GAP = 1e-10

# Two routes: t1 = 10 + 3 x1, t2 = 15 + 2 x2, x1 + x2 = 12; equal times give 10 + 3 x1 = 15 + 2 (12 - x1), so x1 = 29 / 5.
TWO_FLOWS, TWO_TIME = (5.8, 6.2), 27.4

# Braess, D. (1968), Über ein Paradoxon aus der Verkehrsplanung, Unternehmensforschung 12, 258-268, doi:10.1007/BF01918335: 6 trips from
# a to d, links a-b: 10 v, b-d: 50 + v, a-c: 50 + v, c-d: 10 v and the bridge b-c: 10 + v.
A, D, B, C = 0, 1, 2, 3
TAIL, HEAD = (A, B, A, C, B), (B, D, C, D, C)
CONSTANT, SLOPE = (0.0, 50, 50, 0, 10), (10.0, 1, 1, 10, 1)
OPEN_FLOWS, OPEN_TIME, OPEN_TOTAL, OPEN_OBJECTIVE = (4, 2, 2, 4, 2), 92, 552, 386
CLOSED_FLOWS, CLOSED_TIME, CLOSED_TOTAL = (3, 3, 3, 3, 0), 83, 498


def linear(tail: Sequence[int], head: Sequence[int], constant: Sequence[float], slope: Sequence[float], zones: int) -> Network:
    """t = constant + slope v (+ 1e-9): the constant as a fixed cost, the slope as a free time of 1e-9 that traffic multiplies."""
    tiny = 1e-9
    steep, fixed = np.asarray(slope, dtype=np.float64) / tiny, np.asarray(constant, dtype=np.float64)
    return Network(tail, head, np.full(len(tail), tiny), np.ones(len(tail)), steep, 1, zones, fixed_cost=fixed)


def trips(number: float) -> Array:
    return np.array([[0.0, number], [0.0, 0.0]])


@cache
def two_routes() -> Solution:
    return equilibrium(linear([0, 0], [1, 1], [10, 15], [3, 2], 2), trips(12), gap=GAP)


def braess() -> Network:
    return linear(TAIL, HEAD, CONSTANT, SLOPE, 2)


@cache
def open_bridge() -> Solution:
    return equilibrium(braess(), trips(6), gap=GAP)


@cache
def closed_bridge() -> Solution:
    return equilibrium(braess().replace(closed=np.arange(len(TAIL)) == len(TAIL) - 1), trips(6), gap=GAP)


CHECKS = (
    Check(
        "traffic", "two_routes_flow", "models.assignment.equilibrium",
        Words("Cars on two routes that end up equally long", "Voitures sur deux itinéraires de même durée à l'équilibre"),
        lambda: two_routes().flow, TWO_FLOWS,
        Within(SOLVED, 1e-6), "1", "by hand", "beckmann_1956", "10 + 3 x = 15 + 2 (12 - x)", "car_time",
    ),
    Check(
        "traffic", "two_routes_time", "models.assignment.equilibrium",
        Words("Time on both routes", "Durée sur les deux itinéraires"),
        lambda: two_routes().time, (TWO_TIME, TWO_TIME),
        Within(SOLVED, 1e-6), "min", "by hand", "beckmann_1956", "10 + 3 x = 15 + 2 (12 - x)", "car_time",
    ),
    Check(
        "traffic", "braess_open_flow", "models.assignment.equilibrium",
        Words("Cars on Braess's five links, bridge open", "Voitures sur les cinq tronçons de Braess, pont ouvert"),
        lambda: open_bridge().flow, OPEN_FLOWS,
        Within(SOLVED, 1e-6), "1", "published", "braess_1968", "example with 6 trips", "car_km",
    ),
    Check(
        "traffic", "braess_open_time", "models.assignment.equilibrium",
        Words("Time of a trip and of all trips, bridge open", "Durée d'un trajet et de tous, pont ouvert"),
        lambda: (open_bridge().skim[0, 1], open_bridge().total_time), (OPEN_TIME, OPEN_TOTAL),
        Within(SOLVED, 1e-6), "min", "published", "braess_1968", "example with 6 trips", "car_time",
    ),
    Check(
        "traffic", "braess_objective", "models.assignment.equilibrium",
        Words("Beckmann's objective, bridge open", "Objectif de Beckmann, pont ouvert"),
        lambda: open_bridge().objective, OPEN_OBJECTIVE,
        Within(SOLVED, 1e-6), "min", "by hand", "beckmann_1956", "sum of the integrals of Braess's five link times",
    ),
    Check(
        "traffic", "braess_closed_flow", "models.assignment.equilibrium",
        Words("The same with the bridge closed", "De même, pont fermé"),
        lambda: closed_bridge().flow, CLOSED_FLOWS,
        Within(SOLVED, 1e-6), "1", "published", "braess_1968", "example with 6 trips", "car_km",
    ),
    Check(
        "traffic", "braess_closed_time", "models.assignment.equilibrium",
        Words("Time of a trip and of all trips, bridge closed: less", "Durée d'un trajet et de tous, pont fermé\u00a0: moins"),
        lambda: (closed_bridge().skim[0, 1], closed_bridge().total_time), (CLOSED_TIME, CLOSED_TOTAL),
        Within(SOLVED, 1e-6), "min", "published", "braess_1968", "example with 6 trips", "car_time",
    ),
)  # fmt: skip
