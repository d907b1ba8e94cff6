"""A lesson of 50 minutes as a folder of pages to print, every number of which a printed command reproduces."""

from twin.lesson.folder import write_lesson

__all__ = ["write_lesson"]
