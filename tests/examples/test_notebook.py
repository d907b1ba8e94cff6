"""The example notebook runs from top to bottom, and what its cells end with shows itself as a table."""

import ast
import json
from html.parser import HTMLParser
from pathlib import Path

import twin

NOTEBOOK = Path(__file__).parents[2] / "examples" / "first_notebook.ipynb"


class Tags(HTMLParser):
    """Counts opening and closing tags, so that a table left open is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(value: object) -> str:
    """What a notebook would show of a value; its HTML must be whole."""
    html = value._repr_html_()  # type: ignore[attr-defined]
    parser = Tags()
    parser.feed(html)
    assert not parser.open
    return parser.text


def test_the_notebook_runs() -> None:
    """Every code cell in one namespace; the last expression of each is shown as Jupyter would."""
    cells = [c for c in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    tables = []
    for cell in cells:
        tree = ast.parse("".join(cell["source"]))
        last = tree.body[-1] if isinstance(tree.body[-1], ast.Expr) else None
        tree.body = tree.body[:-1] if last is not None else tree.body
        exec(compile(tree, NOTEBOOK.name, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)
            tables += [shown(value)] if value is not None else []
    assert len(tables) == 4
    assert "Saint-Jumeau" in tables[0]
    assert "Depave" in tables[1]
    assert "Runoff from the design storm" in tables[2]
    assert "air_warming" in tables[3]


def test_names_are_escaped() -> None:
    plan = twin.Plan("<b>Rue & 'place'</b>", [twin.Depave(where="Place <du> Marché")])
    assert "<b>Rue" in shown(plan)  # as text, not as a tag
    assert "&lt;b&gt;" in plan._repr_html_()
