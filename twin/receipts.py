"""The receipt: a number opened into a chain that a pupil can redo by hand."""

from dataclasses import dataclass
from textwrap import wrap

from twin.about import about_in_both
from twin.evaluation import Reading
from twin.parameter import Parameter
from twin.sources import SOURCES
from twin.tags.assemble import THIS_YEAR
from twin.words import Words, checked, digits_for, number, unit_name
from twin.working import FIGURES, Given, Heading, Step

WIDE = 96
MOST_ROWS = 24  # parameters listed before the receipt points to `twin list`
TITLES = {
    "value": Words("Value: ", "Valeur : "),
    "less": Words("less is better", "à réduire"),
    "more": Words("more is better", "à augmenter"),
    "working": Words("Working", "Calcul"),
    "coefficients": Words("Coefficients: best guess (plausible range), source", "Coefficients : valeur (plage plausible), source"),
    "assumed": Words("changed by an assumption", "changé par une hypothèse"),
    "unverified": Words("unverified", "non vérifié"),
    "more_rows": Words("more in `twin list parameters`", "autres dans `twin list parameters`"),
    "left_out": Words("Left out", "Ce qui n'est pas compté"),
    "sources": Words("Sources", "Sources"),
    "year": Words("Year: {year}, the map shows {mapped}", "Année\u00a0: {year}, la carte montre {mapped}"),
    "range": Words("Range: {range} in 90 of 100 draws", "Plage\u00a0: {range} dans 90 tirages sur 100"),
    "change": Words("Difference: {best} ({range}), {sure}, {draws} draws", "Différence\u00a0: {best} ({range}), {sure}, {draws} tirages"),
    "drivers": Words("Hangs most on: {names} (weight by rank)", "Tient surtout à\u00a0: {names} (poids par rang)"),
}


@dataclass(frozen=True)
class Change:
    """What draws of the uncertain parameters say of a difference.

    best, low, high   at the best guess, and 5 to 95 % of the draws
    sure      how sure its sign is, in words
    drivers   the parameters it hangs on most, with their weights
    draws     how many
    """

    best: float
    low: float
    high: float
    sure: Words
    drivers: tuple[tuple[str, float], ...]
    draws: int


@dataclass(frozen=True, eq=False)
class Receipt:
    """How one reading came about: `text(lang)`, also printed by `print(receipt)`.

    reading   the number
    place     of which city, after which plan
    assume    parameters that were given other values
    year      that the city shows
    extent    5 to 95 % of the draws of the number, when there are draws
    change    against the city before, when there are draws and a plan
    """

    reading: Reading
    place: str
    assume: dict[str, float]
    year: int = THIS_YEAR
    extent: tuple[float, float] | None = None
    change: Change | None = None

    def text(self, lang: str = "en") -> str:
        metric, lang = self.reading.metric, checked(lang)
        head = f"{metric.label(lang)} ({metric.key}), {TITLES[metric.better].to(lang)}"
        parts = [head, "=" * len(head), self.place]
        if self.year != THIS_YEAR:
            parts.append(TITLES["year"].to(lang).format(year=self.year, mapped=THIS_YEAR))
        parts += [f"{TITLES['value'].to(lang)}{self.reading.text(lang)}", *self._drawn(lang), ""]
        parts += [TITLES["working"].to(lang), *self._working(lang), ""]
        listed = self._coefficients(lang)
        if listed:
            parts += [TITLES["coefficients"].to(lang), *listed, ""]
        parts += [TITLES["left_out"].to(lang), *(f"  {line}" for line in wrap(metric.caveat.to(lang), WIDE)), ""]
        keys = sorted(set(metric.sources) | {p.source for p in self._shown().values()})
        parts += [TITLES["sources"].to(lang)]
        parts += ["\n".join(wrap(f"  {key}: {SOURCES[key]}", WIDE, subsequent_indent="    ")) for key in keys]
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.text()

    def _drawn(self, lang: str) -> list[str]:
        """What the draws say of the number, and of its difference."""
        metric, said = self.reading.metric, []
        unit = unit_name(self.reading.unit, lang)
        if self.extent is not None:
            low, high = (number(v, metric.digits, lang) for v in self.extent)
            said.append(TITLES["range"].to(lang).format(range=f"{low} … {high} {unit}".rstrip()))
        if self.change is not None:
            change, digits = self.change, max(metric.digits, digits_for(self.change.best, 2))
            best, low, high = (number(v, digits, lang, sign=True) for v in (change.best, change.low, change.high))
            told = {"best": best, "range": f"{low} … {high} {unit}".rstrip(), "sure": change.sure.to(lang), "draws": change.draws}
            said.append(TITLES["change"].to(lang).format(**told))
            names = ", ".join(f"{name} {number(weight, 2, lang, sign=True)}" for name, weight in change.drivers)
            said += [TITLES["drivers"].to(lang).format(names=names)] if names else []
        return said

    def _working(self, lang: str) -> list[str]:
        """One line for each given and step; a step prints its formula and the value that formula gives."""
        values = self.reading.working.values()
        lines = []
        for line in self.reading.working.lines:
            if isinstance(line, Heading):
                lines.append(f"  -- {line.text.to(lang)}")
                continue
            value = f"{_plain(values[line.symbol], lang, FIGURES)} {unit_name(line.unit, lang)}".rstrip()
            text = f"  {line.symbol} = {line.formula} = {value}" if isinstance(line, Step) else f"  {line.symbol} = {value}"
            lines.append(f"{text:<48}  # {line.meaning.to(lang)}")
        return lines

    def _shown(self) -> dict[str, Parameter]:
        """The parameters to list: all of a short list; of a long one the single ones, the assumed ones and those the working names."""
        every = self.reading.metric.parameters
        if len(every) <= MOST_ROWS:
            return every
        named = {line.parameter for line in self.reading.working.lines if isinstance(line, Given)}
        return {name: p for name, p in every.items() if "." not in name or name in self.assume or name in named}

    def _coefficients(self, lang: str) -> list[str]:
        shown = self._shown()
        rows = [_row(name, p, self.assume.get(name), lang) for name, p in shown.items()]
        hidden = len(self.reading.metric.parameters) - len(shown)
        return rows + ([f"  … {hidden} {TITLES['more_rows'].to(lang)}"] if hidden else [])


def _row(name: str, p: Parameter, assumed: float | None, lang: str) -> str:
    unit = f" {unit_name(p.unit, lang)}".rstrip()
    spread = "" if p.exact else f" ({_plain(p.low, lang)} … {_plain(p.high, lang)})"
    value = p.value if assumed is None else assumed
    changed = "" if assumed is None else f" [{TITLES['assumed'].to(lang)}]"
    badge = "" if p.verified else f" [{TITLES['unverified'].to(lang)}]"
    page = f", {p.page}" if p.page else ""
    return f"  {name} = {_plain(value, lang)}{unit}{spread}{changed}  {p.source}{page}{badge}  # {about_in_both(p.about).to(lang)}"


def _plain(value: float, lang: str, most: int = 6) -> str:
    """A number without thousands, so that it can be copied into a calculator; in French with a comma."""
    text = f"{value:.{most}g}"
    return text.replace(".", ",") if lang == "fr" else text
