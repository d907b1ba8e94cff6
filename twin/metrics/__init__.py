"""What can be read off a city: one file per domain, one function per metric. Every file in this folder is loaded and registers itself."""

from importlib import import_module
from pkgutil import iter_modules

from twin.metrics.base import METRICS, Measure, Metric, known_metric, metric

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["METRICS", "Measure", "Metric", "known_metric", "metric"]
