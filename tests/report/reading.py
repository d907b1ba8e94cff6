"""Reading a page back: its elements as a parser finds them, and whether they are nested as they should be."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "img", "input"})
Attributes = dict[str, str | None]


@dataclass
class Element:
    """A tag with its attributes and everything inside it."""

    name: str
    attributes: Attributes
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    def all(self, name: str, kind: str = "") -> list["Element"]:
        """Elements of a name (and class) anywhere inside."""
        found = []
        for e in self.inside:
            if e.name == name and (not kind or kind in (e.attributes.get("class") or "").split()):
                found.append(e)
            found += e.all(name, kind)
        return found

    def by_id(self, anchor: str) -> "Element":
        return next(e for e in self.every() if e.attributes.get("id") == anchor)

    def every(self) -> list["Element"]:
        return [e for child in self.inside for e in (child, *child.every())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("page", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute stands twice in <{tag}>"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parsed(page: str) -> Element:
    """The page as elements; fails where a tag is closed by another one or not at all."""
    assert page.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    return reader.top
