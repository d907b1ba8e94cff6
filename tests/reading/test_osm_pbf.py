"""OpenStreetMap PBF gives the very features of the XML it was made from."""

import builtins
from pathlib import Path
from typing import Any

import pytest
from map_files import PETIT_BOURG, SHARED, notes, told

from twin.errors import TwinError
from twin.reading import read_map

osmium = pytest.importorskip("osmium", reason='PBF is an extra: pip install "twin[pbf]"')


def as_pbf(source: Path, target: Path) -> Path:
    entities = osmium.FileProcessor(str(source))
    box = entities.header.box()
    header = osmium.io.Header()
    if box.valid():
        header.add_box(box)
    with osmium.SimpleWriter(osmium.io.File(str(target), "pbf"), header=header) as writer:
        for entity in entities:
            writer.add(entity)
    return target


@pytest.mark.parametrize("name", ["petit.osm.pbf", "petit bourg é#.pbf"])
def test_pbf_equals_xml(tmp_path: Path, name: str) -> None:
    """Also in the file order of the XML, relations before ways before nodes."""
    xml, pbf = read_map(PETIT_BOURG), read_map(as_pbf(PETIT_BOURG, tmp_path / name))
    assert told(pbf) == told(xml)
    assert pbf.bounds == pytest.approx(xml.bounds, abs=1.1e-7)  # the header of a PBF is cut off at 1e-7° (1 cm)
    # PBF does not keep visible="false": what is left of that node is one without a place.
    deleted, unplaced = "Elements marked as deleted, left out: 1.", "Nodes left out, without usable coordinates: 1 (node/204)."
    assert notes(pbf) == notes(xml).replace(deleted, unplaced)


def test_pbf_equals_xml_on_a_real_town(tmp_path: Path) -> None:
    redon = SHARED / "redon_centre.osm.gz"
    if not redon.exists():
        pytest.skip(f"{redon.name} is not beside the project")
    xml, pbf = read_map(redon), read_map(as_pbf(redon, tmp_path / "redon.osm.pbf"))
    assert told(pbf) == told(xml)
    assert notes(pbf) == notes(xml)


def test_a_cut_pbf_is_one_sentence(tmp_path: Path) -> None:
    whole = as_pbf(PETIT_BOURG, tmp_path / "m.osm.pbf").read_bytes()
    for length in (100, len(whole) // 2, len(whole) - 3):
        (tmp_path / "cut.osm.pbf").write_bytes(whole[:length])
        with pytest.raises(TwinError, match=r'"cut\.osm\.pbf" is a damaged PBF file'):
            read_map(tmp_path / "cut.osm.pbf")


def test_without_osmium_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pbf = as_pbf(PETIT_BOURG, tmp_path / "m.osm.pbf")
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "osmium":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TwinError, match=r'"m\.osm\.pbf".*pip install "twin\[pbf\]"'):
        read_map(pbf)
