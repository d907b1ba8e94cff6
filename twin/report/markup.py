"""Small pieces of HTML: everything that was typed by people is escaped here."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from twin.errors import plain
from twin.words import digits_for, number

# What no HTML page may hold: control characters other than tab and line ends, halves of letters, and letters that are none.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Letters that turn the direction of what follows them: a name must not turn the page round.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
NOTHING: Mapping[str, str] = {}


def clean(text: str) -> str:
    """The text without what a page may not hold."""
    return TURNING.sub("", FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def esc(text: str) -> str:
    """Text as it stands in HTML, between tags or inside a quoted attribute."""
    return escape(clean(text), quote=True)


def one_line(text: str) -> str:
    """A name on one line, not yet escaped."""
    return " ".join(text.split())


def tag(name: str, inside: str = "", attributes: Mapping[str, str] = NOTHING) -> str:
    """An element around HTML that is already escaped; attribute values are escaped here. An empty value stands alone (`hidden`)."""
    written = "".join(f' {key}="{esc(value)}"' if value else f" {key}" for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


def paragraphs(texts: Iterable[str], kind: str = "") -> str:
    """Plain texts as paragraphs, empty ones left out."""
    return "".join(tag("p", esc(text), {"class": kind} if kind else NOTHING) for text in texts if text)


def bullets(items: Iterable[str], kind: str = "") -> str:
    """Escaped items as a list; nothing when there is none."""
    inside = "".join(tag("li", item) for item in items)
    return tag("ul", inside, {"class": kind} if kind else NOTHING) if inside else ""


def details(summary: str, inside: str, attributes: Mapping[str, str] = NOTHING) -> str:
    """A part that opens when its (escaped) summary is activated."""
    return tag("details", tag("summary", summary) + inside, attributes)


def preformatted(text: str, label: str) -> str:
    """Text in columns; it scrolls sideways, also with the keyboard."""
    return tag("pre", esc(text), {"tabindex": "0", "role": "region", "aria-label": label})


def wide(inside: str, label: str) -> str:
    """A table that scrolls inside its own frame where the screen is narrow."""
    return tag("div", inside, {"class": "wide", "tabindex": "0", "role": "region", "aria-label": label})


def data_uri(content: bytes, kind: str) -> str:
    """The content inside an address: nothing is loaded from anywhere."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def short(value: float, lang: str) -> str:
    """A number in about three figures, without decimals that say nothing."""
    digits = digits_for(value)
    while digits and round(value, digits) == round(value, digits - 1):
        digits -= 1
    return number(value, digits, lang)


def as_json(content: Any) -> str:
    """Readable JSON."""
    return clean(json.dumps(content, ensure_ascii=False, indent=1))


def slug(name: str, otherwise: str) -> str:
    """A name for a file, of plain letters and digits."""
    return "-".join(re.findall("[a-z0-9]+", plain(name)))[:60].strip("-") or otherwise
