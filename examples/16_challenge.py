"""Two groups of pupils have planned on the table-top board. Their codes become plans, and the challenge ranks them."""

from pathlib import Path

import twin
from twin.challenge import Round, Target
from twin.challenge.codes import plan_of
from twin.plots.bars import draw_bars

city = twin.saint_jumeau()
challenge = twin.Challenge(
    name="Less water in the sewers, more shade",
    city="saint-jumeau",
    targets=[Target("runoff", by=0.5), Target("canopy", by=1), Target("car_time", by=-2)],  # cars at most 2 % slower
    budget=500_000,
    rounds=[Round("2026 to 2031", 2026, 2031, 350_000), Round("2032 to 2037", 2032, 2037, 150_000)],
)
codes = {"The green table": "F7-MT / F5-K ?", "The grey table": "D4-T F5-BK ?"}
ranked = challenge.score([plan_of(code, city, challenge.years, name=name) for name, code in codes.items()], city)
print(ranked)
first, *_ = plans = ranked.scores
rows = {t.of.label(): [100 * (1 - score.reached[i].distance) for score in plans] for i, t in enumerate(challenge.targets)}
figure = draw_bars(f"“{first.plan.name}” wins", [s.plan.name for s in plans], rows, "Share of the way to each target, %")
Path("out").mkdir(exist_ok=True)
figure.savefig("out/16_challenge.png")
