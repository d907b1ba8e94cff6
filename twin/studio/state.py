"""What a tab of the studio holds: a plan, and the plans before and after it that undo and redo go to. Pure values, no city, no web."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twin.errors import TwinError
from twin.interventions import Intervention
from twin.words import Words

Assumed = tuple[tuple[str, float], ...]
"""Parameters given another value than their best guess, by name in alphabetical order."""

MOST_ITEMS = 200  # interventions in one plan
MOST_LETTERS = 80  # of a plan's name


@dataclass(frozen=True)
class Board:
    """One state of the plan: its name, its interventions in order, and what is assumed, for the city before as for the one after."""

    name: str
    items: tuple[Intervention, ...] = ()
    assume: Assumed = ()

    def __post_init__(self) -> None:
        if len(self.items) > MOST_ITEMS:
            raise TwinError(
                Words(
                    f"a plan in the studio holds {MOST_ITEMS} interventions at most, not {len(self.items)}",
                    f"un projet du studio contient {MOST_ITEMS} actions au plus, et non {len(self.items)}",
                )
            )


@dataclass(frozen=True)
class State:
    """The plan now, and where undo and redo lead.

    now      the plan on the table
    past     plans before it, the oldest first
    future   plans that were undone, the nearest first
    rev      number of the version: every change counts one up, so that a stale request can be told
    """

    now: Board
    past: tuple[Board, ...] = field(default=(), repr=False)
    future: tuple[Board, ...] = field(default=(), repr=False)
    rev: int = 0

    @property
    def can_undo(self) -> bool:
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        return bool(self.future)


def _turned(state: State, board: Board) -> State:
    """A new page in the history; what was undone is forgotten."""
    return State(board, (*state.past, state.now), (), state.rev + 1)


def added(state: State, item: Intervention) -> State:
    """With one more intervention at the end."""
    return _turned(state, replace(state.now, items=(*state.now.items, item)))


def removed(state: State, index: int) -> State:
    """Without the intervention at `index`, counted from 0."""
    at = _checked(state, index)
    return _turned(state, replace(state.now, items=state.now.items[:at] + state.now.items[at + 1 :]))


def replaced(state: State, index: int, item: Intervention) -> State:
    """With another intervention in the place of the one at `index`."""
    at = _checked(state, index)
    return _turned(state, replace(state.now, items=(*state.now.items[:at], item, *state.now.items[at + 1 :])))


def cleared(state: State) -> State:
    """Without any intervention."""
    if not state.now.items:
        raise TwinError(Words("the plan is empty already", "le projet est déjà vide"))
    return _turned(state, replace(state.now, items=()))


def loaded(state: State, name: str, items: Sequence[Intervention]) -> State:
    """Another plan in the place of this one, under the same assumptions."""
    return _turned(state, Board(_checked_name(name), tuple(items), state.now.assume))


def assumed(state: State, name: str, value: float | None, again: bool = False) -> State:
    """With another value for one parameter; its best guess when None.

    again   a slider that is still being moved: undo leads to where its move began
    """
    others = tuple(pair for pair in state.now.assume if pair[0] != name)
    fresh = replace(state.now, assume=tuple(sorted((*others, (name, value)))) if value is not None else others)
    before = state.past[-1] if state.past else None
    moving = again and before is not None and replace(before, assume=()) == replace(state.now, assume=())
    if moving and before is not None and {pair[0] for pair in set(before.assume) ^ set(state.now.assume)} == {name}:
        return State(fresh, state.past, (), state.rev + 1)
    return _turned(state, fresh)


def reset(state: State) -> State:
    """With every parameter at its best guess again."""
    if not state.now.assume:
        raise TwinError(Words("nothing is assumed: all parameters are at their best guess", "aucune hypothèse n'est modifiée"))
    return _turned(state, replace(state.now, assume=()))


def renamed(state: State, name: str) -> State:
    """The same plan by another name."""
    return _turned(state, replace(state.now, name=_checked_name(name)))


def undone(state: State) -> State:
    """One step back."""
    if not state.past:
        raise TwinError(Words("there is nothing to undo", "il n'y a rien à annuler"))
    return State(state.past[-1], state.past[:-1], (state.now, *state.future), state.rev + 1)


def redone(state: State) -> State:
    """One step forth again."""
    if not state.future:
        raise TwinError(Words("there is nothing to redo", "il n'y a rien à rétablir"))
    return State(state.future[0], (*state.past, state.now), state.future[1:], state.rev + 1)


def _checked(state: State, index: object) -> int:
    count = len(state.now.items)
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < count:
        raise TwinError(
            Words(
                f"the plan has no intervention {index!r}: it has {count}, counted from 0",
                f"le projet n'a pas d'action {index!r} : il en a {count}, comptées à partir de 0",
            )
        )
    return index


def _checked_name(name: object) -> str:
    if not isinstance(name, str) or not name.strip():
        raise TwinError(Words("a plan needs a name", "un projet a besoin d'un nom"))
    return " ".join(name.split())[:MOST_LETTERS]
