"""TwinError: an English sentence for programs, and the French one for people who asked for it."""

import copy
import pickle

import pytest

from twin.cli.failing import Mistyped, typed
from twin.errors import TwinError, did_you_mean
from twin.words import Words, led, nearest


def test_it_is_told_in_both_languages() -> None:
    error = TwinError(Words("no lane fits", "aucune bande ne tient"))
    assert str(error) == error.to("en") == "no lane fits"
    assert error.to("fr") == "aucune bande ne tient"


@pytest.mark.parametrize("error", [TwinError("only English"), TwinError()])
def test_without_french_it_stays_english(error: TwinError) -> None:
    assert error.to("fr") == error.to("en") == str(error)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_both_travel_to_other_processes(again: object) -> None:
    error = again(TwinError(Words("here", "ici")))  # type: ignore[operator]
    assert (str(error), error.to("fr")) == ("here", "ici")


def test_what_leads_it_is_told_in_both() -> None:
    error = led(Words("plan A", "projet A"), TwinError(Words("no area", "pas de surface")))
    assert str(error) == "plan A: no area"
    assert error.to("fr") == "projet A : pas de surface"
    assert led("features[1]", TwinError("odd")).to("fr") == "features[1] : odd"


def test_the_nearest_names() -> None:
    assert nearest("roofs", ["roof", "wall"]) == did_you_mean("roofs", ["roof", "wall"]) == 'did you mean "roof"?'
    assert nearest("roofs", ["roof", "wall"]).fr == "peut-être « roof » ?"
    assert nearest("x", []).fr == "aucun n'est connu ici"
    assert nearest("zzz", [f"name {i:02d}" for i in range(15)]).fr.endswith("« name 11 » et 3 autres")


def test_what_was_mistyped_keeps_its_french() -> None:
    with pytest.raises(Mistyped) as caught, typed():
        raise TwinError(Words("here", "ici"))
    assert caught.value.to("fr") == "ici"
