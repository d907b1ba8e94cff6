"""Checks of land: the official rule of artificialised ground."""

from twin.models.artificialisation import ARTIFICIAL_GRASS_USES, CATEGORIES, COVERS, USES, ocs_ge_artificial
from twin.verification.check import EXACT, Check, Within
from twin.words import Words

# Décret 2023-1096, annex to R. 101-1 (legifrance JORFTEXT000048465959): number -> threshold [m²].
ANNEX = {"A1": 50, "A2": 2500, "A3": 2500, "A4": 2500, "A5": 2500, "N6": 2500, "N7": 2500, "N8": 2500, "N9": 2500, "N10": 2500}

# github.com/MTES-MCT/sparte, is_artificial.sql, commit baa2137: cover, use -> artificial.
MATRIX = (
    ("CS1.1.1.1", "US1.1", True),  # a barn
    ("CS1.1.1.1", "US5", True),
    ("CS1.1.1.2", "US4.1.1", True),  # a road
    ("CS1.1.1.2", "US6.3", True),
    ("CS1.1.2.1", "US4.1.2", True),  # ballast
    ("CS1.1.2.1", "US1.3", False),  # a quarry
    ("CS1.1.2.2", "US1.3", True),
    ("CS2.2.1", "US5", True),  # lawn of a house
    ("CS2.2.1", "US4.1.1", True),  # road verge
    ("CS2.2.2", "US235", True),
    ("CS2.2.1", "US1.1", False),  # meadow
    ("CS2.2.1", "US6.3", False),
    ("CS2.1.1.1", "US5", False),  # broad-leaved trees in a garden
    ("CS2.1.2", "US4.1.1", False),  # shrubs of a road
    ("CS1.2.1", "US2", False),
    ("CS1.2.2", "US4.1.4", False),  # a canal's water
)

CHECKS = (
    Check(
        "land", "annex_thresholds", "models.artificialisation.CATEGORIES",
        Words("Least area of the ten categories of the annex", "Seuils de surface des dix catégories de l'annexe"),
        lambda: [float(CATEGORIES[key].threshold) for key in ANNEX], list(ANNEX.values()),
        Within(EXACT), "m²", "published", "decree_2023_1096", "annex to article R. 101-1", "artificialised",
    ),
    Check(
        "land", "ocs_ge_cases", "models.artificialisation.ocs_ge_artificial",
        Words("Sixteen pairs of cover and use, 1 where artificialised", "Seize couples couverture et usage, 1 si artificialisé"),
        lambda: [ocs_ge_artificial(cover, use) for cover, use, _ in MATRIX], [artificial for *_, artificial in MATRIX],
        Within(EXACT), "1", "published", "sparte", "is_artificial.sql, commit baa2137", "artificialised",
    ),
    Check(
        "land", "ocs_ge_count", "models.artificialisation.ocs_ge_artificial",
        Words("Artificialised pairs in the whole matrix", "Couples artificialisés dans toute la matrice"),
        lambda: sum(ocs_ge_artificial(cover, use) for cover in COVERS for use in USES),
        3 * len(USES) + (len(USES) - 1) + 2 * len(ARTIFICIAL_GRASS_USES),
        Within(Words("three covers always, mineral ground unless quarried, grass by its use",
                     "trois couvertures toujours, le minéral sauf carrière, l'herbe selon l'usage")),
        "1", "property", "sparte", "is_artificial.sql, commit baa2137", "artificialised",
    ),
)  # fmt: skip
