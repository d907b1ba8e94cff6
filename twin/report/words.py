"""What the report says, in both languages; the rest it takes from the pictures, the ledger and the draws."""

from twin.words import Words

PAGE: dict[str, Words] = {
    "kicker": Words("Report of a comparison", "Compte rendu d'une comparaison"),
    "several": Words("{city}: {count} plans compared", "{city} : {count} projets comparés"),
    "contents": Words("Contents", "Sommaire"),
    "skip": Words("Go to the numbers", "Aller aux chiffres"),
    "plan": Words("Plan: {name}", "Projet : {name}"),
    "beware": Words("Read this first", "À lire d'abord"),
    "side_by_side": Words("The plans side by side", "Les projets côte à côte"),
    "side_caption": Words(
        "Metrics that at least one plan moves: before, and after each plan",
        "Indicateurs que change au moins un projet : avant, et après chacun",
    ),
    "nothing_moves": Words("No plan moves any of the metrics read.", "Aucun projet ne change un seul des indicateurs lus."),
    "leader": Words("Which plan is ahead", "Quel projet l'emporte"),
    "ahead": Words("{first} before {second} in {share} of 100 draws", "{first} devant {second} dans {share} tirages sur 100"),
    "tie": Words("no difference that matters", "pas d'écart qui compte"),
    "how_sure": Words("How sure are the differences?", "Les différences sont-elles sûres ?"),
    "whiskers": Words("Differences to before, with their ranges", "Écarts par rapport à avant, avec leurs plages"),
    "whiskers_alt": Words(
        "Dots with whiskers: {finding}. Metrics: {metrics}. The table of all numbers gives each range.",
        "Points à moustaches : {finding}. Indicateurs : {metrics}. Le tableau des chiffres donne chaque plage.",
    ),
    # -- maps ----------------------------------------------------------------------------------------------------
    "swipe": Words("Before and after", "Avant et après"),
    "swipe_label": Words("Share of the map that shows the city after the plan", "Part de la carte qui montre la ville après le projet"),
    "swipe_help": Words(
        "Drag the line, or use the arrow keys: before on the left, after on the right.",
        "Faire glisser la ligne, ou utiliser les flèches du clavier : avant à gauche, après à droite.",
    ),
    "map_alt": Words("Map of {city}, {when}. Ground: {shares}.", "Carte de {city}, {when}. Sol : {shares}."),
    "when_before": Words("before", "avant"),
    "when_after": Words("after {plan}", "après {plan}"),
    "works_alt": Words(" On it, numbered: {works}.", " Dessus, numérotés : {works}."),
    "legend": Words("Legend", "Légende"),
    "steps": Words("Interventions, as numbered on the map", "Interventions, numérotées comme sur la carte"),
    "change": Words("Where it changes", "Où cela change"),
    "change_caption": Words("{what}: after − before", "{what} : après − avant"),
    "change_alt": Words(
        "Map of the change of {what}: from {low} to {high}; {share} % of the area changes.",
        "Carte du changement de {what} : de {low} à {high} ; {share} % de la surface change.",
    ),
    "change_none": Words("Map of the change of {what}: nothing changes.", "Carte du changement de {what} : rien ne change."),
    "streets": Words("Cars and bikes in the streets", "Voitures et vélos dans les rues"),
    "traffic": Words("Cars in the peak hour", "Voitures en heure de pointe"),
    "flow_alt": Words(
        "Map of the cars in the peak hour, {when}. Busiest: {streets}.", "Carte des voitures en heure de pointe, {when}. {streets}."
    ),
    "flow_change": Words("Streets whose traffic changes most", "Rues dont le trafic change le plus"),
    "flow_change_alt": Words("Map of the change in cars: {finding}.", "Carte du changement des voitures : {finding}."),
    "stress": Words("Stress of riding a bike", "Stress à vélo"),
    "stress_alt": Words("Map of the level of traffic stress, {when}: {levels}.", "Carte du niveau de stress du trafic, {when} : {levels}."),
    "stress_caption": Words(
        "Kilometres of street at each level of traffic stress", "Kilomètres de rues à chaque niveau de stress du trafic"
    ),
    "level": Words("Level", "Niveau"),
    "riders": Words("Who rides there", "Qui y roule"),
    "street": Words("Street", "Rue"),
    # -- numbers -------------------------------------------------------------------------------------------------
    "numbers": Words("All the numbers", "Tous les chiffres"),
    "numbers_caption": Words("Every metric before and after {plan}", "Chaque indicateur avant et après {plan}"),
    "sortable": Words(
        "A heading sorts the table; a third time it is as at first.", "Un en-tête trie le tableau ; au troisième appui, l'ordre initial."
    ),
    "only_moved": Words("Only what changes", "Seulement ce qui change"),
    "metric": Words("Metric", "Indicateur"),
    "unit": Words("Unit", "Unité"),
    "before": Words("Before", "Avant"),
    "after": Words("After", "Après"),
    "difference": Words("Difference", "Différence"),
    "percent": Words("Relative, %", "Relatif, %"),
    "verdict": Words("Verdict", "Verdict"),
    "range": Words("Its range", "Sa plage"),
    "sure": Words("How sure", "Certitude"),
    "better": Words("better", "mieux"),
    "worse": Words("worse", "moins bien"),
    "same": Words("no change", "inchangé"),
    "unresolved": Words("below the solver's resolution", "en deçà de la précision du calcul"),
    "share": Words("{share} of 100 draws (± {error})", "{share} tirages sur 100 (± {error})"),
    "hangs": Words("hangs on {driver}", "tient à {driver}"),
    "turns": Words("turns round at {value}", "s'inverse à {value}"),
    "less": Words("less is better", "à réduire"),
    "more": Words("more is better", "à augmenter"),
    # -- ledger --------------------------------------------------------------------------------------------------
    "ledger": Words("Who loses, who wins", "Qui perd, qui gagne"),
    "losers": Words("Lose", "Perdent"),
    "winners": Words("Win", "Gagnent"),
    "nobody": Words("nobody", "personne"),
    "looked_at": Words("{count} looked at", "{count} examinés"),
    "further": Words("{count} more", "{count} de plus"),
    # -- what was done -------------------------------------------------------------------------------------------
    "done": Words("What was done, and what it costs", "Ce qui a été fait, et ce que cela coûte"),
    "done_none": Words("This plan holds no intervention.", "Ce projet ne contient aucune intervention."),
    "costs": Words("Costs of the works, without tax", "Coûts des travaux, hors taxes"),
    "work": Words("Work", "Travaux"),
    "quantity": Words("Quantity", "Quantité"),
    "price": Words("Unit price (range)", "Prix unitaire (plage)"),
    "cost": Words("Cost, €", "Coût, €"),
    "cost_range": Words("Range, €", "Plage, €"),
    "source": Words("Source", "Source"),
    "total": Words("Total", "Total"),
    "unverified": Words("unverified", "non vérifié"),
    # -- receipts ------------------------------------------------------------------------------------------------
    "receipts": Words("Receipts: how each number comes about", "Reçus : d'où vient chaque chiffre"),
    "receipts_lead": Words(
        "Each opens into a calculation to redo by hand: formula, coefficients with sources, one worked place, and what is left out.",
        "Chacun s'ouvre sur un calcul à refaire à la main : formule, coefficients et sources, un lieu calculé, et ce qui est omis.",
    ),
    "receipts_none": Words(
        "No number moves; the receipts of the city before are below.",
        "Aucun chiffre ne change ; les reçus de la ville avant sont plus bas.",
    ),
    "receipts_before": Words("Receipts of the city before", "Reçus de la ville avant"),
    "receipts_all": Words("{count} receipts, of every metric", "{count} reçus, de tous les indicateurs"),
    "receipt": Words("Receipt: {what}", "Reçu : {what}"),
    # -- about ---------------------------------------------------------------------------------------------------
    "geojson": Words("The plan as a map file", "Le projet comme fichier cartographique"),
    "download": Words("Save {file}", "Enregistrer {file}"),
    "download_note": Words(
        "GeoJSON in longitude and latitude: twin reads it back, and so does any map program.",
        "GeoJSON en longitude et latitude : twin le relit, comme tout logiciel de cartographie.",
    ),
    "read_it": Words("Read it here", "Le lire ici"),
    "assumptions": Words("Assumptions", "Hypothèses"),
    "assumed_none": Words("Every coefficient has its best guess.", "Chaque coefficient a sa meilleure valeur."),
    "assumed_caption": Words("Coefficients given other values, before and after alike", "Coefficients changés, avant comme après"),
    "coefficient": Words("Coefficient", "Coefficient"),
    "assumed_value": Words("Assumed", "Supposé"),
    "usual": Words("Best guess (range)", "Meilleure valeur (plage)"),
    "weather": Words("Storm and hot day of the city: {name}.", "Orage et journée chaude de la ville : {name}."),
    "draws": Words("Draws", "Tirages"),
    "town": Words("What is known of the city", "Ce que l'on sait de la ville"),
    "caveat": Words(
        "Model estimates, not measurements. Each receipt says what its number leaves out.",
        "Estimations de modèles, non des mesures. Chaque reçu dit ce que son chiffre ne compte pas.",
    ),
    "sources": Words("Sources", "Sources"),
    "shows": Words("{city}, state of {year}", "{city}, état de {year}"),
    "written": Words("Written {date}", "Établi le {date}"),
}


def say(key: str, lang: str) -> str:
    """A sentence of the page."""
    return PAGE[key].to(lang)
