"""Plant trees, or keep the money? A thermometer could tell first how hot it gets: is it worth its price? (Below 0: chance of 64 draws.)"""

from pathlib import Path

import numpy as np

import twin
from twin.models.preference import value_of_information
from twin.plots.bars import draw_bars

city = twin.saint_jumeau()
trees = twin.Plan("Street trees", [twin.PlantTrees(along="Rue de la Gare", spacing=8, species="plane", age=30)])
drawn = twin.compare(city, trees, metrics=["air_warming", "cost"], draws=64).ensemble
heat, cooler, cost = drawn.values("air_warming", 0), -drawn.difference("air_warming", 1), drawn.difference("cost", 1)
rows = {}
for worth in range(1000, 9000, 500):  # assumed: what a degree less is worth to each resident over the life of the trees [€]
    benefit = worth * city.people.residents.sum() * cooler - cost
    sensor = value_of_information(np.column_stack([benefit, 0 * benefit]), heat, error=0.7).worth / 1000
    pays = 100 * np.mean(benefit > 0)
    print(f"a degree worth {worth} €: trees pay in {pays:2.0f} of 100 draws, sensor {round(sensor):3} thousand €")
    rows[f"{worth} €: trees pay in {pays:.0f} of 100 draws"] = [max(sensor, 0)]
Path("out").mkdir(exist_ok=True)
said = "A sensor is worth most where the decision is close, and nothing where it is clear"
figure = draw_bars(said, ["worth of the thermometer, thousand €"], rows, "By what a degree less is worth to each resident")
figure.savefig("out/15_buy_a_sensor_or_plant_a_tree.png")
