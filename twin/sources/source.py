"""The type of a row of the bibliography."""

from dataclasses import dataclass

BADGE = " [unverified · non vérifié]"  # both languages at once: rows of the bibliography are printed as they are, untranslated


@dataclass(frozen=True)
class Source:
    """One publication: who, what, when, and where to find it.

    checked  False: one of these details is from memory, or was not found again; shown with a badge wherever the row is printed.
             Says nothing of figures taken from it: these carry their own `verified` (`twin.parameter`).
    """

    authors: str
    title: str
    year: int
    where: str  # journal, publisher, DOI or address
    checked: bool = True

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}. {self.where}{'' if self.checked else BADGE}"
