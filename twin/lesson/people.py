"""Role cards and event cards."""

from dataclasses import dataclass

from twin.words import Words


@dataclass(frozen=True)
class Person:
    """A role: who, what they want, and the metric they read first."""

    name: Words
    wants: Words
    metric: str


@dataclass(frozen=True)
class Event:
    """Something that happens between two mandates, and what the table must do about it."""

    name: Words
    what: Words
    do: Words


ROLES = (
    Person(
        Words("The mayor", "La maire"),
        Words(
            "Wants all targets met and the budget kept, and to be elected again.",
            "Veut atteindre tous les objectifs dans le budget, et être réélue.",
        ),
        "cost",
    ),
    Person(
        Words("The water engineer", "L'ingénieur de l'eau"),
        Words("Wants less water in the sewers when it pours.", "Veut moins d'eau dans les égouts pendant l'orage."),
        "runoff",
    ),
    Person(
        Words("The doctor", "Le médecin"),
        Words(
            "Wants cooler nights for old people and small children.", "Veut des nuits plus fraîches pour les personnes âgées et les petits."
        ),
        "air_warming",
    ),
    Person(
        Words("The shopkeeper", "La commerçante"),
        Words(
            "Wants customers to come by car, on foot and by bike, and to park.",
            "Veut que les clients viennent en voiture, à pied, à vélo, et se garent.",
        ),
        "parking",
    ),
    Person(
        Words("The gardener", "La jardinière"),
        Words("Wants large trees with room for their roots.", "Veut de grands arbres avec de la place pour leurs racines."),
        "canopy",
    ),
    Person(
        Words("The pupil", "L'élève"),
        Words("Wants to ride to school without fear.", "Veut aller à l'école à vélo sans peur."),
        "low_stress",
    ),
)

EVENTS = (
    Event(
        Words("The great storm", "Le grand orage"),
        Words("60 mm of rain fall instead of the usual design storm.", "Il tombe 60 mm de pluie au lieu de la pluie de projet."),
        Words(
            "Read the runoff again with --assume rain=60. Is the order of the plans the same?",
            "Relisez le ruissellement avec --assume rain=60. L'ordre des projets est-il le même ?",
        ),
    ),
    Event(
        Words("Prices rise", "Les prix montent"),
        Words("All works cost as much as the upper end of their range.", "Tous les travaux coûtent le haut de leur plage."),
        Words(
            "Use the high price of each card. Take cards off the board until the budget holds.",
            "Prenez le prix haut de chaque carte. Retirez des cartes jusqu'à tenir le budget.",
        ),
    ),
    Event(
        Words("A petition", "Une pétition"),
        Words("Those who lose parking spaces have signed.", "Ceux qui perdent des places de stationnement ont signé."),
        Words(
            "Read the ledger. Give an answer to the place that loses most, or change the plan.",
            "Lisez le bilan par lieu. Répondez au lieu le plus touché, ou changez le projet.",
        ),
    ),
    Event(
        Words("The trees are small", "Les arbres sont petits"),
        Words("Crowns are those of trees 15 years after planting.", "Les houppiers sont ceux d'arbres plantés depuis 15 ans."),
        Words(
            "Say what your plan does in its first mandate, while the trees are small.",
            "Dites ce que fait votre projet dès le premier mandat, quand les arbres sont petits.",
        ),
    ),
    Event(
        Words("The number is doubted", "Le chiffre est mis en doute"),
        Words("A journalist asks where a number comes from.", "Une journaliste demande d'où vient un chiffre."),
        Words(
            "Open its receipt with twin explain, and read aloud what it leaves out.",
            "Ouvrez son reçu avec twin explain, et lisez à voix haute ce qu'il ne compte pas.",
        ),
    ),
    Event(
        Words("The neighbours wake up", "Les voisins se réveillent"),
        Words("The school asks for shade in its yard.", "L'école demande de l'ombre dans sa cour."),
        Words(
            "Find the school's cell. Is there a card for it that the budget still pays?",
            "Trouvez la case de l'école. Y a-t-il une carte que le budget paie encore ?",
        ),
    ),
)
