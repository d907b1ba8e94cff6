"""Reads the networks of Transportation Networks for Research, which have no open licence and so are not kept here.

They are looked for beside the repository, in shared/oracles/tntp (github.com/bstabler/TransportationNetworks, commit d1639b4e).
"""

from pathlib import Path

import numpy as np

from twin.models.assignment import Network

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "oracles" / "tntp"


def read_network(path: Path) -> Network:
    """A *_net.tntp file: nodes are counted from 0 here, tolls and distances are left out (they weigh 0 in the networks tested)."""
    head, rows = {}, []
    for line in path.read_text().splitlines():
        if line.startswith("<"):
            name, _, value = line[1:].partition(">")
            head[name] = value.split("\t")[0].strip()
        elif line.strip() and not line.startswith("~"):
            rows.append([float(word) for word in line.split(";")[0].split()[:7]])
    tail, end, capacity, _, free_time, b, power = np.array(rows).T
    return Network(
        tail - 1,
        end - 1,
        free_time,
        capacity,
        b,
        power,
        zones=int(head["NUMBER OF ZONES"]),
        first_through=int(head["FIRST THRU NODE"]) - 1,
        nodes=int(head["NUMBER OF NODES"]),
    )


def read_trips(path: Path, zones: int) -> np.ndarray:
    """A *_trips.tntp file as (zones, zones) trips, origins in rows."""
    trips, origin = np.zeros((zones, zones)), 0
    for line in path.read_text().splitlines():
        if line.startswith("Origin"):
            origin = int(line.split()[1]) - 1
            continue
        for item in line.split(";"):
            destination, colon, number = item.partition(":")
            if colon:
                trips[origin, int(destination) - 1] = float(number)
    return trips
