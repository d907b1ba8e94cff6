"""The seeds folder: files found by name, tables that say where every row comes from."""

from pathlib import Path

import pytest

from twin import seeds
from twin.errors import TwinError
from twin.seeds import seed_path, seed_rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(seeds, "seed_folder", lambda: tmp_path)
    return tmp_path


def test_a_seed_is_found_and_a_wrong_name_is_answered_with_the_nearest() -> None:
    assert seed_path("saint_jumeau.geojson").is_file()
    with pytest.raises(TwinError, match=r'did you mean "saint_jumeau\.geojson"'):
        seed_path("saint_jumo.geojson")


def test_rows_are_read_with_remarks_quotes_and_accents(folder: Path) -> None:
    (folder / "orages.csv").write_text('# a remark\nname,depth_mm,source\n"été, fort",30,montana\n\nhiver,12,montana\n', encoding="utf-8")
    assert seed_rows("orages.csv") == [
        {"name": "été, fort", "depth_mm": "30", "source": "montana"},
        {"name": "hiver", "depth_mm": "12", "source": "montana"},
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# only a remark\n", "is empty"),
        ("name,depth\na,1\n", 'no column "source"'),
        ("name,source\na,x\nb,\n", "line 3: the source is empty"),
        ("name,source\na\n", "line 2: 1 fields, the header has 2"),
    ],
)
def test_tables_without_sources_or_with_ragged_rows_are_refused(folder: Path, text: str, sentence: str) -> None:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TwinError, match=sentence):
        seed_rows("t.csv")


def test_every_stored_table_is_sourced() -> None:
    for path in seeds.seed_folder().glob("*.csv"):
        assert seed_rows(path.name)
