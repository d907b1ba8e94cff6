"""Pure functions of numbers and arrays, one file per phenomenon. They know no City.

`twin.models.runoff.curve_number_runoff` and its neighbours are loaded when they are first asked for.
"""

from importlib import import_module
from types import ModuleType

MODELS = (
    "artificialisation",
    "assignment",
    "carbon",
    "comfort",
    "cycling",
    "discount",
    "emissions",
    "esmda",
    "gravity",
    "growth",
    "health",
    "heat",
    "indi_en",
    "kernels",
    "mode_choice",
    "nature",
    "network",
    "noise",
    "pareto",
    "preference",
    "runoff",
    "sampling",
    "sensitivity",
    "shadows",
    "storms",
    "stress",
    "sun",
    "thermal",
    "trajectory",
)


def __getattr__(name: str) -> ModuleType:
    if name in MODELS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__} has no attribute {name}")


def __dir__() -> list[str]:
    return sorted(MODELS)
