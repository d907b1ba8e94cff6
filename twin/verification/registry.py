"""All checks by their key, in the order of their domains."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from twin.verification import air_and_noise, buildings, climate, cycling, health, heat, land, nature, stress, traffic, trees, water
from twin.verification.check import DOMAINS, Check
from twin.words import Words

_FILES = (water, heat, nature, land, trees, traffic, cycling, stress, health, air_and_noise, buildings, climate)

# Comparisons that only the tests of the source make: what they compare with may not be passed on, or does not fit into a package.
ELSEWHERE = (
    Words(
        "Traffic on the networks of Sioux Falls and Eastern Massachusetts (TNTP: no open licence)",
        "Le trafic sur les réseaux de Sioux Falls et de l'est du Massachusetts (TNTP\u00a0: sans licence ouverte)",
    ),
    Words(
        "Buildings and sun on facades of ASHRAE 140 (BESTEST), whose weather and results are not ours to pass on",
        "Les bâtiments et le soleil en façade d'ASHRAE 140 (BESTEST), dont la météo et les résultats ne nous appartiennent pas",
    ),
    Words(
        "Heating needs of 291 certified French energy labels (ADEME), whose files lie beside the source",
        "Les besoins de chauffage de 291 DPE certifiés (ADEME), dont les fichiers sont à côté du code source",
    ),
)


def by_key(checks: Iterable[Check]) -> dict[str, Check]:
    """Checks by key, sorted by domain; no key twice."""
    order = list(DOMAINS)
    found: dict[str, Check] = {}
    for check in sorted(checks, key=lambda c: order.index(c.domain)):
        if check.key in found:
            raise ValueError(f'two checks are called "{check.key}"')
        found[check.key] = check
    return found


CHECKS: Mapping[str, Check] = MappingProxyType(by_key(check for file in _FILES for check in file.CHECKS))
