"""Street names as French files write them ("R DE L'ESCOUTADOU") -> as people write them ("Rue de l'Escoutadou")."""

import re

KINDS_OF_STREET: dict[str, str] = {
    "ALL": "Allée", "ALLEE": "Allée", "ALLEES": "Allées", "AV": "Avenue", "AVE": "Avenue", "BD": "Boulevard", "BLD": "Boulevard",
    "BVD": "Boulevard", "CAR": "Carrefour", "CHE": "Chemin", "CHEM": "Chemin", "CH": "Chemin", "CITE": "Cité", "CLOS": "Clos",
    "CRS": "Cours", "CTRE": "Centre", "DOM": "Domaine", "ESC": "Escalier", "ESP": "Esplanade", "FG": "Faubourg", "GAL": "Galerie",
    "GR": "Grande Rue", "HAM": "Hameau", "IMP": "Impasse", "JARD": "Jardin", "LD": "Lieu-dit", "LOT": "Lotissement", "MAIL": "Mail",
    "MTE": "Montée", "MTEE": "Montée", "PAS": "Passage", "PASS": "Passage", "PL": "Place", "PROM": "Promenade", "PRV": "Parvis",
    "PTE": "Porte", "QU": "Quai", "QUAI": "Quai", "R": "Rue", "RES": "Résidence", "RLE": "Ruelle", "ROC": "Rocade", "RPT": "Rond-point",
    "RTE": "Route", "SEN": "Sentier", "SENT": "Sentier", "SQ": "Square", "TRA": "Traverse", "TSSE": "Terrasse", "VEN": "Venelle",
    "VLA": "Villa", "VOIE": "Voie",
}  # fmt: skip
TITLES: dict[str, str] = {
    "ST": "Saint", "STE": "Sainte", "DR": "Docteur", "GAL": "Général", "GEN": "Général", "MAL": "Maréchal", "CDT": "Commandant",
    "CNE": "Capitaine", "LT": "Lieutenant", "PDT": "Président", "PROF": "Professeur", "MGR": "Monseigneur", "FRERES": "Frères",
}  # fmt: skip
SMALL = frozenset("de du des d la le les l et en à a au aux sur sous lès lez".split())
_ROMAN = re.compile(r"^[IVX]{2,}$")
_PIECE = re.compile(r"[^\s'’-]+|[\s'’-]+")


def street_name(text: str | None) -> str | None:
    """A name in capitals with its kind shortened, spelt out; a name with small letters is left as it is.

    Accents that capitals have lost stay lost: they cannot be guessed.

    >>> street_name("R DU LAVANDIN"), street_name("BD PAUL VALERY"), street_name("Rue Hébert")
    ('Rue du Lavandin', 'Boulevard Paul Valery', 'Rue Hébert')
    """
    name = " ".join((text or "").split())
    if not name or name != name.upper() or not any(c.isalpha() for c in name):
        return name or None
    first, _, rest = name.partition(" ")
    if rest and first in KINDS_OF_STREET:
        return f"{KINDS_OF_STREET[first]} {_spelt(rest, start=False)}"
    return _spelt(name, start=True)


def _spelt(words: str, start: bool) -> str:
    """Capitals -> first letters large, but small words small, and numerals, initials and numbers as they are."""
    pieces = _PIECE.findall(words)
    spelt = []
    for i, piece in enumerate(pieces):
        before_apostrophe = i + 1 < len(pieces) and pieces[i + 1].strip() in ("'", "’")
        if i == 0 and piece in ("LE", "LA", "LES", "L"):  # the article of a name: Rue La Bruyère, Résidence Le Vega
            spelt.append(piece.capitalize())
        elif piece in TITLES:
            spelt.append(TITLES[piece])
        elif _ROMAN.match(piece) or "." in piece or any(c.isdigit() for c in piece):
            spelt.append(piece)
        elif piece.lower() in SMALL and (i > 0 or not start) and (len(piece) > 1 or before_apostrophe or piece == "A"):
            spelt.append("à" if piece == "A" else piece.lower())
        else:
            spelt.append(piece.capitalize())
    return "".join(spelt)
