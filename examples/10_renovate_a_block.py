"""The estate by the park: insulate its walls, or change its boilers, or both? Heat, carbon, bills, and what the works cost."""

from pathlib import Path

import twin

city = twin.saint_jumeau()
estate = city.place("Cité des Peupliers")
walls = twin.Renovate(where=estate, element="wall", material="wood_fibre_board", side="outside")
roofs = twin.Renovate(where=estate, element="roof", material="cellulose")
pumps = twin.HeatPump(where=estate)

plans = [twin.Plan("Insulate", [walls, roofs]), twin.Plan("Heat pumps", [pumps]), twin.Plan("Both", [walls, roofs, pumps])]
keys = ["heating", "overheating", "co2_heating", "energy_bill", "embodied_carbon", "carbon_payback", "renovation_cost"]
comparison = twin.compare(city, plans, metrics=keys)
print(comparison)

Path("out").mkdir(exist_ok=True)
comparison.figure(plan="Both", map="heating").savefig("out/10_renovate_a_block.png")
print("\nDrawn in out/10_renovate_a_block.png")
