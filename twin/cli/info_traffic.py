"""The part of `twin info` on traffic: the busiest streets of the morning peak, and the model held against counts."""

from collections.abc import Iterator
from textwrap import wrap

import numpy as np

from twin.city import City
from twin.cli.tables import table
from twin.mobility.counted import HeldAgainst, held_against_counts
from twin.mobility.traffic import Traffic, traffic
from twin.words import Words, number

WIDE = 110
TITLE = Words("Traffic in the morning peak hour (a model, not counts)", "Trafic en heure de pointe du matin (un modèle, pas des comptages)")
NOBODY = Words("nobody drives: no street joins people and jobs", "personne ne roule : aucune rue ne relie habitants et emplois")
TRIPS = Words(
    "{trips} trips, {cars} cars on these streets; their trips take {times} × the time on empty streets",
    "{trips} trajets, {cars} voitures sur ces rues ; leur durée est {times} × celle des rues vides",
)
VERDICT = Words(
    "Correlation {r}, by rank {rho}; modelled / counted, median: {at_edge} on {leaving} stretches of streets that leave the map, {inside} "
    "on {others} others. What explains the misses: traffic that only passes through comes from an assumption by class of street at the "
    "map's edge, and a through road that the file cuts off before the edge gets none; local streets carry what the nearest junction of "
    "each block of homes gives them; years differ. {doubled} stretches counted one way were doubled, {unplaced} counts lie on no street "
    "of the map.",
    "Corrélation {r}, par rang {rho} ; modélisé / compté, médiane : {at_edge} sur {leaving} tronçons de rues qui sortent de la carte, "
    "{inside} sur {others} autres. Ce qui explique les écarts : le trafic de passage vient d'une hypothèse par classe de rue au bord de la "
    "carte, et une route de transit que le fichier coupe avant le bord n'en reçoit pas ; les rues locales portent ce que leur donne le "
    "carrefour le plus proche de chaque îlot ; les années diffèrent. {doubled} tronçons comptés dans un sens ont été doublés, {unplaced} "
    "comptages ne sont sur aucune rue de la carte.",
)
BUSIEST, COUNTED = 5, 8  # streets listed


def traffic_lines(city: City, lang: str) -> Iterator[str]:
    """A few lines: how many trips, the busiest streets, modelled against counted."""
    yield TITLE.to(lang)
    now = traffic(city)
    if now.cars.assigned <= 0:
        yield f"  {NOBODY.to(lang)}"
        return
    slower = now.cars.total_time / float(now.cars.flow @ now.roads.free_time)
    trips, cars = number(now.demand.total, 0, lang), number(now.cars.assigned, 0, lang)
    yield "  " + TRIPS.to(lang).format(trips=trips, cars=cars, times=number(slower, 2, lang))
    yield from _busiest(city, now, lang)
    held = held_against_counts(city, now)
    if held is not None and len(held):
        yield from _held(city, held, lang)


def _busiest(city: City, now: Traffic, lang: str) -> list[str]:
    """The busiest stretch of each of the busiest streets."""
    rows: dict[str, int] = {}
    for row in np.argsort(-now.flow, kind="stable"):
        if now.flow[row] <= 0 or len(rows) == BUSIEST:
            break
        rows.setdefault(str(city.streets.names[row]) or f"{city.streets.kinds[row]} {city.streets.ids[row]}", int(row))
    per_hour, per_day = Words("cars in the hour", "voitures dans l'heure").to(lang), Words("a day", "par jour").to(lang)
    return table(
        [
            (name, f"{number(now.flow[row], 0, lang)} {per_hour}", f"{number(now.daily[row], 0, lang)} {per_day}")
            for name, row in rows.items()
        ],
        right=(1, 2),
    )


def _held(city: City, held: HeldAgainst, lang: str) -> Iterator[str]:
    yield Words(
        f"  Counted on {len(held)} stretches, vehicles a day in both directions:",
        f"  Compté sur {len(held)} tronçons, véhicules par jour, deux sens :",
    ).to(lang)
    counted, modelled = Words("counted", "comptés").to(lang), Words("modelled", "modélisés").to(lang)
    rows = []
    for i in range(min(COUNTED, len(held))):
        name = str(city.streets.names[held.row[i]]) or str(city.streets.kinds[held.row[i]])
        year = f"({held.year[i]})" if held.year[i] else ""
        rows.append((name, f"{number(held.counted[i], 0, lang)} {counted}", year, f"{number(held.modelled[i], 0, lang)} {modelled}"))
    yield from table(rows, right=(1, 3), indent="    ")
    yield from wrap(_verdict(held, lang), WIDE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _verdict(held: HeldAgainst, lang: str) -> str:
    """How well they agree, and what explains the misses."""

    def middle(which: np.ndarray) -> str:
        return number(float(np.median(held.ratio[which])), 2, lang) if which.any() else Words("none", "aucun").to(lang)

    return VERDICT.to(lang).format(
        r=number(held.correlation, 2, lang), rho=number(held.rank_correlation, 2, lang), leaving=int(held.leaves.sum()),
        at_edge=middle(held.leaves), others=int((~held.leaves).sum()), inside=middle(~held.leaves), doubled=int(held.doubled.sum()),
        unplaced=held.unplaced,
    )  # fmt: skip
