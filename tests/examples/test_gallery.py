"""The pictures of the README: one for each story, small, and each of them made by a script."""

import re

import pytest

pytest.importorskip("PIL", reason="pictures are shrunk with Pillow, which matplotlib brings along")

from gallery import ALSO, DOCS, MORE, MOST, WIDTH, shrunk
from PIL import Image
from refresh import README, SCRIPTS

MADE = {MORE.get(s.stem, s.stem) for s in SCRIPTS} | {name for names in ALSO.values() for name in names} | {"demo", "studio", "report"}


def test_every_story_has_its_picture_and_every_picture_its_story() -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(docs/([\w]+)\.png\)", text)
    assert {path.stem for path in DOCS.glob("*.png")} == set(shown)
    assert set(shown) <= MADE
    gallery = text[text.index("## Stories") : text.index("## How sure is it?")]
    assert re.findall(r"\]\(examples/(\w+)\.py\)", gallery) == [script.stem for script in SCRIPTS]


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.png")), ids=lambda path: path.stem)
def test_a_picture_is_small(path) -> None:  # type: ignore[no-untyped-def]
    assert path.stat().st_size <= MOST
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.width <= WIDTH


def test_a_picture_too_heavy_is_made_narrower(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    import numpy as np

    monkeypatch.setattr("gallery.DOCS", tmp_path)
    noise = np.random.default_rng(1).integers(0, 256, (500, 1400, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    shrunk(tmp_path / "noise.png", tmp_path / "small.png")
    with Image.open(tmp_path / "small.png") as image:
        assert image.width < WIDTH
        assert abs(image.height / image.width - 500 / 1400) < 0.01
