"""Observations: what a reading may be, and CSV files that are hostile or merely careless."""

import re
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from twin.errors import TwinError
from twin.observations import ERRORS, KINDS, Observation
from twin.reading.observations import LARGEST, read_observations

HEAD = "sensor,kind,place,time,value,error,unit\n"


def written(tmp_path, text, name="sensors.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_all_kinds(tmp_path):
    path = written(
        tmp_path,
        HEAD + 'T1,temperature,"120, 340",2025-07-31T15:00,34.2,0.5,\n'
        "T2,Température,Place du Marché,2025-07-31 15:00,307.35,,K\n"
        "\nG1,runoff,Parking de la Gare,,120,,m3\n"
        "C1,traffic,Grande Rue,2024-05-02,8400,800,veh/day\n"
        "B1,bicycle,Grande Rue,,85,,\nB1,bicycle,Grande Rue,,,,\n",
    )
    found = read_observations(path)
    assert [o.kind for o in found] == ["temperature", "temperature", "runoff", "traffic", "bicycle"]  # a line without a value is a gap
    assert found[0].place == (120.0, 340.0)
    assert found[0].when == datetime(2025, 7, 31, 15)
    assert found[1].value == pytest.approx(34.2)
    assert found[1].unit == "°C"
    assert found[2].place == "Parking de la Gare"
    assert found[3].error == 800
    assert not any(o.simulated for o in found)
    assert twin.Observation.read(path) == found


def test_semicolons_decimal_commas_a_byte_order_mark_and_windows_line_ends(tmp_path):
    path = written(tmp_path, "\ufeffSensor;Kind;x;y;Value;Error;note\r\nT1;temperature;12,5;340;34,25;0,5;à l'ombre\r\n".encode())
    (found,) = read_observations(path)
    assert (found.value, found.error, found.place, found.degrees) == (34.25, 0.5, (12.5, 340.0), False)


def test_a_french_file(tmp_path):
    text = "Capteur;Type;Lieu;Date;Heure;Valeur;Unité\nT1;Température;Mairie;31/07/2025;15:00;34,5;°C\nV1;vélo;Rue Haute;01/09/2025;8h30;120;\n"
    one, two = read_observations(written(tmp_path, text))
    assert (one.sensor, one.kind, one.place, one.value) == ("T1", "temperature", "Mairie", 34.5)
    assert one.when == datetime(2025, 7, 31, 15)
    assert (two.kind, two.when) == ("bicycle", datetime(2025, 9, 1, 8, 30))


def test_longitude_and_latitude(tmp_path):
    (found,) = read_observations(written(tmp_path, "sensor,kind,lon,lat,value\nT1,temperature,2.61,47.11,30\n"))
    assert found.place == (2.61, 47.11)
    assert found.degrees


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("   \n\n", "is empty"),
        (b"PK\x03\x04\x00\x00", "is not a text file"),
        ("sensor,kind,value\nT1,temperature,30\nT\xe9,temperature,30\n".encode("latin-1"), "line 3: a letter is not UTF-8"),
        ("sensor,knd,value\nT1,temperature,30\n", 'line 1: there is no column "kind"; did you mean "knd"'),
        ("sensor,kind,value,value\n", 'line 1: the column "value" is there twice'),
        (HEAD, "has no readings"),
        (HEAD + "T1,temprature,,,30,,\n", 'line 2: kind "temprature" is not known: did you mean "temperature"'),
        (HEAD + "T1,temperature,,,hot,,\n", 'line 2: value "hot" is not a number'),
        (HEAD + "T1,temperature,,,nan,,\n", 'line 2: value "nan" is not a number'),
        (HEAD + "T1,temperature,,,1e400,,\n", 'line 2: value "inf" is not a number|line 2: value "1e400" is not a number'),
        (HEAD + "T1,temperature,,,340,,\n", "line 2: value 340 is not believed: air temperature must be between -40 and 60 °C"),
        (HEAD + "T1,temperature,,,30,-1,\n", "line 2: error -1 is not allowed: a standard error above 0"),
        (HEAD + "T1,temperature,,,30,0,\n", "line 2: error 0 is not allowed"),
        (HEAD + "T1,temperature,,,30,,veh/h\n", 'line 2: unit "veh/h" does not suit air temperature'),
        (HEAD + "T1,temperature,,07/31/2025,30,,\n", 'line 2: time "07/31/2025" cannot be read: write it as 2025-07-31T15:00 or 31/07'),
        (HEAD + ",temperature,,,30,,\n", "line 2: sensor: a name is needed"),
        ("sensor,kind,x,value\nT1,temperature,5,30\n", "line 2: y is missing beside x"),
        ("sensor,kind,lat,lon,value\nT1,temperature,5,,30\n", "line 2: lon is missing beside lat"),
        ("sensor,kind,place,x,y,value\nT1,temperature,Mairie,5,5,30\n", "line 2: two places are given"),
        ("sensor,kind,lon,lat,value\nT1,temperature,5000,47,30\n", "line 2: longitude 5000, latitude 47 are not allowed"),
        ('sensor,kind,value\nT1,temperature,"' + "9" * 200_000 + "\n", "line 2: field larger than field limit"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(TwinError, match=said if "|" in said else re.escape(said)):
        read_observations(written(tmp_path, text))


def test_what_is_no_file(tmp_path, monkeypatch):
    with pytest.raises(TwinError, match="cannot be read: No such file"):
        read_observations(tmp_path / "nowhere.csv")
    with pytest.raises(TwinError, match="is not a file"):
        read_observations(tmp_path)
    with pytest.raises(TwinError, match="is not the name of a file"):
        read_observations("a\0b.csv")
    monkeypatch.setattr("twin.reading.observations.LARGEST", 10)
    with pytest.raises(TwinError, match="at most 10 can be read"):
        read_observations(written(tmp_path, HEAD + "T1,temperature,,,30,,\n"))
    assert LARGEST > 10


def test_too_many_lines_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("twin.reading.observations.MOST", 3)
    with pytest.raises(TwinError, match="more than 3 lines"):
        read_observations(written(tmp_path, HEAD + "T1,temperature,,,30,,\n" * 5))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("bytes") / "a.csv"
    path.write_bytes(b"sensor,kind,place,value\n" + raw)
    with suppress(TwinError):
        assert all(isinstance(o, Observation) for o in read_observations(path))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "wind"}, 'kind "wind" is not known'),
        ({"value": True}, 'value "True" is not a number'),
        ({"place": 5}, "place: give a name or"),
        ({"place": (1, "b")}, 'y "b" is not a number'),
        ({"sensor": " "}, "sensor: a name is needed"),
    ],
)
def test_an_observation_made_by_hand_is_checked(fields, said):
    with pytest.raises(TwinError, match=said):
        Observation(**{"sensor": "T1", "kind": "temperature", "value": 30.0} | fields)


def test_every_kind_has_its_errors_and_both_languages():
    assert set(ERRORS) == {f"{kind}_{what}" for kind in KINDS for what in ("error", "bias", "persistence")}
    for kind in KINDS.values():
        assert kind.label.fr
        assert kind.held.fr
        assert kind.units[kind.unit] == (1, 0)
    assert Observation("T", "temperature", 86, unit="°F").value == pytest.approx(30)
