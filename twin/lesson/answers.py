"""The questions of the worksheet, and the answers of the key: each with the command that prints it."""

import shlex
from dataclasses import dataclass

from twin.challenge.telling import score_line
from twin.lesson.material import CHALLENGE, PLANS, READ, STORM, Material
from twin.metrics import METRICS
from twin.words import Words, figures, number, unit_name
from twin.working import FIGURES


@dataclass(frozen=True)
class Answer:
    """One question.

    question  as the worksheet asks it
    value     the answer; it stands word for word in what the command prints
    unit      after the value, where it is a number
    command   what to type after `twin`, inside the folder of the lesson
    """

    question: str
    value: str
    unit: str
    command: tuple[str, ...]

    @property
    def typed(self) -> str:
        """The command as it is typed into a terminal."""
        return shlex.join(["twin", *self.command])


TODAY = Words("{label}, today", "{label}, aujourd'hui")
AFTER = Words("{label}, {plan}", "{label}, {plan}")
WORKED = {
    ("runoff", "Q_cell"): Words("Runoff of the one cell", "Ruissellement de la maille"),
    ("air_warming", "CC"): Words("Cooling capacity of the one cell", "Pouvoir rafraîchissant de la maille"),
    ("air_warming", "rise_cell"): Words("Warming of the one cell", "Réchauffement de la maille"),
}
UNITS = {"Q_cell": "mm", "CC": "", "rise_cell": "K"}
STORMY = Words("Runoff under {rain} mm of rain, {plan}", "Ruissellement sous {rain} mm de pluie, {plan}")
RANKED = Words("Which plan wins, and does it keep the budget?", "Quel projet gagne, et tient-il le budget ?")


def explain(material: Material, metric: str) -> tuple[str, ...]:
    """The command that prints a receipt of today."""
    return ("explain", metric, material.typed, *_lang(material))


def one_cell(material: Material) -> list[Answer]:
    """What is worked by hand first."""
    return [
        Answer(
            question.to(material.lang),
            figures(material.worked(metric, symbol), material.lang, FIGURES),
            UNITS[symbol],
            explain(material, metric),
        )
        for (metric, symbol), question in WORKED.items()
    ]


def whole_town(material: Material) -> list[Answer]:
    """Both plans: the numbers before and after."""
    lang, found = material.lang, []
    keys = tuple(part for key in READ for part in ("--metric", key))
    command = ("compare", material.typed, *PLANS, *keys, *_lang(material))
    for key in READ:
        metric = METRICS[key]
        unit = unit_name(metric.unit, lang)
        if key != "cost":
            before = number(material.comparison.before[key].value, metric.digits, lang)
            found.append(Answer(TODAY.to(lang).format(label=metric.label(lang)), before, unit, command))
        for i, plan in enumerate(material.plans):
            after = number(material.comparison.after[i][key].value, metric.digits, lang)
            found.append(Answer(AFTER.to(lang).format(label=metric.label(lang), plan=plan.title(lang)), after, unit, command))
    return found


def stormy(material: Material) -> list[Answer]:
    """The event card that can be computed."""
    lang, metric = material.lang, METRICS["runoff"]
    command = ("compare", material.typed, *PLANS, "--metric", "runoff", "--assume", f"rain={STORM:g}", *_lang(material))
    return [
        Answer(
            STORMY.to(lang).format(rain=f"{STORM:g}", plan=plan.title(lang)),
            number(material.storm.after[i]["runoff"].value, metric.digits, lang), unit_name(metric.unit, lang), command,
        )
        for i, plan in enumerate(material.plans)
    ]  # fmt: skip


def ranking(material: Material) -> list[Answer]:
    """How the challenge ranks the two."""
    lang, scores = material.lang, material.scores
    command = ("challenge", "score", CHALLENGE, *PLANS, *_lang(material))
    return [Answer(RANKED.to(lang), score_line(scores, score, lang), "", command) for score in scores.scores]


def _lang(material: Material) -> tuple[str, ...]:
    return () if material.lang == "en" else ("--lang", material.lang)
