"""Where every number comes from: one row for each publication, table, law or data set.

A Parameter names its source by the key of a row here; `page` says where inside it the figure stands.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One publication: who, what, when, and where to find it."""

    authors: str
    title: str
    year: int
    where: str  # journal, publisher, DOI or address

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}. {self.where}"


SOURCES: dict[str, Source] = {
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
        "ASCE, doi:10.1061/9780784410042",
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
        "Water Resources Research 9(2), doi:10.1029/WR009i002p00384",
    ),
    "rawls_1983": Source(
        "Rawls, W. J., Brakensiek, D. L., Miller, N.",
        "Green-Ampt infiltration parameters from soils data",
        1983,
        "Journal of Hydraulic Engineering 109(1), doi:10.1061/(ASCE)0733-9429(1983)109:1(62)",
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
        "International Journal of Biometeorology 56(3), doi:10.1007/s00484-011-0454-1",
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
    ),
    "brutsaert_1975": Source(
        "Brutsaert, W.",
        "On a derivable formula for long-wave radiation from clear skies",
        1975,
        "Water Resources Research 11(5), doi:10.1029/WR011i005p00742",
    ),
    "kantor_2016": Source(
        "Kántor, N., Kovács, A., Takács, Á.",
        "Small-scale human-biometeorological impacts of shading by a large tree",
        2016,
        "Open Geosciences 8(1), doi:10.1515/geo-2016-0021",
    ),
    "coutts_2016": Source(
        "Coutts, A. M., White, E. C., Tapper, N. J., Beringer, J., Livesley, S. J.",
        "Temperature and human thermal comfort effects of street trees across three contrasting street canyon environments",
        2016,
        "Theoretical and Applied Climatology 124, doi:10.1007/s00704-015-1409-y",
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
        "Geoscientific Model Development 14, 3521-3537, doi:10.5194/gmd-14-3521-2021",
    ),
    "hamel_2024": Source(
        "Hamel, P., Bosch, M., Tardieu, L., Lemonsu, A., et al.",
        "Calibrating and validating the InVEST urban cooling model: case studies in France and the United States",
        2024,
        "Geoscientific Model Development 17, 4755, doi:10.5194/gmd-17-4755-2024",
    ),
    "krayenhoff_2021": Source(
        "Krayenhoff, E. S., et al.",
        "Cooling hot cities: a systematic and critical review of the numerical modelling literature",
        2021,
        "Environmental Research Letters 16, 053007",
    ),
    "oke_1987": Source("Oke, T. R.", "Boundary Layer Climates, second edition", 1987, "Routledge, London"),
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
        "Landscape Ecology 15, 115-130, doi:10.1023/A:1008129329289",
    ),
    "pylandstats": Source(
        "Bosch, M.",
        "PyLandStats: an open-source Pythonic library to compute landscape metrics",
        2019,
        "PLOS ONE 14(12), e0225734, doi:10.1371/journal.pone.0225734",
    ),
    "saura_2007": Source(
        "Saura, S., Pascual-Hortal, L.",
        "A new habitat availability index to integrate connectivity in landscape conservation planning",
        2007,
        "Landscape and Urban Planning 83, 91-103, doi:10.1016/j.landurbplan.2007.03.005",
    ),
    "konijnendijk_2021": Source(
        "Konijnendijk, C.",
        "The 3-30-300 rule for urban forestry and greener cities",
        2021,
        "Nature Based Solutions Institute, nbsi.eu; Biophilic Cities Journal 4(2)",
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
    # -- maps, streets, buildings, people ----------------------------------------------------------------------
    "bdtopo": Source("IGN", "BD TOPO, version 3.5, extract of central Nantes", 2025, "Licence Ouverte 2.0, geoservices.ign.fr"),
    "insee_rp": Source("INSEE", "Recensement de la population: taille moyenne des ménages", 2021, "insee.fr"),
    "cerema_lanes": Source("Cerema", "Voirie urbaine: guide d'aménagement", 2016, "Cerema, Lyon"),
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
        "Goodman, A., Rojas, I. F., Woodcock, J., Aldred, R., et al.",
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
        "Systematic review and meta-analysis of reduction in all-cause mortality from walking and cycling",
        2014,
        "International Journal of Behavioral Nutrition and Physical Activity 11, 132, doi:10.1186/s12966-014-0132-x",
    ),
    "heat_2017": Source(
        "WHO Regional Office for Europe",
        "Health economic assessment tool (HEAT) for walking and for cycling: methods and user guide",
        2017,
        "WHO, Copenhagen; heatwalkingcycling.org",
    ),
    "gotschi_2020": Source(
        "Götschi, T., Kahlmeier, S., Castro, A., et al.",
        "Integrated impact assessment of active travel: expanding the scope of the health economic assessment tool (HEAT)",
        2020,
        "International Journal of Environmental Research and Public Health 17(20), 7361, doi:10.3390/ijerph17207361",
    ),
    "quinet_2013": Source(
        "Quinet, E.",
        "L'évaluation socioéconomique des investissements publics",
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
        "FHWA-HRT-23-025, rosap.ntl.bts.gov/view/dot/71847",
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
    "horowitz_1991": Source(
        "Horowitz, A. J.",
        "Delay-volume relations for travel forecasting, based on the 1985 Highway Capacity Manual",
        1991,
        "Federal Highway Administration, fhwa.dot.gov/planning/tmip, chapter 4",
    ),
    "montpellier_counts": Source(
        "Ville de Montpellier",
        "Comptages de trafic 1996-2013",
        2013,
        "opendata.montpelliernumerique.fr, Licence Ouverte; 3 136 counts with daily total and morning peak",
    ),
    # -- costs -------------------------------------------------------------------------------------------------
    "pfmv_ecole": Source("Plus fraîche ma ville (ADEME)", "Revêtement drainant dans une école", 2024, "plusfraichemaville.fr"),
    "montaigne_2020": Source("Institut Montaigne", "Paris: planting costs of 100 000 trees", 2020, "institutmontaigne.org"),
    "safti_2011": Source("Safti", "Prix d'un toit végétalisé", 2011, "safti.fr"),
    "coolroof_2023": Source("France Télévisions", "Peinture réflective: prix au mètre carré", 2023, "francetvinfo.fr"),
    "reseau_velo_marche": Source("Réseau vélo et marche", "Coûts des aménagements cyclables", 2023, "reseau-velo-marche.org"),
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
        "ibu-epd.com, page 3; year of the edition from memory",
    ),
    "rockwool_epd": Source(
        "Rockwool", "Environmental product declaration NEPD-00131E, rock wool", 2013, "epd-norge.no; year of the edition from memory"
    ),
    "eumeps_epd": Source(
        "EUMEPS", "Environmental product declaration of expanded polystyrene", 2017, "ibu-epd.com; year of the edition from memory"
    ),
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
        "The average distribution of solar radiation",
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
        "Philosophical Transactions of the Royal Society A 379, 20190544",
    ),
    "belcher_2005": Source(
        "Belcher, S. E., Hacker, J. N., Powell, D. S.",
        "Constructing design weather data for future climates",
        2005,
        "Building Services Engineering Research and Technology 26(1), 49-61",
    ),
    "thom_1954": Source(
        "Thom, H. C. S.", "The rational relationship between heating degree days and temperature", 1954, "Monthly Weather Review 82(1), 1-6"
    ),
    "degree_days_2025": Source(
        "LMD, École nationale des ponts et chaussées, Saint-Gobain",
        "Heating and cooling degree-days of France in a warming climate",
        2025,
        "Climate Services, as reported by frandroid.com 2542297 and revolution-energetique.com",
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
        "Street tree survival rates: meta-analysis of previous studies",
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
        "Quinet, A.",
        "La valeur de l'action pour le climat: revision",
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


def bibliography(keys: set[str]) -> list[str]:
    """The full references of `keys`, in alphabetical order of their first author."""
    return sorted(str(SOURCES[key]) for key in keys)
