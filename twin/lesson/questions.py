"""The worksheet, and its answer key."""

import re
from collections.abc import Sequence

from twin.challenge.sheet import sheet
from twin.lesson.answers import Answer, explain, one_cell, ranking, stormy, whole_town
from twin.lesson.material import READ, Material
from twin.metrics import METRICS
from twin.report.markup import esc, paragraphs, tag
from twin.words import Words, figures, unit_name
from twin.working import FIGURES, Given, Heading, Step

TITLE = Words("Worksheet: {city}", "Fiche élève : {city}")
KEY = Words("Answer key: {city}", "Corrigé : {city}")
NAME = Words("Name: ", "Nom : ")
PARTS = {
    "predict": Words("1. Predict first", "1. Prédire d'abord"),
    "runoff": Words("2. One cell by hand: water", "2. Une maille à la main : l'eau"),
    "air_warming": Words("3. One cell by hand: heat", "3. Une maille à la main : la chaleur"),
    "town": Words("4. Run: the whole town", "4. Lancer : toute la ville"),
    "argue": Words("5. Argue", "5. Débattre"),
    "decide": Words("6. Decide", "6. Décider"),
}
PREDICT = Words(
    "Write + if the plan makes it better, = if nothing changes, − if it gets worse. Do not calculate yet.",
    "Écrivez + si le projet améliore, = si rien ne change, − si cela empire. Ne calculez pas encore.",
)
BY_HAND = Words(
    "One square of the map of {cell} m by {cell} m. Fill in what is missing, from top to bottom.",
    "Un carré de la carte de {cell} m sur {cell} m. Complétez ce qui manque, de haut en bas.",
)
SYMBOLS = Words("Symbol|Formula|Value|Meaning", "Symbole|Formule|Valeur|Sens")
READ_OFF = Words(
    "The computer does the same for every cell. Write down what it says.", "L'ordinateur fait de même pour chaque maille. Notez."
)
QUESTIONS = (
    Words("My role, and what I want:", "Mon rôle, et ce que je veux :"),
    Words("Who loses by our plan, and what do we tell them?", "Qui perd avec notre projet, et que lui dit-on ?"),
    Words("What does the number we like best leave out?", "Que laisse de côté le chiffre que nous préférons ?"),
)
CODE = Words(
    "Our plan (cells and cards), first mandate / second mandate:", "Notre projet (cases et cartes), premier mandat / second mandat :"
)
WON = Words("Would you build the winner? Why?", "Construiriez-vous le gagnant ? Pourquoi ?")
ANSWERS = Words("Question|Answer|Command, typed in this folder", "Question|Réponse|Commande, à taper dans ce dossier")
OPEN = Words(
    "Parts 1, 5 and 6 have no right answer. Worth praise: a reason, a loser that is named, a caveat that is read aloud.",
    "Les parties 1, 5 et 6 n'ont pas de bonne réponse. À valoriser : une raison, un perdant nommé, une limite lue à voix haute.",
)
CHOICE = Words(" if ", " si "), Words(", else ", ", sinon ")
LINE = '<div class="line"></div>'


def worksheet(material: Material) -> str:
    """Two or three pages for each pupil."""
    lang = material.lang
    top = tag("p", esc(NAME.to(lang)) + '<span class="blank"></span>')
    parts = [top, _part("predict", lang, paragraphs([PREDICT.to(lang)]) + _predictions(material))]
    parts += [_part(metric, lang, _by_hand(material, metric, False)) for metric in ("runoff", "air_warming")]
    parts.append(_part("town", lang, paragraphs([READ_OFF.to(lang)]) + _blanks([*whole_town(material), *stormy(material)])))
    parts.append(_part("argue", lang, "".join(paragraphs([q.to(lang)]) + LINE * 2 for q in QUESTIONS)))
    parts.append(_part("decide", lang, paragraphs([CODE.to(lang)]) + LINE + paragraphs([WON.to(lang)]) + LINE * 2))
    return sheet(TITLE.to(lang).format(city=material.city.name), "".join(parts), lang)


def answer_key(material: Material) -> str:
    """Every number, and beside it the command that prints it."""
    lang = material.lang
    parts = [paragraphs([OPEN.to(lang)])]
    hand = one_cell(material)
    for metric in ("runoff", "air_warming"):
        mine = [answer for answer in hand if answer.command == explain(material, metric)]
        parts.append(_part(metric, lang, _by_hand(material, metric, True) + _table(mine, lang)))
    parts.append(_part("town", lang, _table([*whole_town(material), *stormy(material)], lang)))
    parts.append(_part("decide", lang, _table(ranking(material), lang)))
    return sheet(KEY.to(lang).format(city=material.city.name), "".join(parts), lang)


def _part(name: str, lang: str, inside: str) -> str:
    return tag("div", tag("h2", esc(PARTS[name].to(lang))) + inside)


def _predictions(material: Material) -> str:
    head = "".join(tag("th", esc(text)) for text in ("", *(plan.title(material.lang) for plan in material.plans)))
    rows = "".join(tag("tr", tag("td", esc(METRICS[key].label(material.lang))) + "<td></td><td></td>") for key in READ)
    return tag("table", tag("tr", head) + rows)


def _by_hand(material: Material, metric: str, solved: bool) -> str:
    """The working of a receipt as a table: what is given, and what is to be worked out."""
    lang, working = material.lang, material.receipt(metric).reading.working
    values = working.values()
    rows = []
    for line in working.lines:
        if isinstance(line, Heading):
            rows.append(tag("tr", tag("th", esc(line.text.to(lang)), {"colspan": "4"})))
            continue
        formula = line.formula if isinstance(line, Step) else ""
        value = figures(values[line.symbol], lang, FIGURES) if isinstance(line, Given) or solved else ""
        shown = tag("code", esc(by_hand(formula, lang))) if formula else ""
        unit = esc(unit_name(line.unit, lang))
        told = f"{esc(value)} {unit}".rstrip() if value else f'<span class="blank"></span> {unit}'.rstrip()
        symbol = tag("td", tag("code", esc(line.symbol)), {"class": "fix"})
        cells = symbol + tag("td", shown) + tag("td", told, {"class": "fix"}) + tag("td", esc(line.meaning.to(lang)))
        rows.append(tag("tr", cells))
    head = tag("tr", "".join(tag("th", esc(text), {"scope": "col"}) for text in SYMBOLS.to(lang).split("|")))
    return paragraphs([BY_HAND.to(lang).format(cell=f"{material.city.grid.cell:g}")]) + tag("table", head + "".join(rows))


def by_hand(formula: str, lang: str) -> str:
    """A formula as a pupil reads it: × for *, ² for ** 2, "a if b, else c" for the choice between two values.

    >>> by_hand("(P - S) ** 2 / (P + 0.8 * S) if P >= S else 0", "fr")
    '(P − S)² / (P + 0,8 × S) si P ≥ S, sinon 0'
    """
    text = formula.replace(", ", "; ") if lang == "fr" else formula
    text = re.sub(r" \*\* 2(?![\d.])", "²", re.sub(r" \*\* 3(?![\d.])", "³", text)).replace(" ** ", " ^ ")
    for sign, written in ((" * ", " × "), (" - ", " − "), ("(-", "(−"), (">=", "≥"), ("<=", "≤")):
        text = text.replace(sign, written)
    if lang == "fr":
        text = re.sub(r"(?<=\d)\.(?=\d)", ",", text).replace("; ", "\u202f; ")
    return text.replace(" if ", CHOICE[0].to(lang)).replace(" else ", CHOICE[1].to(lang))


def _blanks(answers: Sequence[Answer]) -> str:
    """Questions with room for a number."""
    rows = "".join(tag("tr", tag("td", esc(a.question)) + tag("td", f'<span class="blank"></span> {esc(a.unit)}')) for a in answers)
    return tag("table", rows)


def _table(answers: Sequence[Answer], lang: str) -> str:
    """Questions, answers and commands; one command for several answers is written once."""
    rows, before = [], ""
    for answer in answers:
        command = tag("code", esc(answer.typed)) if answer.typed != before else "″"
        before = answer.typed
        rows.append(
            tag("tr", tag("td", esc(answer.question)) + tag("td", esc(f"{answer.value} {answer.unit}".rstrip())) + tag("td", command))
        )
    head = tag("tr", "".join(tag("th", esc(text), {"scope": "col"}) for text in ANSWERS.to(lang).split("|")))
    return tag("table", head + "".join(rows))
