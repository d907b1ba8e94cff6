"""`twin verify`: the package's own comparisons with published tables and other programs, made again."""

from pathlib import Path

from twin.cli.outputs import checked_target
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.errors import TwinError
from twin.verification.running import complaint, verify
from twin.words import Language, Words
from twin.writing import write_text

CHECKING = Words("Checking", "Contrôle")
WRITTEN = Words("Written", "Écrit")


def run(html: Path | None, lang: Language) -> None:
    """Print the page, and write it when asked; TwinError when a check fails, so that scripts notice."""
    target = checked_target(html, "--html", (".html",))
    with shown(CHECKING.to(lang), lang) as progress:
        verification = verify(progress)
    print(verification.text(lang))
    if target:
        print(f"\n{colon(WRITTEN, lang)} {write_text(target, verification.html(lang))}", flush=True)
    if not verification.passed:
        raise TwinError(complaint(verification).to(lang))
