"""The meter: model, shadow or twin, from what was really fed in."""

from dataclasses import dataclass
from typing import Literal

from twin.words import Words

Level = Literal["model", "shadow", "twin"]

NAMES: dict[Level, Words] = {
    "model": Words("model", "modèle"),
    "shadow": Words("shadow", "ombre numérique"),
    "twin": Words("twin", "jumeau numérique"),
}
SIMULATED = Words(" of a simulated city", " d'une ville simulée")
PARTLY = Words(" of a city, in part simulated", " d'une ville en partie simulée")
FED = Words("sensors recorded {recorded}, simulated {simulated}", "capteurs enregistrés {recorded}, simulés {simulated}")
UPDATED = Words("parameters updated by them: {count}", "paramètres mis à jour par eux : {count}")
NOTHING = Words("no parameter updated", "aucun paramètre mis à jour")
HELD_TOLD = Words("held-out sensors told by the others", "capteurs cachés prédits par les autres")
HELD_MISSED = Words("held-out sensors missed by more than before", "capteurs cachés manqués plus qu'avant")
HELD_UNKNOWN = Words("too few sensors to hold one out", "trop peu de capteurs pour en cacher un")
BACK = Words("a decision carried out and read back", "une décision exécutée puis relue")
NOT_BACK = Words("no decision read back", "aucune décision relue")
MISSING: dict[Level, Words] = {
    "model": Words(
        "For a shadow: sensors that say more than was known already, and a model that tells those held out.",
        "Pour une ombre : des capteurs qui en disent plus que ce que l'on savait, et un modèle qui prédit ceux qu'on lui cache.",
    ),
    "shadow": Words(
        "For a twin: carry out a decision, read the sensors again and take the readings in with earlier=this fit.",
        "Pour un jumeau : exécuter une décision, relire les capteurs et reprendre les mesures avec earlier=ce calage.",
    ),
    "twin": Words(
        "Still by hand: readings come from a file, decisions from people; a twin in the strict sense does both by itself.",
        "Toujours à la main : les mesures viennent d'un fichier, les décisions de personnes ; un jumeau au sens strict fait les deux seul.",
    ),
}
SEMICOLON = Words("; ", "\u00a0; ")
REAL = Words("For a real one: recorded readings in place of simulated ones.",
             "Pour un vrai : des mesures enregistrées à la place des simulées.")  # fmt: skip


@dataclass(frozen=True)
class Meter:
    """What was fed in: numbers of recorded and of simulated sensors, of parameters they updated, and whether a decision was read back.

    told    whether the model tells sensors that are held out, each kind: missed by no more than before any reading, or than their own
            errors explain; None where there are too few to hold one out. What fails has learnt its own errors: it stays a model.

    After Kritzinger et al. (2018; `kritzinger_2018` among the sources): a model knows nothing of the day, a shadow follows the place,
    a twin also acts on it. Left out of the test, and said so: that both ways should run by themselves.
    """

    recorded: int
    simulated: int
    updated: int
    fed_back: bool
    told: bool | None = None

    @property
    def level(self) -> Level:
        if not (self.recorded or self.simulated) or not self.updated or self.told is False:
            return "model"
        return "twin" if self.fed_back else "shadow"

    def name(self, lang: str = "en") -> str:
        """ "shadow of a simulated city" """
        of = "" if not self.simulated or self.level == "model" else (PARTLY if self.recorded else SIMULATED).to(lang)
        return NAMES[self.level].to(lang) + of

    def text(self, lang: str = "en") -> str:
        """ "shadow of a simulated city (sensors recorded 0, simulated 8; …)" """
        facts = [
            FED.to(lang).format(recorded=self.recorded, simulated=self.simulated),
            UPDATED.to(lang).format(count=self.updated) if self.updated else NOTHING.to(lang),
            (HELD_UNKNOWN if self.told is None else HELD_TOLD if self.told else HELD_MISSED).to(lang),
            (BACK if self.fed_back else NOT_BACK).to(lang),
        ]
        return f"{self.name(lang)} ({SEMICOLON.to(lang).join(facts)})"

    def missing(self, lang: str = "en") -> str:
        """What the next step takes."""
        said = MISSING[self.level].to(lang)
        return f"{said} {REAL.to(lang)}" if self.simulated and not self.recorded else said
