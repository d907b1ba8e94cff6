"""twin: a small digital twin of a city that fits in a lesson.

    import twin

    city = twin.saint_jumeau()
    plan = twin.Depave(where="Parking de la Gare", to="meadow")
    print(twin.compare(city, plan))

The names below are all there is to learn; each is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twin import models, search
    from twin.calibration import calibrate
    from twin.challenge import Challenge
    from twin.choosing import compare_materials
    from twin.city import City
    from twin.comparison import Comparison, compare
    from twin.errors import TwinError
    from twin.evaluation import evaluate
    from twin.interventions import INTERVENTIONS
    from twin.interventions.bike_lane import BikeLane
    from twin.interventions.calm_streets import CalmStreets
    from twin.interventions.close_street import CloseStreet
    from twin.interventions.depave import Depave
    from twin.interventions.heat_pump import HeatPump
    from twin.interventions.light_paving import LightPaving
    from twin.interventions.plant_trees import PlantTrees
    from twin.interventions.renovate import Renovate
    from twin.interventions.roofs import CoolRoof, GreenRoof
    from twin.metrics import METRICS
    from twin.observations import Observation
    from twin.parameter import Parameter
    from twin.plan import Plan
    from twin.towns.cities import grid_town, saint_jumeau
    from twin.years import Timeline, timeline

__version__ = "0.1.0"
__all__ = [
    "INTERVENTIONS", "METRICS", "BikeLane", "CalmStreets", "Challenge", "City", "CloseStreet", "Comparison", "CoolRoof", "Depave",
    "GreenRoof",
    "HeatPump", "LightPaving", "Observation", "Parameter", "Plan", "PlantTrees", "Renovate", "Timeline", "TwinError", "calibrate",
    "compare", "compare_materials", "evaluate", "grid_town", "models", "saint_jumeau", "search", "timeline",
]  # fmt: skip

_HOME = {
    "INTERVENTIONS": "interventions", "METRICS": "metrics", "BikeLane": "interventions.bike_lane",
    "CalmStreets": "interventions.calm_streets", "City": "city", "CloseStreet": "interventions.close_street",
    "Comparison": "comparison", "CoolRoof": "interventions.roofs", "Depave": "interventions.depave", "GreenRoof": "interventions.roofs",
    "HeatPump": "interventions.heat_pump", "LightPaving": "interventions.light_paving", "Parameter": "parameter", "Plan": "plan",
    "PlantTrees": "interventions.plant_trees", "Renovate": "interventions.renovate", "TwinError": "errors", "compare": "comparison",
    "compare_materials": "choosing", "evaluate": "evaluation", "grid_town": "towns.cities", "saint_jumeau": "towns.cities",
    "timeline": "years",
    "Challenge": "challenge", "Timeline": "years", "calibrate": "calibration", "Observation": "observations",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("models", "search"):
        return import_module(f"twin.{name}")
    if name in _HOME:
        value = getattr(import_module(f"twin.{_HOME[name]}"), name)
    elif name[:1].isupper() and name in (known := import_module("twin.interventions").INTERVENTIONS):
        value = known[name]  # an intervention added in a file of its own
    else:
        raise AttributeError(f"module 'twin' has no attribute '{name}'")
    globals()[name] = value  # found once, an ordinary name from then on
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
