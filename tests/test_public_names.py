"""The public names: all there, nothing loaded before it is used."""

import subprocess
import sys

import pytest

import twin


def test_every_name_can_be_had() -> None:
    for name in twin.__all__:
        assert getattr(twin, name) is not None
    assert set(twin.__all__) <= set(dir(twin))
    assert all(getattr(twin, name) is kind for name, kind in twin.INTERVENTIONS.items())


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Tramway'"):
        twin.Tramway  # noqa: B018


def test_importing_loads_neither_matplotlib_nor_the_heavy_parts() -> None:
    code = "import twin, sys; print([m for m in ('matplotlib', 'scipy', 'shapely', 'pydantic', 'numpy') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_comparing_does_not_load_matplotlib() -> None:
    code = "import twin, sys; twin.compare(twin.grid_town((1, 1)), twin.Plan('p'), metrics=['sealed']); print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
