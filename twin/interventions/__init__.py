"""What people can do to a city: one file per intervention. Every file in this folder is loaded and registers itself."""

from importlib import import_module
from pkgutil import iter_modules

from twin.interventions.base import INTERVENTIONS, Intervention

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["INTERVENTIONS", "Intervention"]
