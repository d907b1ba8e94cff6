"""Plans from the table-top board as short codes: "D4-MT C2-G X" is meadow and trees in D4, a green roof in C2, and a check letter."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import shapely

from twin.challenge.cards import CARDS
from twin.city import City
from twin.errors import TwinError
from twin.interventions.base import Intervention
from twin.plan import Plan
from twin.words import LANGUAGES, Words

COLUMNS, ROWS = "ABCDEFGH", "12345678"  # from west to east, and from north to south
CHECKS = "ABCDEFGHJKLMNPQRSTVWXYZ"  # 23 letters, none that looks like a digit
BASE = 5  # its powers run through every remainder of 23
UNCHECKED = "?"  # stands where the check letter is not known yet
NEXT = "/"  # the next mandate begins
SHAPE = re.compile(r"[A-Za-z0-9]{1,3}-[A-Za-z0-9]+|[A-Za-z?]|/")
LONGEST = 500  # letters of a code
Move = tuple[int, str, str]  # mandate counted from 0, cell, letter of the card


def cell_box(city: City, cell: str) -> shapely.Polygon:
    """The ground of one cell of the board, an eighth of the map each way [m]."""
    col, row = COLUMNS.index(cell[0]), ROWS.index(cell[1])
    minx, miny, maxx, maxy = city.bounds
    wide, high = (maxx - minx) / len(COLUMNS), (maxy - miny) / len(ROWS)
    return shapely.box(minx + col * wide, maxy - (row + 1) * high, minx + (col + 1) * wide, maxy - row * high)


def check_letter(moves: Sequence[Move]) -> str:
    """One letter that changes with any one mistyped letter or digit, and with any two neighbours that change places.

    Each letter or digit has a number below 23; their sum with powers of 5 is taken modulo the prime 23.
    """
    letters, value = list(CARDS), 1
    for token in _tokens(moves):
        numbers = [17] if token == NEXT else [COLUMNS.index(token[0]) + 1, ROWS.index(token[1]) + 1]
        numbers += [letters.index(c) + 1 for c in token[3:]]
        for n in numbers:
            value = divmod(value * BASE + n, len(CHECKS))[1]
    return CHECKS[value]


def write_code(moves: Sequence[Move]) -> str:
    """The code of these moves."""
    return " ".join([*_tokens(moves), check_letter(moves)])


def read_code(text: str) -> tuple[Move, ...]:
    """The moves of a code; a TwinError says which part is wrong, and what is allowed."""
    parts = str(text).replace(NEXT, f" {NEXT} ").upper().split() if len(str(text)) <= LONGEST else []
    if len(parts) < 2:
        shown, like = f"{text!s:.40}", write_code(((0, "D4", "M"),))
        raise TwinError(
            Words(
                f'"{shown}" is no code: give cells with cards and the check letter, such as "{like}"',
                f"« {shown} » n'est pas un code : donnez des cases avec leurs cartes et la lettre de contrôle, comme « {like} »",
            )
        )
    moves: list[Move] = []
    mandate = 0
    for part in parts[:-1]:
        if part == NEXT:
            mandate += 1
            continue
        cell, dash, letters = part.partition("-")
        if len(cell) != 2 or cell[0] not in COLUMNS or cell[1] not in ROWS:
            raise _refused(
                text,
                f'"{cell}" in "{part}" is no cell of the board: A1 to H8, a column A to H and a row 1 to 8',
                f"« {cell} » dans « {part} » n'est pas une case du plateau : de A1 à H8, une colonne de A à H et une ligne de 1 à 8",
            )
        if not dash or not letters:
            raise _refused(
                text,
                f'"{part}" has no card: write a dash and the letters of the cards, such as {cell}-M',
                f"« {part} » n'a pas de carte : écrivez un tiret et les lettres des cartes, comme {cell}-M",
            )
        for letter in letters:
            if letter not in CARDS:
                en, fr = (", ".join(f"{c.letter} {c.label.to(lang).lower()}" for c in CARDS.values()) for lang in LANGUAGES)
                raise _refused(
                    text,
                    f'"{letter}" in "{part}" is no card; allowed: {en}',
                    f"« {letter} » dans « {part} » n'est pas une carte ; il y a : {fr}",
                )
            if any((cell, letter) == move[1:] for move in moves):
                raise _refused(text, f"the card {letter} lies on {cell} twice", f"la carte {letter} est deux fois en {cell}")
            moves.append((mandate, cell, letter))
    if not moves:
        raise _refused(text, "no card lies on the board", "aucune carte n'est sur le plateau")
    if parts[-1] not in (UNCHECKED, check_letter(moves)):
        raise _refused(
            text,
            f'the check letter "{parts[-1]}" does not fit: a letter or digit was mistyped, or two changed places; '
            '"?" in its place leaves it unchecked',
            f"la lettre de contrôle « {parts[-1]} » ne va pas : faute de frappe ou signes échangés ; « ? » à sa place ne contrôle rien",
        )
    return tuple(moves)


def _refused(code: str, en: str, fr: str) -> TwinError:
    """What is wrong with a code, led by the code."""
    return TwinError(Words(f'code "{code}": {en}', f"code « {code} » : {fr}"))


def looks_like_code(text: str) -> bool:
    """Whether it was meant as a code rather than the name of a file."""
    parts = str(text).replace(NEXT, f" {NEXT} ").split()
    return len(parts) > 1 and all(SHAPE.fullmatch(part) for part in parts)


def plan_of(text: str, city: City, years: Sequence[int] = (), name: str = "") -> Plan:
    """The plan that a code stands for in `city`; `years` are the first years of the mandates."""
    moves = read_code(text)
    if moves[-1][0] >= max(1, len(years)):
        count, most = moves[-1][0] + 1, max(1, len(years))
        raise TwinError(
            Words(
                f'code "{text}" plans for {count} mandates: the challenge has {most}',
                f"le code « {text} » prévoit {count} mandats : le défi en a {most}",
            )
        )
    items = [made(city, cell, letter, years[mandate] if mandate else None, text) for mandate, cell, letter in moves]
    return Plan(name or write_code(moves), items)


def made(city: City, cell: str, letter: str, year: int | None = None, code: str = "") -> Intervention:
    """What a card does in a cell of the board; the same value is given again for the same city."""
    known = city.memory.setdefault("board", {})
    key = (cell, letter, year)
    if key not in known:
        try:
            item = _as_filed(CARDS[letter].make(city, cell_box(city, cell)), city)
        except TwinError as error:
            label = CARDS[letter].label
            raise _refused(
                code,
                f"the card {letter} ({label.lower()}) cannot lie on {cell}: {error}",
                f"la carte {letter} ({label.fr.lower()}) ne peut pas être posée en {cell} : {error.to('fr')}",
            ) from None
        known[key] = item if year is None else item.model_copy(update={"year": year})
    found: Intervention = known[key]
    return found


def _as_filed(item: Intervention, city: City) -> Intervention:
    """The same as it comes back from a plan's file, so that a code and a file give the same numbers to the last tree."""
    return Plan.from_geojson(Plan("card", [item]).to_geojson(city), city).interventions[0]


def code_of(plan: Plan, city: City, years: Sequence[int] = ()) -> str:
    """The code of a plan that was made with cards; a TwinError when a part of it is none of theirs."""
    moves: list[Move] = []
    for number, item in enumerate(plan, 1):
        mandate = years.index(item.year) if item.year in years else 0
        found = next((move for move in _meant(item, city) if _same(item, city, move, years[mandate] if mandate else None)), None)
        if found is None:
            raise TwinError(
                f'plan "{plan.name}", intervention {number}: {type(item).__name__} there is no card on a whole cell of the board'
            )
        if moves and mandate < moves[-1][0]:
            raise TwinError(f'plan "{plan.name}", intervention {number} is of an earlier mandate than the one before it: put them in order')
        moves.append((mandate, *found))
    if not moves:
        raise TwinError(f'plan "{plan.name}" has no interventions: there is nothing to write a code of')
    return write_code(moves)


def _meant(item: Intervention, city: City) -> Iterable[tuple[str, str]]:
    """Cells and cards that an intervention may come from: those that its shape touches."""
    shape = item.shape(city)
    for cell in (f"{c}{r}" for r in ROWS for c in COLUMNS):
        if shapely.intersects(shape, cell_box(city, cell)):
            yield from ((cell, letter) for letter in CARDS)


def _same(item: Intervention, city: City, move: tuple[str, str], year: int | None) -> bool:
    try:
        other = made(city, *move, year)
    except TwinError:
        return False
    if type(other) is not type(item):
        return False
    plain = [name for name in type(item).model_fields if not isinstance(getattr(other, name), shapely.Geometry)]
    if any(getattr(item, name) != getattr(other, name) for name in plain if name not in ("where", "year")):
        return False
    apart = shapely.symmetric_difference(item.shape(city), other.shape(city))
    return bool((shapely.area(apart) < 1.0) and (shapely.area(item.shape(city)) > 0 or item.shape(city).equals(other.shape(city))))


def _tokens(moves: Sequence[Move]) -> list[str]:
    """Cells with their cards; moves that follow one another in a cell stand together."""
    tokens, mandate = list[str](), 0
    for (when, cell), group in groupby(moves, key=lambda move: move[:2]):
        tokens += [NEXT] * (when - mandate)
        mandate = when
        tokens.append(f"{cell}-{''.join(letter for _, _, letter in group)}")
    return tokens
