"""A road network for assignment: directed links, the time each takes under load, and the zones trips start and end in.

Symbols of a link: v flow [veh/h], c capacity [veh/h], t0 free time, f fixed cost, alpha and beta its shape.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric
from twin.parameter import Parameter, default

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def travel_time(
    flow: ArrayLike,
    free_time: ArrayLike,
    capacity: ArrayLike,
    alpha: ArrayLike = Parameter(
        0.15,
        0.05,
        0.9,
        source="tntp",
        page="column B of the Sioux Falls and Eastern Massachusetts networks; range: assumption",
        about="extra travel time at capacity, as a share of free time",
    ),
    beta: ArrayLike = Parameter(
        4,
        2,
        10,
        source="tntp",
        page="column Power of the Sioux Falls and Eastern Massachusetts networks; range: assumption",
        about="steepness of congestion: the power of flow over capacity",
    ),
    fixed_cost: ArrayLike = 0.0,
) -> Array:
    """Time t on links [the unit of `free_time`] that carry `flow` v [veh/h] with `capacity` c [veh/h]; arrays broadcast.

    t = t0 (1 + alpha (v / c)^beta) + f, the function of the Bureau of Public Roads (1964), f a toll or any cost that
    traffic does not change, in the unit of time. Left out: queues that spill back, signals as such, peaks within the
    hour; flow above capacity is slow, not impossible. Raises TwinError for negative values and a capacity of 0.
    """
    v, t0 = numeric("flow", flow, 0, unit="veh/h"), numeric("free_time", free_time, 0)
    c = numeric("capacity", capacity, 0, unit="veh/h")
    if np.any(c == 0):
        raise TwinError("capacity: 0 is not allowed here, a closed link has no travel time")
    a, b, f = numeric("alpha", alpha, 0), numeric("beta", beta, 0), numeric("fixed_cost", fixed_cost, 0)
    return np.asarray(t0 * (1 + a * (v / c) ** b) + f, dtype=np.float64)


class Network:
    """Directed links between nodes 0, 1, 2, …; a value that is never changed in place (`replace` gives another).

    tail, head      (links,) nodes each link leaves and enters; parallel links are allowed
    free_time       (links,) time at zero flow, any unit of time, >= 0
    capacity        (links,) [veh/h]; 0 closes the link, inf keeps it free of congestion
    alpha, beta     of `travel_time`, one number or (links,); beta is 0 or at least 1
    zones           how many zones there are (zone i is node i), or the (zones,) nodes where trips start and end;
                    None: every node is a zone
    first_through   first node that through traffic may use: lower nodes are centroids, where trips only start or end
    fixed_cost      (links,) or one number, toll or other cost in the unit of time, >= 0
    closed          (links,) True where nobody may drive, besides the links without capacity
    nodes           how many nodes there are; None: as many as the links and zones name

    Raises TwinError for values out of range, arrays of different lengths and zones that are not nodes.
    """

    tail: Ints
    head: Ints
    zones: Ints
    free_time: Array
    capacity: Array
    alpha: Array
    beta: Array
    fixed_cost: Array
    closed: Mask

    def __init__(
        self,
        tail: ArrayLike,
        head: ArrayLike,
        free_time: ArrayLike,
        capacity: ArrayLike,
        alpha: ArrayLike = default(travel_time, "alpha"),
        beta: ArrayLike = default(travel_time, "beta"),
        zones: ArrayLike | None = None,
        first_through: int = 0,
        fixed_cost: ArrayLike = 0.0,
        closed: ArrayLike | None = None,
        nodes: int | None = None,
    ) -> None:
        self.tail = _fixed(_whole("tail", tail))
        self.head = _fixed(_whole("head", head, len(self.tail)))
        links = len(self.tail)
        self.free_time = _fixed(_finite("free_time", free_time, links))
        self.capacity = _fixed(_each("capacity", capacity, links, "veh/h"))
        self.alpha, self.beta = _fixed(_finite("alpha", alpha, links)), _fixed(_finite("beta", beta, links))
        if np.any((self.beta > 0) & (self.beta < 1)):
            raise TwinError(f"beta: {self.beta[(self.beta > 0) & (self.beta < 1)][0]:g} is not allowed, it must be 0 or at least 1")
        self.fixed_cost = _fixed(_finite("fixed_cost", fixed_cost, links))
        self._barred = _fixed(_flags("closed", closed, links))
        self.closed = _fixed((self.capacity == 0) | self._barred)
        named = int(max(self.tail.max(initial=-1), self.head.max(initial=-1))) + 1
        self.zones = _fixed(_zone_nodes(zones, named if nodes is None else nodes))
        named = max(named, int(self.zones.max(initial=-1)) + 1)
        self.nodes = named if nodes is None else int(nodes)
        if self.nodes < named:
            raise TwinError(f"nodes: {self.nodes} are too few, the links and zones name node {named - 1}")
        if not 0 <= first_through <= self.nodes:
            raise TwinError(f"first_through: node {first_through} is not allowed, it must be between 0 and {self.nodes}")
        self.first_through = int(first_through)

    def __len__(self) -> int:
        return len(self.tail)

    def __repr__(self) -> str:
        return f"Network({self.nodes} nodes, {len(self)} links of which {int(self.closed.sum())} closed, {len(self.zones)} zones)"

    def replace(
        self,
        free_time: ArrayLike | None = None,
        capacity: ArrayLike | None = None,
        closed: ArrayLike | None = None,
        fixed_cost: ArrayLike | None = None,
    ) -> "Network":
        """The same links with other values; what is not given stays, such as the links closed by `closed` (not by a capacity of 0)."""
        return Network(
            self.tail,
            self.head,
            self.free_time if free_time is None else free_time,
            self.capacity if capacity is None else capacity,
            self.alpha,
            self.beta,
            self.zones,
            self.first_through,
            self.fixed_cost if fixed_cost is None else fixed_cost,
            self._barred if closed is None else closed,
            self.nodes,
        )


class Costs:
    """Time, its slope and its integral on chosen links of a network, from coefficients prepared once.

    t = base + k (v / c)^beta with base = t0 + f and k = t0 alpha, except that beta = 0 is a constant: base = t0 (1 + alpha) + f.
    Closed links take part with k = 0: nothing is ever sent over them.
    """

    def __init__(self, network: Network, links: Ints | slice = slice(None)) -> None:
        flat = (network.beta == 0) | network.closed | np.isinf(network.capacity)
        k = network.free_time * network.alpha
        self.base = (network.free_time + network.fixed_cost + np.where((network.beta == 0) & ~network.closed, k, 0.0))[links]
        self.k = np.where(flat, 0.0, k)[links]
        self.capacity = np.where(flat, 1.0, network.capacity)[links]
        self.beta = np.where(flat, 1.0, network.beta)[links]
        self.slope_factor = self.k * self.beta / self.capacity
        self.quartic = bool(np.all((self.beta == 4) | (self.k == 0)))

    def on(self, links: Ints) -> "Costs":
        """The same for a few of these links."""
        few = object.__new__(Costs)
        for name in ("base", "k", "capacity", "beta", "slope_factor"):
            setattr(few, name, getattr(self, name)[links])
        few.quartic = self.quartic
        return few

    def _lower_power(self, x: Array) -> Array:
        """x^(beta - 1); the usual beta = 4 by multiplication, many times faster than a power."""
        return x * x * x if self.quartic else x ** (self.beta - 1)

    def time(self, flow: Array) -> Array:
        x = flow / self.capacity
        return self.base + self.k * x * self._lower_power(x)

    def time_and_slope(self, flow: Array) -> tuple[Array, Array]:
        x = flow / self.capacity
        power = self._lower_power(x)
        return self.base + self.k * x * power, self.slope_factor * power

    def integral(self, flow: Array) -> Array:
        """The area under the time curve from 0 to `flow`, Beckmann's term of each link."""
        x = flow / self.capacity
        area: Array = flow * (self.base + self.k * x * self._lower_power(x) / (self.beta + 1))
        return area


def _fixed(array: Any) -> Any:
    array = np.array(array)
    array.flags.writeable = False
    return array


def _whole(name: str, value: ArrayLike, length: int | None = None) -> Ints:
    array = numeric(name, value, 0)
    if array.ndim != 1 or (length is not None and len(array) != length):
        raise TwinError(f"{name}: a list of {'' if length is None else f'{length} '}nodes is needed, not shape {array.shape}")
    if np.any(array != np.floor(array)):
        raise TwinError(f"{name}: {array[array != np.floor(array)][0]:g} is not a node, nodes are whole numbers from 0")
    return array.astype(np.int64)


def _each(name: str, value: ArrayLike, links: int, unit: str = "") -> Array:
    array = numeric(name, value, 0, unit=unit)
    if array.shape not in ((), (links,)):
        raise TwinError(f"{name}: one number or {links} (one a link) are needed, not shape {array.shape}")
    return np.broadcast_to(array, (links,))


def _finite(name: str, value: ArrayLike, links: int) -> Array:
    array = _each(name, value, links)
    if np.any(np.isinf(array)):
        raise TwinError(f"{name}: inf is not allowed, close the link instead")
    return array


def _flags(name: str, value: ArrayLike | None, links: int) -> Mask:
    if value is None:
        return np.zeros(links, dtype=np.bool_)
    array = np.asarray(value)
    if array.dtype != np.bool_ or array.shape != (links,):
        raise TwinError(f"{name}: {links} values True or False are needed, not {array.dtype} of shape {array.shape}")
    return array


def _zone_nodes(zones: ArrayLike | None, nodes: int) -> Ints:
    if zones is None:
        return np.arange(nodes)
    array = numeric("zones", zones, 0)
    if array.ndim == 0:
        return _whole("zones", np.arange(float(array)) if array == np.floor(array) else array[None])
    return _whole("zones", array)
