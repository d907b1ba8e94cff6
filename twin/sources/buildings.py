"""Sources on costs, buildings, and what changes through the years."""

from twin.sources.source import Source

ROWS: dict[str, Source] = {
    # -- costs -------------------------------------------------------------------------------------------------
    "pfmv_ecole": Source("Plus fraîche ma ville (ADEME)", "Revêtement drainant dans une école", 2024, "plusfraichemaville.fr"),
    "montaigne_2020": Source("Institut Montaigne", "Paris: planting costs of 100 000 trees", 2020, "institutmontaigne.org"),
    "safti_2011": Source(
        "Safti",
        "Les toitures végétalisées, protectrices de l'environnement et isolantes",
        2011,
        "bien-estimer-safti.fr; year of the figures it quotes",
    ),
    "coolroof_2023": Source("France Télévisions", "Peinture réflective: prix au mètre carré", 2023, "francetvinfo.fr"),
    "reseau_velo_marche": Source(
        "Réseau vélo et marche",
        "Plateforme des coûts: aménagements cyclables; dispositifs de modération de trafic",
        2023,
        "reseau-velo-marche.org",
    ),
    "villes_cyclables": Source(
        "Villes & territoires cyclables", "Plateforme des coûts: revêtements", 2023, "villes-cyclables.org, supported by ADEME"
    ),
    "pfmv_albedo": Source("Plus fraîche ma ville (ADEME)", "Revêtement à albédo élevé", 2024, "plusfraichemaville.fr"),
    "placedupro": Source(
        "Place du Pro", "Faire de la ville une éponge: noues paysagères", 2024, "placedupro.com, articles/2292", checked=False
    ),
    # -- buildings ---------------------------------------------------------------------------------------------
    "iso13790": Source(
        "ISO",
        "ISO 13790:2008 Energy performance of buildings: calculation of energy use for space heating and cooling",
        2008,
        "International Organization for Standardization; simple hourly method in 7.2.2 and annex C",
    ),
    "lbnl_iso13790": Source(
        "Lawrence Berkeley National Laboratory",
        "Modelica Buildings Library, package ThermalZones.ISO13790",
        2025,
        "github.com/lbl-srg/modelica-buildings, BSD 3-clause",
    ),
    "ashrae140": Source("ASHRAE", "Standard 140: Method of test for building performance simulation software", 2020, "ashrae.org"),
    "tabula_fr": Source(
        "Institut Wohnen und Umwelt, TABULA and EPISCOPE partners",
        "TABULA values of residential buildings, France and common calculation values",
        2016,
        "github.com/IWUGERMANY/tabuladata, CC BY 4.0",
    ),
    "dpe_2021": Source(
        "French Republic",
        "Arrêté du 31 mars 2021, annexe 1: méthode de calcul 3CL-DPE 2021 (tables as carried by Open3CL)",
        2021,
        "legifrance.gouv.fr; github.com/Open3CL/engine",
    ),
    "re2020_summer": Source(
        "Fédération française du bâtiment, CSTB",
        "RE2020: summer comfort in degree-hours, summaries for builders",
        2022,
        "re-batiment2020.cstb.fr",
    ),
    "en16798": Source("CEN", "EN 16798-1: Indoor environmental input parameters, adaptive comfort", 2019, "cencenelec.eu"),
    "michalsky_1988": Source(
        "Michalsky, J. J.",
        "The Astronomical Almanac's algorithm for approximate solar position (1950-2050)",
        1988,
        "Solar Energy 40(3), 227-235, doi:10.1016/0038-092X(88)90045-X",
    ),
    "pvlib": Source(
        "Anderson, K. S., Hansen, C. W., Holmgren, W. F., Jensen, A. R., Mikofski, M. A., Driesse, A.",
        "pvlib python: 2023 project update",
        2023,
        "Journal of Open Source Software 8(92), 5994, doi:10.21105/joss.05994",
    ),
    "perez_1990": Source(
        "Perez, R., Ineichen, P., Seals, R., Michalsky, J., Stewart, R.",
        "Modeling daylight availability and irradiance components from direct and global irradiance",
        1990,
        "Solar Energy 44(5), 271-289, doi:10.1016/0038-092X(90)90055-H",
    ),
    "erbs_1982": Source(
        "Erbs, D. G., Klein, S. A., Duffie, J. A.",
        "Estimation of the diffuse radiation fraction for hourly, daily and monthly-average global radiation",
        1982,
        "Solar Energy 28(4), 293-302, doi:10.1016/0038-092X(82)90302-4",
    ),
    "steico_epd": Source(
        "STEICO",
        "Environmental product declaration of wood fibre insulation (IBU)",
        2016,
        "ibu-epd.com, page 3",
        checked=False,
    ),
    "rockwool_epd": Source("Rockwool", "Environmental product declaration NEPD-00131E, rock wool", 2013, "epd-norge.no", checked=False),
    "eumeps_epd": Source("EUMEPS", "Environmental product declaration of expanded polystyrene", 2017, "ibu-epd.com", checked=False),
    "ice_v2": Source(
        "Hammond, G., Jones, C.",
        "Inventory of carbon and energy, version 2.0",
        2011,
        "University of Bath; as carried by github.com/mamhoff/datasets, commit b33b25ba",
    ),
    "bbims": Source("BBIMs thesis", "Constants of bio-based insulants: density, conductivity, biogenic carbon", 2023, "constants.py"),
    "insulant_sheets": Source(
        "Trade and regional guides",
        "Conductivity, density and heat capacity of insulants",
        2024,
        "duramen-architecture, batirama, construction21.org, hqe.guidenr.fr, amorimcorkinsulation.com",
    ),
    "sia_2032": Source("SIA", "SIA 2032: Graue Energie von Gebäuden", 2010, "as carried by the database of City Energy Analyst"),
    "cerema_hemp": Source("Cerema, Boutin, M.-P.", "Hemp and lime wall of 26 cm: net storage of carbon", 2006, "cerema.fr"),
    "batiactu_2018": Source(
        "Batiactu, Effinergie, observatoire BBC", "Coûts de rénovations BBC réelles (2017, HT)", 2018, "batiactu.com, 51802"
    ),
    "decrypterlenergie": Source("Décrypter l'énergie", "Ce que coûte un centimètre d'isolant de plus", 2020, "decrypterlenergie.org"),
    "cre_2025": Source("Commission de régulation de l'énergie", "Prix repère de vente de gaz naturel", 2025, "cre.fr, June 2025"),
    "trv_2025": Source("French Republic", "Tarifs réglementés de vente d'électricité, option base", 2025, "February to July 2025"),
    "heat_networks_2024": Source(
        "French Republic",
        "Arrêté DPE, annexe 7: contenu en CO2 de 1 032 réseaux de chaleur (list of 2024, as carried by Open3CL)",
        2024,
        "legifrance.gouv.fr; github.com/Open3CL/engine",
    ),
    "meteo_france_normals": Source("Météo-France", "Fiches climatologiques: normales 1991-2020", 2022, "donneespubliques.meteofrance.fr"),
    "collares_1979": Source(
        "Collares-Pereira, M., Rabl, A.",
        "The average distribution of solar radiation: correlations between diffuse and hemispherical and between daily and hourly "
        "insolation values",
        1979,
        "Solar Energy 22(2), 155-164, doi:10.1016/0038-092X(79)90100-2",
    ),
    # -- through the years -------------------------------------------------------------------------------------
    "tracc": Source(
        "French Republic",
        "Trajectoire de réchauffement de référence pour l'adaptation au changement climatique (TRACC): order of 23 January 2026",
        2026,
        "Code de l'environnement; ecologie.gouv.fr; doc-data-oeb.readthedocs.io/fr/latest/climat/donnees_tracc_doc",
    ),
    "ipcc_ar6": Source(
        "IPCC",
        "Climate Change 2021: The Physical Science Basis, Summary for Policymakers",
        2021,
        "table SPM.1, doi:10.1017/9781009157896.001",
    ),
    "meteo_france_4k": Source(
        "Météo-France",
        "La France à +4 °C: findings of December 2024 and March 2025",
        2025,
        "as reported by vie-publique.fr 296578 and paysan-breton.fr 2025/04",
    ),
    "french_normals": Source(
        "Météo-France", "Mean temperature of France by reference period", 2022, "fr.wikipedia.org, Climat de la France"
    ),
    "lenderink_2021": Source(
        "Lenderink, G., de Vries, H., Fowler, H. J., Barbero, R., van Ulft, B., van Meijgaard, E.",
        "Scaling and responses of extreme hourly precipitation in three climate experiments with a convection-permitting model",
        2021,
        "Philosophical Transactions of the Royal Society A; research.tudelft.nl",
    ),
    "belcher_2005": Source(
        "Belcher, S. E., Hacker, J. N., Powell, D. S.",
        "Constructing design weather data for future climates",
        2005,
        "Building Services Engineering Research and Technology 26(1), 49-61, doi:10.1191/0143624405bt112oa",
    ),
    "thom_1954": Source(
        "Thom, H. C. S.", "The rational relationship between heating degree days and temperature", 1954, "Monthly Weather Review 82(1), 1-6"
    ),
    "degree_days_2025": Source(
        "LMD, École nationale des ponts et chaussées, Saint-Gobain",
        "Heating and cooling degree-days of France in a warming climate (title in our words)",
        2025,
        "Climate Services, as reported by frandroid.com 2542297 and revolution-energetique.com",
        checked=False,
    ),
    "utd_2016": Source(
        "McPherson, E. G., van Doorn, N. S., Peper, P. J.",
        "Urban tree database and allometric equations",
        2016,
        "USDA Forest Service PSW-GTR-253; data doi:10.2737/RDS-2016-0005; coefficients as carried by OpenTreeMap/otm-core",
    ),
    "coombes_2019": Source(
        "Coombes, A., Martin, J., Slater, D.",
        "Defining the allometry of stem and crown diameter of urban trees",
        2019,
        "Urban Forestry & Urban Greening 44, 126421",
    ),
    "roman_2011": Source(
        "Roman, L. A., Scatena, F. N.",
        "Street tree survival rates: meta-analysis of previous studies and application to a field survey in Philadelphia, PA, USA",
        2011,
        "Urban Forestry & Urban Greening 10(4), 269-274",
    ),
    "ne_tree_guide": Source(
        "McPherson, E. G., Simpson, J. R., Peper, P. J., et al.",
        "Northeast community tree guide",
        2007,
        "USDA Forest Service PSW-GTR-202, p. 94, as quoted in a course brief",
    ),
    "discount_2021": Source(
        "France Stratégie",
        "Le taux d'actualisation et son bêta: complement of October 2021",
        2021,
        "strategie.gouv.fr/infographies/taux-dactualisation-un-beta-sensible",
    ),
    "quinet_2025": Source(
        "Commission chaired by Quinet, A.",
        "La valeur de l'action pour le climat: une référence pour évaluer et agir",
        2025,
        "France Stratégie, 20 March 2025, as reported by veltys.com and linsea.fr",
    ),
    "snbc3_cars": Source(
        "French Republic",
        "Stratégie nationale bas-carbone 3: share of electric cars",
        2025,
        "as reported by europe1.fr and tf1info.fr; 3.1 % of the stock in mid 2025 (Roole)",
    ),
    "anah_2024": Source("Anah", "Rénovations d'ampleur: 91 374 in 2024", 2025, "as reported by Libération and Le Moniteur"),
}
