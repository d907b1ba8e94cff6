"""To 2100: trees take decades to grow, and the climate does not wait. Plant now, or in twenty years?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
station = "Parking de la Gare"


def shade(name: str, year: int) -> twin.Plan:
    meadow = twin.Depave(where=station, to="meadow", year=year)
    return twin.Plan(name, [meadow, twin.PlantTrees(where=station, spacing=8, species="plane", year=year)])


line = twin.timeline(city, [shade("Plant in 2027", 2027), shade("Plant in 2047", 2047)], years=range(2025, 2101, 5), climate="TRACC")
print(line)

Path("out").mkdir(exist_ok=True)
line.figure().savefig("out/12_to_2100_lines.png")
line.figure(view="strip").savefig("out/12_to_2100_strip.png")
line.animate("out/12_to_2100.gif")
print("\nDrawn in out/12_to_2100_lines.png, out/12_to_2100_strip.png and out/12_to_2100.gif")
