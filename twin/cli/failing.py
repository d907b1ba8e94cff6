"""How commands end when something is wrong: one sentence on stderr and an exit code, never a bare traceback.

0 done · 1 a file or a plan cannot be used · 2 the command was mistyped · 70 a fault of twin itself · 130 interrupted
TWIN_DEBUG=1 shows the traceback instead.
"""

import _thread
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from threading import Timer
from typing import Any

import typer
from typer.core import TyperGroup

from twin.errors import TwinError

BAD_DATA, MISTYPED, FAULT, INTERRUPTED = 1, 2, 70, 130
SOON = 0.05  # s


class Mistyped(TwinError):
    """Something typed on the command line cannot be used."""


@contextmanager
def typed() -> Iterator[None]:
    """Whatever is refused inside was typed on the command line."""
    try:
        yield
    except TwinError as error:
        raise Mistyped(*error.args) from None


class Commands(TyperGroup):
    """The commands, with errors told in one sentence."""

    def invoke(self, ctx: Any) -> Any:
        lang = "fr" if "--lang=fr" in ctx.args or ("--lang", "fr") in pairwise(ctx.args) else "en"
        try:
            return super().invoke(ctx)
        except TwinError as error:
            if debugging():
                raise
            say(f"twin: {error.to(lang)}")
            raise typer.Exit(MISTYPED if isinstance(error, Mistyped) else BAD_DATA) from None
        except MemoryError:
            say("twin: not enough memory: use a larger --cell, or cut out a part of the map with --bounds west,south,east,north")
            raise typer.Exit(BAD_DATA) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


def keep_interrupts() -> None:
    """Ctrl-C that arrives while Python clears away an object is only reported, and lost: have it asked for again."""
    told = sys.unraisablehook

    def again(lost: "sys.UnraisableHookArgs") -> None:
        if isinstance(lost.exc_value, KeyboardInterrupt):
            Timer(SOON, _thread.interrupt_main).start()  # not from within: here it would be lost once more
        else:
            told(lost)

    sys.unraisablehook = again


def debugging() -> bool:
    return os.environ.get("TWIN_DEBUG", "") not in ("", "0")


def say(sentence: str) -> None:
    """One line on stderr."""
    print(sentence, file=sys.stderr, flush=True)
