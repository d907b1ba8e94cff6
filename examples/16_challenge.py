"""Two groups of pupils have planned on the table-top board. Their codes become plans, and the challenge ranks them."""

import twin
from twin.challenge import Round, Target
from twin.challenge.codes import plan_of

city = twin.saint_jumeau()
challenge = twin.Challenge(
    name="Less water in the sewers, more shade",
    city="saint-jumeau",
    targets=[Target("runoff", by=0.5), Target("canopy", by=1), Target("car_time", by=-2)],  # cars at most 2 % slower
    budget=500_000,
    rounds=[Round("2026 to 2031", 2026, 2031, 350_000), Round("2032 to 2037", 2032, 2037, 150_000)],
)
green = plan_of("F7-MT / F5-K ?", city, challenge.years, name="The green table")
grey = plan_of("D4-T F5-BK ?", city, challenge.years, name="The grey table")
print(challenge.score([green, grey], city))
