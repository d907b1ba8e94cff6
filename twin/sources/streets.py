"""Sources on maps, streets, traffic, noise and exhaust."""

from twin.sources.source import Source

ROWS: dict[str, Source] = {
    # -- maps, streets, buildings, people ----------------------------------------------------------------------
    "bdtopo": Source("IGN", "BD TOPO, version 3.5, extract of central Nantes", 2025, "Licence Ouverte 2.0, geoservices.ign.fr"),
    "insee_rp": Source("INSEE", "Taille des ménages: données annuelles de 1968 à 2021", 2024, "insee.fr/fr/statistiques/2381486"),
    "cerema_lanes": Source("Cerema", "Voirie urbaine: guide d'aménagement", 2016, "Cerema, Lyon", checked=False),
    # -- mobility ----------------------------------------------------------------------------------------------
    "braess_1968": Source(
        "Braess, D.", "Über ein Paradoxon aus der Verkehrsplanung", 1968, "Unternehmensforschung 12, 258-268, doi:10.1007/BF01918335"
    ),
    "tntp": Source(
        "Transportation Networks for Research Core Team",
        "Transportation Networks for Research",
        2025,
        "github.com/bstabler/TransportationNetworks, commit d1639b4e",
    ),
    "pct_2017": Source(
        "Lovelace, R., Goodman, A., Aldred, R., Berkoff, N., Abbas, A., Woodcock, J.",
        "The Propensity to Cycle Tool: an open source online system for sustainable transport planning",
        2017,
        "Journal of Transport and Land Use 10(1), 505-528, doi:10.5198/jtlu.2016.862; coefficients as in the R package pct 0.9.9",
    ),
    "goodman_2019": Source(
        "Goodman, A., Rojas, I. F., Woodcock, J., Aldred, R., Berkoff, N., Morgan, M., Abbas, A., Lovelace, R.",
        "Scenarios of cycling to school in England, and associated health and carbon impacts: application of the Propensity to Cycle Tool",
        2019,
        "Journal of Transport & Health 12, 263-278, doi:10.1016/j.jth.2019.01.008; coefficients as in the R package pct 0.9.9",
    ),
    "broach_2012": Source(
        "Broach, J., Dill, J., Gliebe, J.",
        "Where do cyclists ride? A route choice model developed with revealed preference GPS data",
        2012,
        "Transportation Research Part A 46(10), 1730-1740, doi:10.1016/j.tra.2012.07.005",
    ),
    "r5_bike": Source(
        "Conveyal", "R5 routing engine: generalised cost of cycling", 2021, "github.com/conveyal/r5, LaDotBikeCostSupplier.java (MIT)"
    ),
    "parkin_2010": Source(
        "Parkin, J., Rotheram, J.",
        "Design speeds and acceleration characteristics of bicycle traffic for use in planning, design and appraisal",
        2010,
        "Transport Policy 17(5), 335-341, doi:10.1016/j.tranpol.2010.03.001",
    ),
    "furth_2022": Source(
        "Furth, P. G.",
        "Level of traffic stress criteria for road segments, version 2.2",
        2022,
        "Northeastern University, peterfurth.sites.northeastern.edu/level-of-traffic-stress",
    ),
    "bna": Source(
        "PeopleForBikes", "Bicycle Network Analysis", 2023, "github.com/PeopleForBikes/brokenspoke-analyzer, connected_census_blocks.sql"
    ),
    "eqasim_idf": Source(
        "Hörl, S., Balac, M.",
        "Synthetic population and travel demand for Paris and Île-de-France based on open and publicly available data",
        2021,
        "Transportation Research Part C 130, 103291, doi:10.1016/j.trc.2021.103291; coefficients of eqasim-java, IDFModeParameters.java",
    ),
    "emep_eea": Source(
        "EMEP/EEA",
        "Air pollutant emission inventory guidebook 2013, update of September 2014: 1.A.3.b road transport (COPERT 4)",
        2014,
        "European Environment Agency; hot emission coefficients as carried by pollemission (copert.py, PC_parameter.csv)",
    ),
    "emep_eea_wear": Source(
        "EMEP/EEA",
        "Air pollutant emission inventory guidebook: 1.A.3.b.vi-vii road vehicle tyre, brake and road surface wear",
        2019,
        "European Environment Agency; values as carried by EFcalculatoR (EFperLength.csv)",
    ),
    "yannis_2024": Source(
        "Yannis, G., Michelaraki, E.",
        "Review of city-wide 30 km/h speed limit benefits in Europe",
        2024,
        "Sustainability 16(11), 4382, doi:10.3390/su16114382",
    ),
    "cnossos_2021": Source(
        "European Commission",
        "Delegated Directive (EU) 2021/1226 amending Annex II to Directive 2002/49/EC: common noise assessment methods (CNOSSOS-EU)",
        2021,
        "Appendix F; coefficients as carried by NoiseModelling (RoadCnossos_2020.json)",
    ),
    "noisemodelling": Source(
        "Bocher, E., Guillaume, G., Picaut, J., Petit, G., Fortin, N.",
        "NoiseModelling: an open source GIS based tool to produce environmental noise maps",
        2019,
        "ISPRS International Journal of Geo-Information 8(3), 130, doi:10.3390/ijgi8030130",
    ),
    "cnossos_2015": Source(
        "European Commission",
        "Directive (EU) 2015/996 establishing common noise assessment methods (CNOSSOS-EU)",
        2015,
        "Official Journal L 168; sections 2.2.3 to 2.2.6 and Appendix F",
    ),
    "end_2002": Source(
        "European Parliament and Council",
        "Directive 2002/49/EC relating to the assessment and management of environmental noise",
        2002,
        "Official Journal L 189, Annex I",
    ),
    "kelly_2014": Source(
        "Kelly, P., Kahlmeier, S., Götschi, T., Orsini, N., Richards, J., Roberts, N., Scarborough, P., Foster, C.",
        "Systematic review and meta-analysis of reduction in all-cause mortality from walking and cycling and shape of dose response "
        "relationship",
        2014,
        "International Journal of Behavioral Nutrition and Physical Activity 11, 132, doi:10.1186/s12966-014-0132-x",
    ),
    "heat_2017": Source(
        "WHO Regional Office for Europe",
        "Health economic assessment tool (HEAT) for walking and for cycling: methods and user guide on physical activity, air pollution, "
        "injuries and carbon impact assessments",
        2017,
        "WHO, Copenhagen; heatwalkingcycling.org",
    ),
    "gotschi_2020": Source(
        "Götschi, T., Kahlmeier, S., Castro, A., Brand, C., Cavill, N., Kelly, P., Lieb, C., Rojas-Rueda, D., Woodcock, J., Racioppi, F.",
        "Integrated impact assessment of active travel: expanding the scope of the health economic assessment tool (HEAT) for walking "
        "and cycling",
        2020,
        "International Journal of Environmental Research and Public Health 17(20), 7361, doi:10.3390/ijerph17207361",
    ),
    "quinet_2013": Source(
        "Quinet, E.",
        "L'évaluation socioéconomique des investissements publics, tome 1: rapport final",
        2013,
        "Commissariat général à la stratégie et à la prospective, Paris; DGITM fiches outils 2019",
    ),
    "elvik_2017": Source(
        "Elvik, R., Bjørnskau, T.",
        "Safety-in-numbers: a systematic review and meta-analysis of evidence",
        2017,
        "Safety Science 92, 274-282, doi:10.1016/j.ssci.2015.07.017",
    ),
    "elvik_2009": Source(
        "Elvik, R.",
        "The Power Model of the relationship between speed and road safety: update and new analyses",
        2009,
        "Institute of Transport Economics, Oslo, TØI report 1034/2009",
    ),
    "fhwa_2023": Source(
        "Federal Highway Administration",
        "Developing crash modification factors for separated bicycle lanes",
        2023,
        "TechBrief FHWA-HRT-23-025, doi:10.21949/1521970; final report: rosap.ntl.bts.gov/view/dot/71847",
    ),
    "wilson_1967": Source(
        "Wilson, A. G.",
        "A statistical theory of spatial distribution models",
        1967,
        "Transportation Research 1(3), 253-269, doi:10.1016/0041-1647(67)90035-4",
    ),
    "beckmann_1956": Source(
        "Beckmann, M., McGuire, C. B., Winsten, C. B.", "Studies in the economics of transportation", 1956, "Yale University Press"
    ),
    "arrete_1986": Source(
        "République française",
        "Arrêté du 31 janvier 1986 relatif à la protection contre l'incendie des bâtiments d'habitation",
        1986,
        "article 4, legifrance.gouv.fr",
    ),
    "noisemodelling_osm": Source(
        "Université Gustave Eiffel, NoiseModelling",
        "Import_OSM.groovy: traffic by class of road and part of the day",
        2023,
        "github.com/Universite-Gustave-Eiffel/NoiseModelling",
    ),
    "matsim_osm": Source(
        "The MATSim community",
        "MATSim: properties of links made from OpenStreetMap",
        2026,
        "github.com/matsim-org/matsim-libs, contribs/osm, networkReader/LinkProperties.java, commit 32dfbbf1",
    ),
    "horowitz_1991": Source(
        "Horowitz, A. J.",
        "Delay-volume relations for travel forecasting, based on the 1985 Highway Capacity Manual",
        1991,
        "Federal Highway Administration, fhwa.dot.gov/planning/tmip, chapter 4; author and year not found again",
        checked=False,
    ),
    "montpellier_counts": Source(
        "Ville de Montpellier",
        "Comptages de trafic 1996-2013",
        2013,
        "opendata.montpelliernumerique.fr, Licence Ouverte; 3 136 counts with daily total and morning peak",
    ),
}
