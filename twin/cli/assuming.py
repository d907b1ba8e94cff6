"""Reading `--assume NAME=VALUE` and metric keys, refused before any work starts."""

from collections.abc import Sequence

from twin.cli.failing import Mistyped, typed
from twin.evaluation import checked_assumptions
from twin.metrics import known_metric


def assumptions(given: Sequence[str]) -> dict[str, float]:
    """{"rain": 60.0} from ["rain=60"]."""
    values = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        try:
            values[name] = float(value.replace(",", "."))
        except ValueError:
            equals = ""
        if not equals or not name:
            raise Mistyped(f'--assume "{text}" cannot be read: give NAME=VALUE, e.g. --assume rain=60 (names: twin list parameters)')
    with typed():
        return checked_assumptions(values)


def metric_keys(given: Sequence[str] | None) -> list[str] | None:
    """The keys when all are known; None for all metrics."""
    if given is None:
        return None
    with typed():
        return [known_metric(key).key for key in given]
