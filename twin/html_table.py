"""Small HTML tables for notebooks: values show themselves where a cell ends with them."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = "font-variant-numeric: tabular-nums; text-align: {side}; padding: 0.15em 0.7em; vertical-align: top"


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", right: Sequence[int] = ()) -> str:
    """A table of plain texts, all escaped; the columns in `right` are set to the right."""

    def cells(kind: str, texts: Sequence[str]) -> str:
        scope = ' scope="col"' if kind == "th" else ""
        return "".join(
            f'<{kind}{scope} style="{STYLE.format(side="right" if i in right else "left")}">{escape(text)}</{kind}>'
            for i, text in enumerate(texts)
        )

    titled = f'<caption style="text-align: left; font-weight: bold">{escape(caption)}</caption>' if caption else ""
    header = f"<thead><tr>{cells('th', head)}</tr></thead>" if any(head) else ""
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table>{titled}{header}<tbody>{body}</tbody></table>"
