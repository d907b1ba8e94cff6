"""What the settings of interventions are called, for forms and for refusals."""

from twin.words import Words

FIELDS: dict[str, Words] = {
    "age": Words("Crowns shown after, years", "Houppiers montrés après, années"),
    "carriageways": Words("Carriageways too", "Chaussées comprises"),
    "element": Words("What is insulated or changed", "Ce qui est isolé ou changé"),
    "how": Words("Kind of closure", "Type de fermeture"),
    "material": Words("Insulant or window", "Isolant ou fenêtre"),
    "physical": Words("With humps and narrowings", "Avec ralentisseurs et rétrécissements"),
    "replaces": Words("What makes room for it", "Ce qui lui fait place"),
    "share": Words("Share of each roof", "Part de chaque toit"),
    "side": Words("Side", "Côté"),
    "spacing": Words("Distance between trees, m", "Distance entre arbres, m"),
    "species": Words("Kind of tree", "Essence"),
    "speed": Words("New speed limit, km/h", "Nouvelle limite, km/h"),
    "style": Words("Kind of lane", "Type d'aménagement"),
    "system": Words("Heating system", "Chauffage"),
    "target_r": Words("Resistance added, m²·K/W", "Résistance ajoutée, m²·K/W"),
    "thickness": Words("Thickness of the insulant, m", "Épaisseur de l'isolant, m"),
    "to": Words("What replaces the paving", "Ce qui remplace le revêtement"),
    "width": Words("Width of one lane, m", "Largeur d'une bande, m"),
    "year": Words("Year in which it is done", "Année de réalisation"),
}
