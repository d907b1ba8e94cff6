"""The type of a row of the bibliography."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One publication: who, what, when, and where to find it."""

    authors: str
    title: str
    year: int
    where: str  # journal, publisher, DOI or address

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}. {self.where}"
