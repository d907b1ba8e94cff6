"""What can be read off a city: one file per domain, one function per metric. Every file in this folder is loaded and registers itself."""

from importlib import import_module
from pkgutil import iter_modules

from twin.metrics.base import METRICS, THEMES, Measure, Metric, known_metric, metric, sort_by_theme

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
sort_by_theme()

__all__ = ["METRICS", "THEMES", "Measure", "Metric", "known_metric", "metric"]
