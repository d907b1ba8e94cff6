"""The pages of a lesson, by file name."""

from collections.abc import Mapping

from twin.challenge.sheet import sheet
from twin.lesson.board import board_svg, key_svg
from twin.lesson.deck import cards_page
from twin.lesson.material import Material
from twin.lesson.questions import answer_key, worksheet
from twin.lesson.teacher import teachers_plan
from twin.report.markup import esc, paragraphs, tag
from twin.words import Words

BOARD = Words("Board: {city}", "Plateau : {city}")
RULES = Words(
    "Lay action cards on cells. Write each cell with the letters of its cards, such as D4-MT: that is the code of "
    "your plan. The figure in a "
    "cell is the mapped paving that the cards M, R, P, L and T work on; the cards A, B, K and S work on the whole "
    "main street of the cell, "
    "G, C, W and H on its largest building. Whose ground it is is not asked: argue about it. North is up.",
    "Posez des cartes action sur les cases. Écrivez chaque case avec les lettres de ses cartes, par exemple "
    "D4-MT : c'est le code de votre "
    "projet. Le chiffre d'une case est le sol revêtu cartographié sur lequel agissent les cartes M, R, P, L et T ; les "
    "cartes A, B, K et S "
    "agissent sur toute la rue principale de la case, G, C, W et H sur son plus grand bâtiment. À qui est le sol n'est "
    "pas demandé : débattez-en. Le nord est en haut.",
)


def pages(material: Material) -> Mapping[str, str]:
    """File name -> page; the teacher's comes first."""
    return {
        "1_teacher.html": teachers_plan(material),
        "2_worksheet.html": worksheet(material),
        "3_answer_key.html": answer_key(material),
        "4_board_A3.html": _board(material),
        "5_cards.html": cards_page(material),
    }


def _board(material: Material) -> str:
    lang, city = material.lang, material.city
    minx, miny, maxx, maxy = city.bounds
    body = board_svg(city, material.free, lang) + key_svg(lang) + paragraphs([RULES.to(lang)])
    if city.attribution:
        body += tag("p", esc(city.attribution), {"class": "small"})
    size = "A3 landscape" if maxx - minx > 1.2 * (maxy - miny) else "A3"
    return sheet(BOARD.to(lang).format(city=city.name), body, lang, size)
