"""The cards: actions with what they cost and which coefficients they change, roles, events."""

from collections.abc import Iterable

from twin.challenge.cards import CARDS, Card
from twin.challenge.codes import made
from twin.challenge.sheet import sheet
from twin.covers import BY_KEY
from twin.errors import TwinError
from twin.interventions.base import total
from twin.interventions.prices import PRICES
from twin.lesson.material import Material
from twin.lesson.people import EVENTS, ROLES
from twin.metrics import METRICS
from twin.parameter import Parameter
from twin.report.markup import bullets, esc, paragraphs, tag
from twin.sources import SOURCES
from twin.words import Words, figures, number, unit_name
from twin.works import Work

TITLE = Words("Cards: {city}", "Cartes : {city}")
ACTIONS, PEOPLE, HAPPENS = (
    Words("Action cards", "Cartes action"),
    Words("Role cards", "Cartes rôle"),
    Words("Event cards", "Cartes événement"),
)
PRICE = Words("Price, {name}: {what}", "Prix, {name} : {what}")
HERE = Words("In {cell}: {cost} € ({low} … {high} €)", "En {cell} : {cost} € ({low} … {high} €)")
NOT_HERE = Words("Cannot lie on {cell}.", "Ne peut être posée en {cell}.")
UNVERIFIED = Words("unverified", "non vérifié")
GROUND = {"M": "meadow", "R": "rain_garden", "P": "permeable_paving", "L": "light_paving", "G": "green_roof", "C": "cool_roof"}
NAMES = {
    "curve_number": Words("curve number", "numéro de courbe"),
    "albedo": Words("albedo", "albédo"),
    "crop_coefficient": Words("crop coefficient", "coefficient cultural"),
}
OF = Words("Coefficients of {cover}: ", "Coefficients, {cover} : ")
READS = Words("Reads first: {label}", "Lit d'abord : {label}")
SOURCE = Words("Sources", "Sources")


def cards_page(material: Material) -> str:
    """All cards, to cut out, and the sources of their numbers."""
    lang = material.lang
    actions = "".join(_action(material, card) for card in CARDS.values())
    people = "".join(
        _card(role.name.to(lang), [role.wants.to(lang), READS.to(lang).format(label=METRICS[role.metric].label(lang))]) for role in ROLES
    )
    events = "".join(_card(event.name.to(lang), [event.what.to(lang), event.do.to(lang)]) for event in EVENTS)
    used = sorted({p.source for card in CARDS.values() for _, p in (*_prices(material, card), *_coefficients(material, card))})
    parts = [
        tag("h2", esc(name.to(lang))) + tag("div", inside, {"class": "cards"})
        for name, inside in ((ACTIONS, actions), (PEOPLE, people), (HAPPENS, events))
    ]
    parts.append(tag("h2", esc(SOURCE.to(lang))) + bullets((esc(f"{key}: {SOURCES[key]}") for key in used), "small"))
    return sheet(TITLE.to(lang).format(city=material.city.name), "".join(parts), lang)


def _card(name: str, texts: Iterable[str], letter: str = "", small: Iterable[str] = ()) -> str:
    mark = tag("span", esc(letter), {"class": "letter"}) if letter else ""
    return tag("div", mark + tag("h3", esc(name)) + paragraphs(texts) + paragraphs(small, "small"), {"class": "card"})


def _action(material: Material, card: Card) -> str:
    lang = material.lang
    small = [PRICE.to(lang).format(name=name.to(lang), what=_told(p, lang)) for name, p in _prices(material, card)]
    found = [f"{NAMES[name].to(lang)} {_told(p, lang)}" for name, p in _coefficients(material, card)]
    if found:
        small.append(OF.to(lang).format(cover=BY_KEY[GROUND[card.letter]].label.to(lang).lower()) + "; ".join(found))
    return _card(card.label.to(lang), [card.what.to(lang), _cost(material, card)], card.letter, small)


def _works(material: Material, card: Card) -> tuple[Work, ...]:
    """What the card does where the two plans of the lesson work; nothing where it cannot lie."""
    try:
        return made(material.city, material.cell, card.letter).works(material.city)
    except TwinError:
        return ()


def _cost(material: Material, card: Card) -> str:
    lang, cell = material.lang, material.cell
    works = [work for work in _works(material, card) if work.did]
    if not works:
        return NOT_HERE.to(lang).format(cell=cell)
    cost = total(cost for work in works for cost in work.costs)
    value, low, high = (number(v, 0, lang) for v in (cost.value, cost.low, cost.high))
    return HERE.to(lang).format(cell=cell, cost=value, low=low, high=high)


def _prices(material: Material, card: Card) -> list[tuple[Words, Parameter]]:
    """The unit prices it is paid by, as its works there name them; else those of the price table."""
    paid = {str(cost.what): (cost.what, cost.price) for work in _works(material, card) for cost in work.costs}
    return list(paid.values()) or [(card.label, PRICES[key]) for key in card.prices]


def _coefficients(material: Material, card: Card) -> list[tuple[str, Parameter]]:
    """The coefficients of the ground that a card lays, of those that the lesson works with."""
    if card.letter not in GROUND:
        return []
    known = BY_KEY[GROUND[card.letter]].coefficients
    keys = {"curve_number": f"curve_number.{material.city.land.soil}", "albedo": "albedo", "crop_coefficient": "crop_coefficient"}
    return [(name, known[key]) for name, key in keys.items() if key in known]


def _told(p: Parameter, lang: str) -> str:
    """ "55 €/m² (25 … 110), twin, market range [unverified]"."""
    badge = "" if p.verified else f" [{UNVERIFIED.to(lang)}]"
    page = f", {p.page}" if p.page else ""
    value, low, high = (figures(v, lang) for v in (p.value, p.low, p.high))
    return f"{value} {unit_name(p.unit, lang)}".rstrip() + f" ({low} … {high}), {p.source}{page}{badge}"
