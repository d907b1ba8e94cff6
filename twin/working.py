"""Working: a calculation written out so that a pupil can redo it by hand, and a machine can check it from its own text.

A working is a list of givens (numbers from the map or the tables) and steps (formulas). The value of a step is obtained by
evaluating its printed formula with the printed givens, so the text cannot say one thing and the number another.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from twin.errors import TwinError
from twin.words import Words

FIGURES = 7  # significant figures printed, and used to compute on


@dataclass(frozen=True)
class Given:
    """A number that the calculation starts from; `parameter` names the coefficient it is, as `assume=` takes it."""

    symbol: str
    value: float
    unit: str
    meaning: Words
    parameter: str = ""


@dataclass(frozen=True)
class Step:
    """A formula in the symbols above it: `symbol = formula`, in Python arithmetic."""

    symbol: str
    formula: str
    unit: str
    meaning: Words


@dataclass(frozen=True)
class Heading:
    """A line of words between the numbers ("One cell: row 12, column 40")."""

    text: Words


Line = Given | Step | Heading


@dataclass(frozen=True)
class Working:
    """A worked calculation.

    lines    headings, givens and steps in reading order; the last step is the metric's value
    checks   symbol -> the number the model really computed for it, to hold the text against
    """

    lines: tuple[Line, ...]
    checks: Mapping[str, float]

    def values(self) -> dict[str, float]:
        """Every symbol's value, computed from the printed figures alone."""
        known: dict[str, float] = {}
        for line in self.lines:
            if isinstance(line, Given):
                known[line.symbol] = rounded(line.value)
            elif isinstance(line, Step):
                known[line.symbol] = rounded(compute(line.formula, known))
        return known


def rounded(value: float) -> float:
    """To the figures that are printed."""
    return float(f"{value:.{FIGURES}g}")


def _utci(air: float, radiant: float, wind: float, humidity: float) -> float:
    from twin.models.comfort import utci

    return float(utci(air, radiant, wind, humidity))


FUNCTIONS: dict[str, Callable[..., float]] = {
    "min": min, "max": max, "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "abs": abs, "cos": math.cos, "sin": math.sin,
    "radians": math.radians, "UTCI": _utci,
}  # fmt: skip
_BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le,
}  # fmt: skip


def compute(formula: str, known: Mapping[str, float]) -> float:
    """The value of a formula of + - * / **, comparisons, `a if b else c`, the functions of `FUNCTIONS` and known symbols."""
    try:
        return float(_value(ast.parse(formula, mode="eval").body, known))
    except (SyntaxError, KeyError, ZeroDivisionError, OverflowError) as error:
        raise TwinError(f'the formula "{formula}" cannot be computed: {error}') from None


def _value(node: ast.AST, known: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return known[name]
        case ast.BinOp(left=left, op=op, right=right):
            return float(_BINARY[type(op)](_value(left, known), _value(right, known)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, known)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return float(_BINARY[type(op)](_value(left, known), _value(right, known)))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, known) else orelse, known)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return float(FUNCTIONS[name](*(_value(a, known) for a in args)))
    raise TwinError(f"a formula may not contain {type(node).__name__}")
