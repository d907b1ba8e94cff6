"""The one exception users meet, and the sentence that helps them on."""

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import combining, normalize


class TwinError(ValueError):
    """Something the user gave cannot be used: the message says what, where, what is allowed, and the nearest match."""


def plain(text: str) -> str:
    """`text` in lower case without accents, for forgiving comparison of names ("Place du Marché" = "place du marche")."""
    decomposed = normalize("NFKD", str(text).casefold().replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not combining(c)).split())


def did_you_mean(name: str, known: Iterable[str], most: int = 3) -> str:
    """The end of an error sentence: the nearest known names, or the first few when nothing is near."""
    by_plain = {plain(k): k for k in known}
    near = get_close_matches(plain(name), by_plain, n=most, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f'"{by_plain[n]}"' for n in near) + "?"
    names = sorted(by_plain.values())
    if not names:
        return "none is known here"
    shown = ", ".join(f'"{n}"' for n in names[:12])
    return f"known: {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")
