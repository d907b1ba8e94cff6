"""Check: one number or table of ours beside somebody else's, with how near they must be, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.words import Words

Array = NDArray[np.float64]
Kind = Literal["published", "engine", "by hand", "property"]
KINDS: dict[Kind, Words] = {
    "published": Words("from publications", "de publications"),
    "engine": Words("by other programs", "par d'autres programmes"),
    "by hand": Words("by hand", "à la main"),
    "property": Words("by principle", "par principe"),
}
DOMAINS = {
    "water": Words("Water", "Eau"),
    "heat": Words("Heat and comfort", "Chaleur et confort"),
    "nature": Words("Nature", "Nature"),
    "land": Words("Land", "Sols"),
    "trees": Words("Trees", "Arbres"),
    "traffic": Words("Traffic", "Trafic"),
    "cycling": Words("Cycling and health", "Vélo et santé"),
    "air_and_noise": Words("Air and noise", "Air et bruit"),
    "buildings": Words("Buildings and sun", "Bâtiments et soleil"),
    "climate": Words("Climate and money through the years", "Climat et valeurs au fil des ans"),
}


@dataclass(frozen=True, eq=False)
class Within:
    """How far ours may be from theirs: `absolute` + `relative` × |theirs|; with neither they must be equal.

    why       where this room comes from: the digits that are printed, the precision of the other program, …
    absolute  in the unit of the check; one number, or one for each value
    """

    why: Words
    absolute: ArrayLike = 0.0
    relative: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether both must be equal."""
        return not self.relative and not np.any(self.absolute)

    def allowed(self, theirs: Array) -> Array:
        """The room at each of their values; one part in 10¹² on top, for the last bits of the arithmetic."""
        room = np.asarray(self.absolute, dtype=np.float64) + (self.relative + 1e-12) * np.abs(theirs)
        return np.broadcast_to(room, theirs.shape)


@dataclass(frozen=True, eq=False)
class Check:
    """One comparison that the package can make again at any time.

    domain  a key of `DOMAINS`
    key     a name of its own
    model   what is checked: a function or table, by its dotted name inside the package
    what    in a few words
    ours    called for our number or numbers
    theirs  the number or numbers to be found, or a function that reads them from a file of this package
    within  how near, and why
    unit    of both
    kind    published (a table or worked value), engine (computed by another program), by hand, or property (must hold whatever the numbers)
    source  where theirs come from: a key of SOURCES
    page    where inside it, and which version
    metric  the metric that rests on it most; "" when none does
    """

    domain: str
    key: str
    model: str
    what: Words
    ours: Callable[[], ArrayLike]
    theirs: ArrayLike | Callable[[], ArrayLike]
    within: Within
    unit: str
    kind: Kind
    source: str
    page: str
    metric: str = ""

    def reference(self) -> Array:
        """Their numbers, in one row."""
        return _row(self.theirs() if callable(self.theirs) else self.theirs)

    def found(self) -> Array:
        """Our numbers, in one row."""
        return _row(self.ours())


def _row(numbers: ArrayLike) -> Array:
    return np.atleast_1d(np.asarray(numbers, dtype=np.float64)).ravel()


# Reasons that many checks share.
LAST_FIGURE = Words("half of the last printed figure", "la moitié du dernier chiffre imprimé")
ROUNDED_TWICE = Words(
    "half of the last printed figure, and a little for rounded inputs",
    "la moitié du dernier chiffre imprimé, et un peu pour des données arrondies",
)
SINGLE = Words("the other program computes in single precision", "l'autre programme calcule en simple précision")
EXACT = Words("must be equal", "doit être égal")
SOLVED = Words("the solver stops at a relative gap of 1e-10", "le calcul s'arrête à un écart relatif de 1e-10")
