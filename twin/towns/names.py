"""Names for streets and shops as French towns have them."""

from collections.abc import Iterator
from random import Random

PEOPLE = """
Victor-Hugo Louis-Pasteur Jean-Jaurès Émile-Zola Léon-Gambetta Jules-Ferry Voltaire Molière Jean-Moulin Marie-Curie
Jean-de-La-Fontaine George-Sand Lucie-Aubrac Simone-Veil Louise-Michel Olympe-de-Gouges Joséphine-Baker Colette
Germaine-Tillion Berthie-Albrecht Danielle-Casanova Camille-Claudel Rosa-Bonheur Sophie-Germain Émilie-du-Châtelet
Claude-Debussy Maurice-Ravel Hector-Berlioz Georges-Bizet Gabriel-Fauré Erik-Satie Nadia-Boulanger Lili-Boulanger
Claude-Monet Paul-Cézanne Auguste-Renoir Berthe-Morisot Gustave-Courbet Auguste-Rodin Edgar-Degas Suzanne-Valadon
Honoré-de-Balzac Gustave-Flaubert Guy-de-Maupassant Charles-Baudelaire Arthur-Rimbaud Paul-Verlaine Jules-Verne
Alphonse-Daudet Marcel-Proust Albert-Camus Jacques-Prévert Paul-Éluard Louis-Aragon Guillaume-Apollinaire Alain-Fournier
Pierre-Corneille Jean-Racine Denis-Diderot Jean-Jacques-Rousseau Montaigne François-Rabelais Pierre-de-Ronsard
Blaise-Pascal René-Descartes Ampère Arago Lavoisier Laplace Lagrange Fourier Fresnel Évariste-Galois Henri-Poincaré
Claude-Bernard Ambroise-Paré Laennec Branly Louis-Blériot Clément-Ader Hélène-Boucher Jean-Mermoz Saint-Exupéry
Nicéphore-Niépce Denis-Papin Gay-Lussac Jacquard Parmentier Buffon Jean-Henri-Fabre Lamarck Vauban Colbert Turgot Condorcet
Lafayette Mirabeau Danton Carnot Kléber Marceau Hoche Lazare-Carnot Surcouf Jean-Bart Jeanne-d'Arc Du-Guesclin Vercingétorix
Pierre-Brossolette Guy-Môquet Estienne-d'Orves Gabriel-Péri Pierre-Semard Général-Leclerc Maréchal-Foch Clemenceau
Aristide-Briand Léon-Blum Pierre-Mendès-France Jules-Guesde Jean-Macé Ferdinand-Buisson Anatole-France Romain-Rolland
""".split()
THINGS = [
    thing.strip()
    for thing in """
    de l'Église, du Moulin, du Four, du Puits, du Lavoir, du Château, du Collège, du Stade, du Canal, du Bac, du Pressoir,
    des Halles, des Tanneurs, des Merciers, des Tisserands, des Jardins, des Vergers, des Vignes, des Maraîchers, des Lavandières,
    des Acacias, des Tilleuls, des Peupliers, des Érables, des Cerisiers, des Noyers, des Lilas, des Glycines, des Roses,
    des Alouettes, des Hirondelles, des Mésanges, des Rossignols, des Écoles, des Carmes, des Cordeliers, des Ursulines,
    de la République, de la Liberté, de la Fontaine, de la Poste, de la Paix, de la Fraternité, de la Prairie, de la Croix-Blanche,
    de la Tour, de la Monnaie, de la Poterie, de la Tuilerie, de la Verrerie, de la Chapelle, de la Rivière, de la Libération,
    de l'Abbaye, de l'Égalité, de l'Industrie, de l'Octroi, de l'Arsenal, de l'Abreuvoir, de l'Orangerie, de l'Avenir
    """.split(",")
]
SHOPS = (
    ("bakery", "Boulangerie du Fournil"),
    ("pharmacy", "Pharmacie du Centre"),
    ("butcher", "Boucherie Moreau"),
    ("greengrocer", "Le Panier Frais"),
    ("books", "Librairie des Arcades"),
    ("hairdresser", "Salon Élégance"),
    ("florist", "Fleurs et Saisons"),
    ("shoes", "Chaussures Lambert"),
    ("clothes", "Atelier Mode"),
    ("bicycle", "Cycles Jumeau"),
    ("optician", "Optique Centrale"),
    ("newsagent", "Maison de la Presse"),
    ("cheese", "Fromagerie du Berry"),
    ("bakery", "Au Bon Pain"),
)
BRIDGES = ("Pont Vieux", "Pont Neuf", "Pont de l'Octroi", "Pont des Lavandières", "Pont Saint-Jean", "Pont du Bac")
PLACES: dict[str, tuple[str, ...]] = {
    "market": ("Place du Marché", "Place aux Herbes", "Place de l'Horloge", "Place des Carmes", "Place Carnot", "Place du Foirail"),
    "church": ("Église Saint-Martin", "Église Notre-Dame", "Église Saint-Pierre", "Église Sainte-Anne", "Église Saint-Jean"),
    "park": ("Parc des Tilleuls", "Parc des Érables", "Square Simone-Veil", "Parc de la Garenne", "Jardin des Plantes",
             "Parc de l'Étang", "Square des Poètes", "Parc du Belvédère", "Jardin de l'Évêché", "Parc des Charmes"),
    "school": ("École Jules-Ferry", "École Marie-Curie", "École Jean-Macé", "École Lucie-Aubrac", "École Jacques-Prévert",
               "École Paul-Bert", "École George-Sand", "École Jean-Moulin"),
    "supermarket": ("Supermarché", "Supermarché du Rond-Point", "Supermarché des Vignes", "Supermarché du Canal"),
    "clinic": ("Clinique des Vignes", "Hôpital Saint-Jean", "Clinique du Parc"),
    "stadium": ("Stade municipal", "Stade de la Jumelle", "Stade Jean-Bouin"),
    "allotments": ("Jardins familiaux", "Jardins ouvriers du Rail", "Jardins de la Prairie", "Jardins du Moulin"),
    "cemetery": ("Cimetière municipal", "Cimetière de l'Est", "Cimetière du Nord"),
}  # fmt: skip
CLASSES = {"boulevard": "Boulevard", "avenue": "Avenue", "street": "Rue", "lane": "Allée"}


class StreetNames:
    """Hands out each name once: "Rue Marie-Curie", "Boulevard de la Liberté", …

    When the list is exhausted the same people and things come back under another kind of street ("Allée Marie-Curie"),
    then as their extension ("Rue Marie-Curie prolongée 2").
    """

    def __init__(self, rng: Random) -> None:
        endings = PEOPLE + THINGS
        rng.shuffle(endings)
        self._stream = self._endless(endings)
        self._given: set[str] = {"Rue de la Gare"}
        self._bridges = 0

    @staticmethod
    def _endless(endings: list[str]) -> Iterator[tuple[str, int]]:
        lap = 1
        while True:
            for ending in endings:
                yield ending, lap
            lap += 1

    def next(self, kind: str) -> str:
        """A new name for a "boulevard", "avenue", "street" or "lane"."""
        while True:
            ending, lap = next(self._stream)
            others = [word for key, word in CLASSES.items() if key != kind]
            words = [CLASSES[kind], *others]
            name = f"{words[(lap - 1) % len(words)]} {ending}"
            if lap > len(words):
                name += f" prolongée {lap - len(words) + 1}"
            if name not in self._given:
                self._given.add(name)
                return name

    def bridge(self) -> str:
        """A new name for a bridge."""
        self._bridges += 1
        if self._bridges <= len(BRIDGES):
            return BRIDGES[self._bridges - 1]
        return self.next("street").replace("Rue", "Pont", 1).replace("Allée", "Pont", 1)


class PlaceNames:
    """Hands out names of parks, schools, squares and the like, each once."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def next(self, kind: str) -> str:
        """The next name of a kind; when the list ends it begins again with a number."""
        k = self._count.get(kind, 0)
        self._count[kind] = k + 1
        names = PLACES[kind]
        lap, position = divmod(k, len(names))
        return names[position] + (f" {lap + 1}" if lap else "")

    @staticmethod
    def yard(school: str) -> str:
        """The name of a school's yard; the first school's is simply "Cour de l'école"."""
        return "Cour de l'école" if school == PLACES["school"][0] else f"Cour de l'{school[0].lower()}{school[1:]}"
