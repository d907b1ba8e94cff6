"""Water: what runs off when the design storm falls."""

import numpy as np

from twin.city import City
from twin.covers import BY_KEY, GROUND, curve_numbers
from twin.land import YARD_SEALED, ground
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.models.runoff import curve_number_runoff
from twin.parameter import Coefficients, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working


@metric(
    "runoff",
    unit="m³",
    better="less",
    label=Words("Runoff from the design storm", "Ruissellement de la pluie de projet"),
    caveat=Words(
        "One storm, by its depth alone: leaves out its intensity, slopes, sewers, run-on from neighbours (a rain garden counts only the "
        "rain that falls on it), what tree crowns hold back, and soil packed by building works.",
        "Une seule pluie, par sa hauteur : ne compte ni l'intensité, ni les pentes, ni les réseaux, ni l'eau venue d'à côté (un jardin de "
        "pluie ne compte que la pluie qu'il reçoit), ni ce que retiennent les houppiers, ni les sols tassés par les chantiers.",
    ),
    sources=("neh630", "tr55"),
    weather=("rain",),
    digits=0,
)
def runoff(
    city: City,
    *,
    curve_number: Coefficients = curve_numbers(),
    initial_abstraction: float = default(curve_number_runoff, "initial_abstraction"),
    yard_sealed: Coefficients = YARD_SEALED,
) -> Measure:
    """Runoff of the design storm [m³]: each cover of each cell runs off by its own curve number (distributed, not averaged).

    Q_cell = Σ f_i Q(P, CN_i) [mm]; volume = Σ Q_cell × cell area / 1000. Averaging the curve number first would understate it
    (Q is convex in CN): 3.5 instead of 10.6 mm for a lawn with 30 % paving under 40 mm.
    """
    land, rain = city.land, float(city.climate.rain)
    numbers = np.array([curve_number[f"{key}.{land.soil}"] for key in GROUND], dtype=float)
    depths = curve_number_runoff(rain, numbers, initial_abstraction)
    shares = ground(land, yard_sealed)
    per_cell = np.tensordot(depths, shares, axes=1)
    volume = float(per_cell.sum()) * land.grid.cell_area / 1000

    def working() -> Working:
        row, col = telling_cell(shares)
        lines: list[Line] = [
            Given("P", rain, "mm", Words("rain of the storm", "hauteur de pluie"), "rain"),
            Given(
                "lam",
                float(initial_abstraction),
                "1",
                Words("initial abstraction ratio", "taux d'abstraction initiale"),
                "initial_abstraction",
            ),
            Heading(Words(f"One cell: row {row}, column {col}", f"Une maille : ligne {row}, colonne {col}")),
        ]
        terms = []
        for i in np.flatnonzero(shares[:, row, col] > 1e-9):
            name, label = GROUND[i], BY_KEY[GROUND[i]].label
            lines += [
                Given(f"f_{name}", float(shares[i, row, col]), "1", Words(f"share of {label}".lower(), f"part de {label.fr}".lower())),
                Given(f"CN_{name}", float(numbers[i]), "1", Words("curve number", "numéro de courbe"), f"curve_number.{name}.{land.soil}"),
                Step(f"S_{name}", f"25400 / CN_{name} - 254", "mm", Words("retention", "rétention")),
                Step(
                    f"Q_{name}",
                    f"(P - lam * S_{name}) ** 2 / (P + (1 - lam) * S_{name}) if P > lam * S_{name} else 0",
                    "mm",
                    Words("runoff", "ruissellement"),
                ),
            ]
            terms.append(f"f_{name} * Q_{name}")
        lines += [
            Step("Q_cell", " + ".join(terms), "mm", Words("runoff of this cell", "ruissellement de cette maille")),
            Heading(Words("The whole map", "Toute la carte")),
            Given("Q_mean", float(per_cell.mean()), "mm", Words("mean of all cells, each worked like this one", "moyenne des mailles")),
            Given("A", land.grid.area, "m²", Words("area of the map", "surface de la carte")),
            Step("runoff", "Q_mean * A / 1000", "m³", Words("runoff from the whole map", "ruissellement total")),
        ]
        return Working(tuple(lines), {"Q_cell": float(per_cell[row, col]), "runoff": volume})

    return Measure(volume, working, per_cell, "mm")
