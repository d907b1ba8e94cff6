"""The part of `twin info` on heating: what the buildings need by period, what heats them, and what it comes to in a year."""

from collections.abc import Iterator

import numpy as np

from twin.city import City
from twin.cli.tables import colon
from twin.materials import SYSTEMS
from twin.stock.coefficients import PERIODS, period_of
from twin.stock.energy import Energy, energy
from twin.stock.years import weather_of
from twin.words import Words, number

LEAST = 0.005  # share of the floor below which a heating system is not listed
TITLE = Words("Heating (modelled, not measured)", "Chauffage (modélisé, non mesuré)")
NONE = Words("no heated building on this map", "aucun bâtiment chauffé sur cette carte")
FLOOR = Words(
    "{floor} m² heated in {count} buildings, as built at their time; weather of {place}",
    "{floor} m² chauffés dans {count} bâtiments, tels que construits ; météo de {place}",
)
TOTALS = Words(
    "a year: {need} GWh of heat needed, {final} GWh bought, {carbon} t CO2e, {bill} M€",
    "par an : {need} GWh de chaleur, {final} GWh achetés, {carbon} t CO2e, {bill} M€",
)
PERIOD = Words("heat needed by m² and year: {mean} kWh in all; by period", "chaleur par m² et an : {mean} kWh en tout ; par période")
MIX = Words("heated by (assumed from kind and era)", "chauffés par (supposé selon type et époque)")
SUMMER = Words(
    "too hot in summer: {hours} °C·h above 26 to 28 °C by m², windows open on warm nights",
    "trop chaud en été : {hours} °C·h au-dessus de 26 à 28 °C par m², fenêtres ouvertes la nuit",
)
BESIDE = 5  # periods in one line


def energy_lines(city: City, lang: str) -> Iterator[str]:
    """A few lines: totals, need by period, mix of systems, summer. Costs a simulation of the stock, remembered."""
    yield TITLE.to(lang)
    now = energy(city)
    if now.total_floor <= 0:
        yield f"  {NONE.to(lang)}"
        return
    mean, hours = number(now.mean_need(), 0, lang), number(now.mean_overheating(), 0, lang)
    floor, count = number(now.total_floor, 0, lang), number(int(now.inside.sum()), 0, lang)
    yield "  " + FLOOR.to(lang).format(floor=floor, count=count, place=_weather(city).to(lang))
    yield "  " + TOTALS.to(lang).format(
        need=number(now.total_need / 1e6, 1, lang),
        final=number(now.total_final / 1e6, 1, lang),
        carbon=number(now.total_carbon / 1e3, 0, lang),
        bill=number(now.total_bill / 1e6, 1, lang),
    )
    yield f"  {colon(Words(*(t.format(mean=mean) for t in (PERIOD, PERIOD.fr))), lang)}"
    yield from _listed(_periods(city, now, lang))
    yield f"  {colon(MIX, lang)}"
    yield from _listed(_systems(now, lang))
    yield "  " + SUMMER.to(lang).format(hours=hours)


def _weather(city: City) -> Words:
    """Where the weather is of, and that it is made up where no file was given."""
    place = weather_of(city).place
    return Words(place, place) if city.weather else Words(f"{place}, made from normals", f"{place}, tirée des normales")


def _listed(items: list[str]) -> Iterator[str]:
    for start in range(0, len(items), BESIDE):
        yield "    " + " · ".join(items[start : start + BESIDE])


def _periods(city: City, now: Energy, lang: str) -> list[str]:
    period = period_of(city.buildings.year)
    return [
        f"{p.labels.to(lang)} {number(now.mean_need(period == i), 0, lang)}"
        for i, p in enumerate(PERIODS)
        if (now.inside & (period == i)).any()
    ]


def _systems(now: Energy, lang: str) -> list[str]:
    share = now.mix[:, now.inside] @ now.floor[now.inside] / now.total_floor
    chosen = [i for i in np.argsort(-share, kind="stable") if share[i] >= LEAST]
    labels = [row.labels.to(lang).lower() for row in SYSTEMS.values()]
    return [f"{labels[i]} {number(100 * float(share[i]), 0, lang)} %" for i in chosen]
