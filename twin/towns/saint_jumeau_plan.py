"""The plan of Saint-Jumeau: where its corners, streets, river and railway lie [m from the south-west], what each block is.

An old centre south of the river around the church and the market square; boulevards where the walls stood; the quarter
between boulevard and station laid out when the railway came; an estate of the sixties in the west; houses all around.
"""

from typing import NamedTuple

from twin.towns.geometry import XY
from twin.towns.names import SHOPS
from twin.towns.streets import Street

SIDE = 1000.0  # m

RIVER: tuple[XY, ...] = (
    (-60, 690), (0, 698), (120, 714), (260, 748), (400, 781), (520, 790), (640, 772), (760, 742), (880, 731), (1000, 742), (1060, 752),
)  # fmt: skip
RIVER_WIDTHS = (34, 34, 36, 33, 32, 34, 36, 38, 35, 34, 34)
RAILWAY: tuple[XY, ...] = ((-30, 11), (0, 12), (250, 17), (500, 26), (750, 38), (1000, 53), (1030, 55))
PLATFORM = (600.0, 800.0)  # m along the railway

CORNERS: dict[str, XY] = {
    # avenue along the railway, west to east
    "s0": (0, 138), "s1": (180, 140), "s2": (405, 144), "s3": (527, 147), "s4": (650, 150), "s5": (775, 156),
    "s6": (878, 163), "s7": (1000, 172),
    # rue Émile-Zola and rue Voltaire
    "z0": (0, 238), "z1": (172, 243), "z2": (369, 250), "z3": (490, 254), "z4": (613, 258), "z5": (738, 267),
    "z6": (872, 284), "z7": (1000, 298),
    "v2": (334, 355), "v3": (455, 361), "v4": (576, 367), "v5": (700, 376), "v6": (846, 390), "v7": (1000, 401),
    # boulevard de la République
    "b0": (0, 436), "b1": (152, 443), "b2": (300, 455), "b3": (420, 463), "b4": (541, 470), "b5": (603, 475),
    "b6": (665, 480), "b7": (828, 499), "b8": (1000, 514),
    # boulevard Gambetta and the west
    "w1": (285, 560), "w2": (290, 650), "w3": (310, 731), "p0": (0, 552), "p1": (142, 556),
    # the old centre
    "o1": (350, 458), "o2": (346, 560), "o3": (340, 650), "o4": (412, 561), "o5": (509, 565), "o6": (590, 567),
    "o7": (585, 640), "o8": (590, 703),
    "m1": (478, 655), "m2": (398, 648), "m3": (392, 714), "m4": (470, 719),
    # south quay and boulevard Victor-Hugo
    "q1": (392, 750), "q2": (474, 758), "q3": (585, 752), "e1": (690, 571), "e2": (700, 650), "e3": (702, 690),
    "e4": (706, 720),
    # east
    "x1": (836, 590), "x2": (1000, 602), "x3": (848, 684), "x4": (1000, 694),
    # north bank
    "n0": (306, 797), "n1": (392, 815), "n2": (480, 823), "n3": (592, 815), "n4": (712, 790), "n5": (860, 770),
    "n6": (1000, 776),
    "k0": (0, 842), "k1": (150, 858), "k2": (298, 884), "k3": (490, 905), "k4": (604, 898), "k5": (724, 886),
    "k6": (1000, 868),
    "t2": (292, 1000), "t3": (500, 1000), "t4": (612, 1000), "t5": (738, 1000),
    # estate of the sixties
    "c1": (160, 340),
    # residential streets between the older ones
    "h1": (838, 442), "h2": (1000, 456), "g0": (719, 321), "g1": (859, 337), "g2": (1000, 349), "j0": (677, 524),
    "j1": (832, 545),
    "j2": (1000, 557), "i1": (842, 637), "i2": (1000, 648), "r1": (295, 942), "r2": (495, 952), "r3": (608, 949),
    "r4": (731, 943),
    "l0": (0, 494), "l1": (147, 500), "l2": (292, 508), "y0": (0, 188), "y1": (176, 191), "y2": (387, 197),
    "y3": (508, 200),
    "d1": (228, 780), "d2": (150, 763), "t1": (152, 1000), "r0": (151, 932),
}  # fmt: skip


def _street(name: str, section: str, corners: str, **extra: str) -> Street:
    return Street(name, section, tuple(CORNERS[c] for c in corners.split()), extra={k.replace("__", ":"): v for k, v in extra.items()})


def _bridge(name: str, section: str, corners: str) -> Street:
    return Street(name, section, tuple(CORNERS[c] for c in corners.split()), bridge=True)


STREETS: tuple[Street, ...] = (
    _street("Boulevard de la République", "boulevard", "b0 b1 b2 o1 b3 b4 b5 b6"),
    _street("Boulevard de la République", "boulevard with cycle lanes", "b6 b7 b8"),
    _street("Boulevard Gambetta", "boulevard", "b2 l2 w1 w2 w3"),
    _street("Boulevard Victor-Hugo", "boulevard", "b6 j0 e1 e2 e3 e4"),
    _bridge("Pont Neuf", "avenue", "e4 n4"),
    _street("Avenue du Général-Leclerc", "avenue with cycle lanes", "n4 k5 r4 t5"),
    _street("Avenue Pierre-Semard", "avenue", "s0 s1 s2 s3 s4 s5 s6 s7"),
    _street("Rue de la Gare", "wide street", "s4 z4 v4 b4 o5 m1"),
    _street("Rue Pasteur", "street", "s3 y3 z3 v3 b3"),
    _street("Rue Thiers", "street", "s2 y2 z2 v2 b2"),
    _street("Rue Jean-Jaurès", "street", "s5 z5 g0 v5 b6"),
    _street("Rue Émile-Zola", "wide street", "z0 z1 z2 z3 z4 z5 z6 z7"),
    _street("Rue Voltaire", "street", "v2 v3 v4 v5 v6 v7"),
    _street("Rue de la Cité", "estate", "b1 c1 z1 y1 s1"),
    _street("Allée des Peupliers", "estate", "c1 v2"),
    _street("Rue du Parc", "street", "p0 p1 w1"),
    _street("Rue des Glycines", "one-way", "b1 l1 p1"),
    _street("Rue Saint-Jacques", "one-way", "w1 o2 o4 o5 o6 e1"),
    _street("Rue des Vignes", "street", "e1 x1 x2"),
    _street("Rue de l'Église", "old lane", "w2 o3 m2"),
    _street("Rue du Puits", "living", "o1 o2 o3"),
    _street("Grande Rue", "pedestrian", "b3 o4 m2"),
    _street("Rue des Halles", "one-way", "m2 m1 o7 e2"),
    _street("Rue du Four", "old lane", "m2 m3 q1"),
    _street("Rue de la Monnaie", "old lane", "m3 m4 o8 e3"),
    _street("Rue du Pont-Vieux", "one-way", "m1 m4 q2"),
    _street("Rue des Merciers", "old lane", "b5 o6 o7 o8 q3"),
    _street("Quai de la Jumelle", "quay", "w3 q1 q2 q3 e4"),
    _bridge("Pont Vieux", "living", "q2 n2"),
    _street("Rue du Faubourg", "street", "n2 k3 r2 t3"),
    _street("Quai des Tanneurs", "quay", "d2 d1 n0 n1 n2 n3 n4 n5 n6"),
    _street("Rue des Maraîchers", "street", "k0 k1 k2 k3 k4 k5 k6"),
    _street("Rue du Moulin", "street", "n0 k2 r1 t2"),
    _street("Rue des Alouettes", "one-way", "n3 k4 r3 t4"),
    _street("Rue des Acacias", "street", "s6 z6 g1 v6 h1 b7 j1 x1 i1 x3"),
    _street("Rue des Lavandières", "street", "e3 x3 x4"),
    _street("Rue des Mésanges", "street", "h1 h2"),
    _street("Rue des Rossignols", "street", "g0 g1 g2"),
    _street("Rue des Hirondelles", "street", "j0 j1 j2"),
    _street("Rue des Lilas", "street", "i1 i2"),
    _street("Rue des Vergers", "street", "r0 r1 r2 r3 r4"),
    _street("Rue Jules-Guesde", "one-way", "l0 l1 l2"),
    _street("Rue du Chemin-Vert", "street", "y0 y1 y2 y3"),
    _street("Rue du Bac", "street", "d2 k1 r0 t1"),
)

LINES: tuple[tuple[tuple[XY, ...], dict[str, str]], ...] = (
    (
        ((710, 708), (760, 702), (850, 698), (940, 703), (1000, 709)),
        {"highway": "path", "name": "Chemin de halage", "surface": "compacted", "width": "2"},
    ),
    (((5, 854), (75, 861), (141, 868)), {"natural": "tree_row", "species": "Populus nigra", "height": "18"}),
)


class Programme(NamedTuple):
    """What a block is: its kind, its name, the point it faces, and for houses the periods they were built in."""

    kind: str
    name: str = ""
    facing: XY | None = None
    styles: tuple[str, ...] = ()
    shops: tuple[tuple[str, str], ...] = ()


_OLDER = ("old house", "interwar house", "interwar house")
_MIXED = ("interwar house", "post-war house", "late house")
_NEWER = ("post-war house", "late house", "late house", "recent house")

CUTS: tuple[tuple[XY, XY], ...] = (  # boundaries between plots where no street runs
    ((333, 640), (333, 740)), ((333, 731), (400, 731)),
    ((190, 20), (190, 145)), ((400, 26), (400, 150)), ((588, 34), (588, 155)), ((792, 46), (792, 160)),
    ((150, 722), (150, 758)),
    ((803, 881), (810, 1000)),
)  # fmt: skip
FORECOURT = 0.70  # where along its ground the station's forecourt lies, seen from the avenue

BLOCKS: dict[XY, Programme] = {
    # old centre
    (430, 685): Programme("square", "Place du Marché"),
    (365, 690): Programme("church", "Église Saint-Jumeau", (395, 685)),
    (316, 690): Programme("old"),
    (318, 605): Programme("old"),
    (325, 505): Programme("old"),
    (380, 510): Programme("old", facing=(410, 510), shops=SHOPS[4:7]),
    (375, 605): Programme("old", facing=(402, 605), shops=SHOPS[7:10]),
    (465, 515): Programme("town", facing=(415, 515)),
    (455, 605): Programme("old", facing=(437, 648), shops=SHOPS[0:4]),
    (560, 520): Programme("town", facing=(525, 520), shops=SHOPS[10:12]),
    (640, 520): Programme("town"),
    (545, 605): Programme("old", facing=(497, 605), shops=SHOPS[12:14]),
    (640, 605): Programme("town hall", facing=(640, 644)),
    (530, 680): Programme("old"),
    (645, 670): Programme("old"),
    (430, 735): Programme("old"),
    (530, 730): Programme("old"),
    (650, 712): Programme("old"),
    # between boulevard and station
    (380, 410): Programme("town"),
    (500, 415): Programme("town"),
    (620, 425): Programme("town"),
    (412, 305): Programme("school", "École Jules-Ferry", (435, 352)),
    (530, 310): Programme("town"),
    (655, 320): Programme("mixed"),
    (440, 225): Programme("terraces", styles=_OLDER),
    (455, 172): Programme("terraces", styles=_OLDER),
    (570, 205): Programme("town"),
    (695, 210): Programme("mixed"),
    # station and railway side
    (700, 110): Programme("station", facing=(700, 152)),
    (90, 90): Programme("workshops", "Menuiserie Jumeau", facing=(90, 139)),
    (300, 90): Programme("workshops", "Entrepôts du Berry", facing=(300, 142)),
    (500, 95): Programme("mixed"),
    (920, 120): Programme("workshops", "Garage du Rail", facing=(920, 166)),
    (800, 15): Programme("allotments", "Jardins ouvriers du Rail"),
    # west
    (80, 340): Programme("slabs", "Cité des Peupliers"),
    (240, 400): Programme("slabs"),
    (250, 300): Programme("slabs"),
    (80, 213): Programme("houses", styles=_MIXED),
    (80, 163): Programme("houses", styles=_MIXED),
    (280, 220): Programme("terraces", styles=_OLDER),
    (280, 168): Programme("terraces", styles=_OLDER),
    (70, 470): Programme("terraces", styles=("interwar house",)),
    (70, 525): Programme("terraces", styles=("interwar house", "old house")),
    (215, 478): Programme("houses", styles=_OLDER),
    (215, 530): Programme("houses", styles=_OLDER),
    (150, 620): Programme("park", "Parc des Tilleuls"),
    # east
    (820, 220): Programme("workshops", "Imprimerie Centrale", facing=(825, 160)),
    (940, 230): Programme("supermarket", "Supermarché", (875, 230)),
    (790, 302): Programme("houses", styles=_MIXED),
    (780, 355): Programme("houses", styles=_MIXED),
    (930, 320): Programme("houses", styles=_NEWER),
    (930, 370): Programme("houses", styles=_NEWER),
    (760, 435): Programme("clinic", "Clinique des Vignes", (760, 385)),
    (920, 425): Programme("houses", styles=_NEWER),
    (920, 480): Programme("houses", styles=_NEWER),
    (755, 510): Programme("terraces", styles=_OLDER),
    (755, 560): Programme("houses", styles=_OLDER),
    (915, 530): Programme("houses", styles=_MIXED),
    (915, 577): Programme("houses", styles=_MIXED),
    (770, 635): Programme("terraces", styles=_OLDER),
    (920, 620): Programme("houses", styles=_MIXED),
    (920, 668): Programme("houses", styles=_MIXED),
    # north bank
    (390, 860): Programme("terraces", styles=_OLDER),
    (540, 860): Programme("mixed"),
    (655, 850): Programme("houses", styles=_OLDER),
    (850, 825): Programme("stadium", "Stade de la Jumelle"),
    (900, 940): Programme("wood", "Bois de la Garenne"),
    (770, 945): Programme("houses", styles=_NEWER),
    (670, 920): Programme("houses", styles=_MIXED),
    (670, 970): Programme("houses", styles=_NEWER),
    (555, 925): Programme("houses", styles=_MIXED),
    (555, 975): Programme("houses", styles=_NEWER),
    (395, 920): Programme("houses", styles=_MIXED),
    (395, 970): Programme("houses", styles=_NEWER),
    (225, 900): Programme("houses", styles=_NEWER),
    (225, 965): Programme("houses", styles=_NEWER),
    (220, 825): Programme("terraces", styles=_MIXED),
    (70, 930): Programme("field"),
    (70, 790): Programme("allotments", "Jardins familiaux de la Jumelle"),
}
