"""Plant trees, or keep the money? A thermometer could tell first how hot it gets: is it worth its price? (Below 0: chance of 64 draws.)"""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

import twin
from twin.models.preference import value_of_information

city = twin.saint_jumeau()
trees = twin.Plan("Street trees", [twin.PlantTrees(along="Rue de la Gare", spacing=8, species="plane", age=30)])
drawn = twin.compare(city, trees, metrics=["air_warming", "cost"], draws=64).ensemble
heat, cooler, cost = drawn.values("air_warming", 0), -drawn.difference("air_warming", 1), drawn.difference("cost", 1)

figure, panel = plt.subplots(figsize=(11, 5), layout="constrained")
for worth in range(1000, 9000, 500):  # assumed: what a degree less is worth to each resident over the life of the trees [€]
    benefit = worth * city.people.residents.sum() * cooler - cost
    sensor = value_of_information(np.column_stack([benefit, 0 * benefit]), heat, error=0.7).worth / 1000
    print(f"a degree worth {worth} €: trees pay in {100 * np.mean(benefit > 0):2.0f} of 100 draws, sensor {round(sensor):3} thousand €")
    panel.bar(worth, max(sensor, 0), width=380, color="#1B6E8C")
panel.set(xlabel="a degree less is worth this to each resident, €", ylabel="what the thermometer is worth, thousand €")
panel.set_title("A sensor is worth most where the decision is close, and nothing where it is clear", loc="left", fontweight="bold")
Path("out").mkdir(exist_ok=True)
figure.savefig("out/15_buy_a_sensor_or_plant_a_tree.png", dpi=130)
