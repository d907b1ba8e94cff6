"""Sources on water, heat, nature and land, and the project itself."""

from twin.sources.source import Source

ROWS: dict[str, Source] = {
    # -- the project itself ------------------------------------------------------------------------------------
    "twin": Source("the twin project", "Assumption of this project, stated so that it can be argued with", 2026, "README.md"),
    # -- water -------------------------------------------------------------------------------------------------
    "neh630": Source(
        "USDA Natural Resources Conservation Service",
        "National Engineering Handbook, part 630: Hydrology",
        2004,
        "USDA, chapter 10: estimation of direct runoff from storm rainfall",
    ),
    "tr55": Source("USDA Soil Conservation Service", "Urban Hydrology for Small Watersheds, Technical Release 55", 1986, "USDA"),
    "hawkins_2009": Source(
        "Hawkins, R. H., Ward, T. J., Woodward, D. E., Van Mullem, J. A.",
        "Curve Number Hydrology: State of the Practice",
        2009,
        "American Society of Civil Engineers, Reston",
    ),
    "ponce_hawkins_1996": Source(
        "Ponce, V. M., Hawkins, R. H.",
        "Runoff curve number: has it reached maturity?",
        1996,
        "Journal of Hydrologic Engineering 1(1), 11-19, doi:10.1061/(ASCE)1084-0699(1996)1:1(11)",
    ),
    "fassman_beck_2016": Source(
        "Fassman-Beck, E., Hunt, W., Berghage, R., Carpenter, D., Kurtz, T., Stovin, V., Wadzuk, B.",
        "Curve number and runoff coefficients for extensive living roofs",
        2016,
        "Journal of Hydrologic Engineering 21(3), doi:10.1061/(ASCE)HE.1943-5584.0001318",
    ),
    "mein_larson_1973": Source(
        "Mein, R. G., Larson, C. L.",
        "Modeling infiltration during a steady rain",
        1973,
        "Water Resources Research 9(2), 384-394, doi:10.1029/WR009i002p00384",
    ),
    "rawls_1983": Source(
        "Rawls, W. J., Brakensiek, D. L., Miller, N.",
        "Green-Ampt infiltration parameters from soils data",
        1983,
        "Journal of Hydraulic Engineering 109(1), 62-70, doi:10.1061/(ASCE)0733-9429(1983)109:1(62)",
    ),
    "swmm_manual": Source("Rossman, L. A.", "Storm Water Management Model User's Manual, version 5.1", 2015, "US EPA, EPA/600/R-14/413b"),
    "it77": Source(
        "Ministère de l'Intérieur et al.",
        "Instruction technique relative aux réseaux d'assainissement des agglomérations, circulaire 77-284",
        1977,
        "Coefficients as reprinted in course notes, pdfprof.com/PDFV2/Documents4/9423",
    ),
    "astee_2017": Source(
        "ASTEE",
        "Mémento technique 2017: conception et dimensionnement des systèmes de gestion des eaux pluviales et de collecte des eaux usées",
        2017,
        "ASTEE, p. 229",
    ),
    "wikhydro_montana": Source(
        "Wikhydro", "Montana (formule type) (HU)", 2021, "wikhydro.developpement-durable.gouv.fr, Ministère de la Transition écologique"
    ),
    # -- heat and comfort --------------------------------------------------------------------------------------
    "brode_2012": Source(
        "Bröde, P., Fiala, D., Błażejczyk, K., et al.",
        "Deriving the operational procedure for the Universal Thermal Climate Index (UTCI)",
        2012,
        "International Journal of Biometeorology 56(3), 481-494, doi:10.1007/s00484-011-0454-1",
    ),
    "hardy_1998": Source(
        "Hardy, B.",
        "ITS-90 formulations for vapor pressure, frostpoint temperature, dewpoint temperature, "
        "and enhancement factors in the range -100 to +100 C",
        1998,
        "Third International Symposium on Humidity and Moisture, London",
    ),
    "vdi3787_2": Source(
        "VDI",
        "VDI 3787 Part 2: methods for the human biometeorological evaluation of climate and air hygiene",
        2008,
        "Verein Deutscher Ingenieure, Düsseldorf",
    ),
    "jendritzky_1990": Source(
        "Jendritzky, G., Menz, G., Schirmer, H., Schmidt-Kessen, W.",
        "Methodik zur räumlichen Bewertung der thermischen Komponente im Bioklima des Menschen",
        1990,
        "Beiträge der Akademie für Raumforschung und Landesplanung 114, Hannover",
        checked=False,
    ),
    "brutsaert_1975": Source(
        "Brutsaert, W.",
        "On a derivable formula for long-wave radiation from clear skies",
        1975,
        "Water Resources Research 11(5), 742-744, doi:10.1029/WR011i005p00742",
    ),
    "kantor_2016": Source(
        "Kántor, N., Kovács, A., Takács, Á.",
        "Small-scale human-biometeorological impacts of shading by a large tree",
        2016,
        "Open Geosciences 8(1), 231-245, doi:10.1515/geo-2016-0021",
    ),
    "coutts_2016": Source(
        "Coutts, A. M., White, E. C., Tapper, N. J., Beringer, J., Livesley, S. J.",
        "Temperature and human thermal comfort effects of street trees across three contrasting street canyon environments",
        2016,
        "Theoretical and Applied Climatology 124, 55-68, doi:10.1007/s00704-015-1409-y",
    ),
    "pythermalcomfort": Source(
        "Tartarini, F., Schiavon, S.",
        "pythermalcomfort: a Python package for thermal comfort research",
        2020,
        "SoftwareX 12, 100578, doi:10.1016/j.softx.2020.100578",
    ),
    "invest_guide": Source(
        "Natural Capital Project",
        "InVEST 3.20.2 and its user's guide",
        2026,
        "Stanford University, storage.googleapis.com/releases.naturalcapitalproject.org/invest-userguide/latest",
    ),
    "bosch_2021": Source(
        "Bosch, M., Locatelli, M., Hamel, P., Remme, R. P., Chenal, J., Joost, S.",
        "A spatially explicit approach to simulate urban heat mitigation with InVEST (v3.8.0)",
        2021,
        "Geoscientific Model Development 14(6), 3521-3537, doi:10.5194/gmd-14-3521-2021",
    ),
    "hamel_2024": Source(
        "Hamel, P., Bosch, M., Tardieu, L., Lemonsu, A., et al.",
        "Calibrating and validating the Integrated Valuation of Ecosystem Services and Tradeoffs (InVEST) urban cooling model: case "
        "studies in France and the United States",
        2024,
        "Geoscientific Model Development 17(12), 4755-4771, doi:10.5194/gmd-17-4755-2024",
    ),
    "krayenhoff_2021": Source(
        "Krayenhoff, E. S., et al.",
        "Cooling hot cities: a systematic and critical review of the numerical modelling literature",
        2021,
        "Environmental Research Letters 16(5), 053007, doi:10.1088/1748-9326/abdcf1",
    ),
    "oke_1987": Source("Oke, T. R.", "Boundary Layer Climates, second edition", 1987, "Methuen, London"),
    "fao_56": Source(
        "Allen, R. G., Pereira, L. S., Raes, D., Smith, M.",
        "Crop evapotranspiration: guidelines for computing crop water requirements",
        1998,
        "FAO Irrigation and Drainage Paper 56, Rome",
    ),
    # -- nature ------------------------------------------------------------------------------------------------
    "berlin_baf": Source(
        "Senate Department for Mobility, Transport, Climate Protection and the Environment, Berlin",
        "Biotope area factor (BAF): calculating the BAF; calculation examples",
        2021,
        "berlin.de/sen/uvk, landscape planning",
    ),
    "brussels_cbs": Source(
        "Bruxelles Environnement",
        "Guide bâtiment durable: coefficient de biotope par surface",
        2021,
        "guidebatimentdurable.brussels",
    ),
    "jaeger_2000": Source(
        "Jaeger, J. A. G.",
        "Landscape division, splitting index, and effective mesh size: new measures of landscape fragmentation",
        2000,
        "Landscape Ecology 15(2), 115-130, doi:10.1023/A:1008129329289",
    ),
    "pylandstats": Source(
        "Bosch, M.",
        "PyLandStats: an open-source Pythonic library to compute landscape metrics",
        2019,
        "PLOS ONE 14(12), 1-19, doi:10.1371/journal.pone.0225734",
    ),
    "saura_2007": Source(
        "Saura, S., Pascual-Hortal, L.",
        "A new habitat availability index to integrate connectivity in landscape conservation planning: comparison with existing indices "
        "and application to a case study",
        2007,
        "Landscape and Urban Planning 83(2-3), 91-103, doi:10.1016/j.landurbplan.2007.03.005",
    ),
    "mpca_trees": Source(
        "Minnesota Pollution Control Agency",
        "Minnesota Stormwater Manual: tree species list, morphology",
        2013,
        "stormwater.pca.state.mn.us; year and address as on its page of plant lists",
        checked=False,
    ),
    "konijnendijk_2021": Source(
        "Konijnendijk, C.",
        "The 3-30-300 rule for urban forestry and greener cities",
        2021,
        "Nature Based Solutions Institute, nbsi.eu; Biophilic Cities Journal 4(2)",
        checked=False,
    ),
    "who_2016": Source("WHO Regional Office for Europe", "Urban green spaces and health: a review of evidence", 2016, "WHO, Copenhagen"),
    # -- land --------------------------------------------------------------------------------------------------
    "decree_2023_1096": Source(
        "République française",
        "Décret 2023-1096 relatif à l'évaluation et au suivi de l'artificialisation des sols",
        2023,
        "Annexe à l'article R. 101-1 du code de l'urbanisme, legifrance.gouv.fr JORFTEXT000048465959",
    ),
    "sparte": Source(
        "Ministère de la Transition écologique",
        "Mon diagnostic artificialisation: OCS GE cover and use matrix",
        2024,
        "github.com/MTES-MCT/sparte, is_artificial.sql, commit baa2137",
    ),
    "indi_en": Source(
        "TRIBU, ADEME",
        "Plus fraîche ma ville: indicateurs environnementaux Indi-EN",
        2024,
        "github.com/incubateur-ademe/plusfraichemaville-site, indi-en-questions.ts, commit 7aa6f5b2",
    ),
    "oasis_hilsz": Source(
        "Ville de Paris, CAUE de Paris", "Observatoire Oasis: groupe scolaire Maryse Hilsz", 2021, "observatoire-oasis.fr"
    ),
}
