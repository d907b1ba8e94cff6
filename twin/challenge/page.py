"""The scores of a challenge on one page."""

from typing import TYPE_CHECKING

from twin.challenge.scoring import RULE
from twin.challenge.sheet import grid, sheet
from twin.challenge.telling import TITLE, plan_lines, score_line, search_lines
from twin.report.markup import bullets, esc, paragraphs, tag
from twin.words import Language, Words, number

if TYPE_CHECKING:
    from twin.challenge.scoring import Scores

HEAD = Words("Rank|Plan|Targets met|Distance|Cost [€]|Rules kept", "Rang|Projet|Objectifs atteints|Distance|Coût [€]|Règles respectées")
YES, NO = Words("yes", "oui"), Words("no", "non")
SEARCH = Words("What the same money could buy", "Ce que le même argent pourrait acheter")


def score_page(scores: "Scores", lang: Language) -> str:
    """The ranking as a table, then each plan with its targets and losers, then the search."""
    challenge = scores.challenge
    name = challenge.name.to(lang) if isinstance(challenge.name, Words) else challenge.name
    title = TITLE.to(lang).format(name=name, city=scores.city.name, budget=number(challenge.budget, 0, lang))
    rows = [
        (
            str(s.rank), s.plan.title(lang), f"{s.met} / {len(s.reached)}", number(s.distance, 2, lang), number(s.cost, 0, lang),
            (YES if s.keeps_rules else NO).to(lang),
        )
        for s in scores.scores
    ]  # fmt: skip
    parts = [grid(tuple(HEAD.to(lang).split("|")), rows, (0, 2, 3, 4)), paragraphs([RULE.to(lang)], "small")]
    for score in scores.scores:
        items = bullets(esc(text) for text in plan_lines(scores, score, lang))
        parts.append(tag("section", tag("h2", esc(score.plan.title(lang))) + paragraphs([score_line(scores, score, lang)]) + items))
    found = search_lines(scores, lang)
    if found:
        parts.append(tag("section", tag("h2", esc(SEARCH.to(lang))) + paragraphs(found)))
    if scores.city.attribution:
        parts.append(paragraphs([scores.city.attribution], "small"))
    return sheet(title, "".join(parts), lang)
