"""`twin demo`: one plan for the station quarter of Saint-Jumeau, told, counted and drawn."""

from pathlib import Path

from twin.city import City
from twin.cli.outputs import save_figure
from twin.cli.progress import shown
from twin.comparison import compare
from twin.errors import TwinError
from twin.interventions.bike_lane import BikeLane
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.interventions.roofs import GreenRoof
from twin.plan import Plan
from twin.towns.cities import saint_jumeau
from twin.words import Words, number

NAME = Words("The station quarter", "Le quartier de la gare")
STORY = Words(
    "{town}, {residents} residents. In front of the station the council takes up the car park and sows a meadow with trees; along\n"
    "Rue de la Gare kerbside parking gives way to a bike lane and lime trees; the schoolyard becomes a garden under a green roof.",
    "{town}, {residents} habitants. Devant la gare, la commune retire l'enrobé du parking pour une prairie arborée ; rue de la Gare, le\n"
    "stationnement cède la place à une bande cyclable et à des tilleuls ; la cour de l'école devient un jardin, son toit verdit.",
)
NEXT = Words("Next: twin explain runoff --plan {plan}", "Ensuite : twin explain runoff --plan {plan} --lang fr")


def station_quarter(lang: str = "en") -> Plan:
    """The plan of the demo; every name in it is a place of Saint-Jumeau."""
    return Plan(
        NAME.to(lang),
        [
            Depave(where="Parking de la Gare", to="meadow"),
            PlantTrees(where="Parking de la Gare", spacing=10, species="oak"),
            BikeLane(along="Rue de la Gare", replaces="parking"),
            PlantTrees(along="Rue de la Gare", spacing=10, species="lime"),
            Depave(where="Cour de l'école", to="shrubs"),
            GreenRoof(where="École Jules-Ferry"),
        ],
    )


def run(out: Path, lang: str) -> None:
    """Print the comparison and write its picture and plan into the folder `out`."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TwinError(f"cannot make the folder {out}: {error.strerror}") from None
    city, plan = saint_jumeau(), station_quarter(lang)
    print(story(city, lang), end="\n\n")
    with shown(city.name, lang) as progress:
        comparison = compare(city, plan, progress=progress)
    print(comparison.text(lang), end="\n\n")
    drawn = save_figure(comparison.figure(lang=lang), out / "demo.png")
    written = plan.write(out / "demo_plan.geojson", city)
    print(Words(f"The picture is {drawn}, the plan {written}.", f"L'image est {drawn}, le projet {written}.").to(lang))
    print(NEXT.to(lang).format(plan=f'"{written}"' if " " in str(written) else written))


def story(city: City, lang: str) -> str:
    return STORY.to(lang).format(town=city.name, residents=number(city.people.total, 0, lang))
