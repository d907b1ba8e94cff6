"""Checks of what cycling does to health: the WHO's assessment tool (HEAT) and the studies it rests on."""

from twin.models.health import crash_index, deaths_averted, risk_reduction
from twin.verification.check import LAST_FIGURE, Check, Within
from twin.words import Words

# Kelly et al. 2014, abstract: 10 % at 11.25 MET-hours a week, about 100 min of cycling; the cap of 45 % is met at 450 min. [min/week]
RIDDEN = {0: 0, 50: 0.05, 100: 0.10, 200: 0.20, 449: 0.449, 451: 0.45, 900: 0.45}

# Table 3 of the assessment at PMC7441747: 96 142 cyclists, 3.843 min a day, RR 0.899, mortality 126 to 211 per 100 000. Physical activity
# alone by hand: 1.65 (half the riding replaces other exercise), 4.40 (mean mortality) and 5.51 (highest). Mortality, additional, deaths.
CYCLISTS, MINUTES_A_DAY, RELATIVE_RISK = 96_142, 3.843, 0.899
ASSESSED = ((126e-5, 0.5, 1.65), (168.5e-5, 1.0, 4.40), (211e-5, 1.0, 5.51))

FIRST_VERSION = (0.28, 108 * 60 / 52, 100 * 60 / 52, 0.26)  # HEAT before 2014: reduction at its volume, volume, ridden [min/week], benefit
DOUBLED = 1.347  # 2 ** 0.43, Elvik and Bjørnskau 2017
SEPARATED = 0.5  # of the crashes of a painted lane, FHWA-HRT-23-025


def assessed(mortality: float, additional: float) -> float:
    """Deaths averted a year in the assessment."""
    fall = risk_reduction(7 * MINUTES_A_DAY, cycling_reduction=1 - RELATIVE_RISK)
    return float(deaths_averted(CYCLISTS, fall, mortality=mortality, additional=additional))


CHECKS = (
    Check(
        "cycling", "heat_volume", "models.health.risk_reduction",
        Words("Fall of mortality at 0 to 900 min of riding a week", "Baisse de mortalité à 0 à 900 min de vélo par semaine"),
        lambda: risk_reduction(list(RIDDEN)), list(RIDDEN.values()),
        Within(Words("a straight line and a cap", "une droite et un plafond"), relative=1e-6),
        "1", "published", "kelly_2014", "abstract; cap of HEAT", "health",
    ),
    Check(
        "cycling", "heat_assessment", "models.health.deaths_averted",
        Words("Deaths averted among 96 142 cyclists, three mortalities", "Décès évités chez 96 142 cyclistes, trois mortalités"),
        lambda: [assessed(mortality, additional) for mortality, additional, _ in ASSESSED],
        [deaths for *_, deaths in ASSESSED],
        Within(LAST_FIGURE, 0.005), "1/year", "by hand", "heat_2017", "inputs of the assessment at PMC7441747, table 3", "health",
    ),
    Check(
        "cycling", "heat_first_version", "models.health.risk_reduction",
        Words("Benefit at 100 h a year in the print-out of HEAT before 2014", "Bénéfice à 100 h par an, sortie de HEAT avant 2014"),
        lambda: risk_reduction(FIRST_VERSION[2], FIRST_VERSION[0], FIRST_VERSION[1]), FIRST_VERSION[3],
        Within(LAST_FIGURE, 0.005), "1", "published", "heat_2017", "print-out of the version before 2014", "health",
    ),
    Check(
        "cycling", "safety_in_numbers", "models.health.crash_index",
        Words("Crashes when twice as many ride", "Accidents quand deux fois plus de gens roulent"),
        lambda: crash_index(2.0, 1.0) / crash_index(1.0, 1.0), DOUBLED,
        Within(LAST_FIGURE, 5e-4), "1", "by hand", "elvik_2017", "exponent 0.43 of bikes", "crash_risk",
    ),
    Check(
        "cycling", "separated_lane", "models.health.crash_index",
        Words("Crashes on a separated lane beside a painted one", "Accidents sur piste séparée, par rapport à une bande peinte"),
        lambda: crash_index(10, 500, separated=1.0) / crash_index(10, 500), SEPARATED,
        Within(Words("the published factor itself", "le facteur publié lui-même"), relative=1e-6),
        "1", "published", "fhwa_2023", "FHWA-HRT-23-025", "crash_risk",
    ),
)  # fmt: skip
