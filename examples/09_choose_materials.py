"""One wall of the school: which insulant? Carbon of making it, years until it is saved, thickness, summer, money; with ranges."""

from pathlib import Path

import twin

city = twin.saint_jumeau()
choice = twin.compare_materials(city, "École Jules-Ferry, aile des grands", element="wall", side="outside", target_r=4.0)
print(choice)

Path("out").mkdir(exist_ok=True)
choice.figure().savefig("out/09_choose_materials.png")
print("\nDrawn in out/09_choose_materials.png")
