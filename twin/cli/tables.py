"""Plain tables for a terminal: columns as wide as what they hold."""

from collections.abc import Sequence

from twin.words import Words


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: str = "  ") -> list[str]:
    """The rows as aligned lines; the columns of `right` stand flush right."""
    if not rows:
        return []
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        (
            indent + "  ".join(f"{cell:>{w}}" if i in right else f"{cell:<{w}}" for i, (cell, w) in enumerate(zip(row, wide, strict=True)))
        ).rstrip()
        for row in rows
    ]


def colon(words: Words, lang: str) -> str:
    """The words with the colon of the language: "by use:", "par usage :"."""
    return words.to(lang) + (" :" if lang == "fr" else ":")
