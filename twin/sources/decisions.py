"""Sources on learning from sensors, on choosing between plans, and on what may be called a twin."""

from twin.sources.source import Source

ROWS: dict[str, Source] = {
    "emerick_2013": Source(
        "Emerick, A. A., Reynolds, A. C.",
        "Ensemble smoother with multiple data assimilation",
        2013,
        "Computers & Geosciences 55, 3-15, doi:10.1016/j.cageo.2012.03.011",
    ),
    "kritzinger_2018": Source(
        "Kritzinger, W., Karner, M., Traar, G., Henjes, J., Sihn, W.",
        "Digital Twin in manufacturing: a categorical literature review and classification",
        2018,
        "IFAC-PapersOnLine 51(11), 1016-1022, doi:10.1016/j.ifacol.2018.08.474",
    ),
    "lahdelma_2001": Source(
        "Lahdelma, R., Salminen, P.",
        "SMAA-2: stochastic multicriteria acceptability analysis for group decision making",
        2001,
        "Operations Research 49(3), 444-454, doi:10.1287/opre.49.3.444.11220",
    ),
    "dclg_2009": Source(
        "Dodgson, J. S., Spackman, M., Pearman, A., Phillips, L. D.",
        "Multi-criteria analysis: a manual",
        2009,
        "UK Department for Communities and Local Government, London, ISBN 978-1-4098-1023-0; eprints.lse.ac.uk/12761",
    ),
    "raiffa_1961": Source(
        "Raiffa, H., Schlaifer, R.", "Applied statistical decision theory", 1961, "Division of Research, Harvard Business School, Boston"
    ),
    "muenster_counts": Source(
        "Stadt Münster, Amt für Mobilität und Tiefbau",
        "Radverkehr-Zählstellen: hours of counter 100031297, 2024 and 2025",
        2026,
        "github.com/od-ms/radverkehr-zaehlstellen, commit 300f030d, dl-de/by-2-0",
    ),
}
