"""The teacher's plan: fifty minutes on one page."""

from twin.challenge.sheet import grid, sheet
from twin.lesson.answers import ranking, stormy, whole_town
from twin.lesson.material import CHALLENGE, Material
from twin.metrics import METRICS
from twin.report.markup import bullets, esc, paragraphs, tag
from twin.words import Words, number

TITLE = Words("Cool, dry, and paid for: a lesson of 50 minutes on {city}", "Frais, sec et payé : une leçon de 50 minutes sur {city}")
AIM = Words(
    "Pupils find out that a plan for a town is a trade between water, heat, trees and money; that a model is a "
    "calculation they can redo by "
    "hand; and that its numbers have a range and leave things out.",
    "Les élèves découvrent qu'un projet urbain arbitre entre eau, chaleur, arbres et argent ; qu'un modèle est un calcul qu'ils peuvent "
    "refaire à la main ; et que ses chiffres ont une plage et laissent des choses de côté.",
)
BEFORE = (
    Words("Print the worksheet once for each pupil, board (A3) and cards once for each table of four to six. Black and white will do.",
          "Imprimez la fiche pour chaque élève, le plateau (A3) et les cartes pour chaque table de quatre à six. Le noir "
          "et blanc suffit."),
    Words("Open a terminal in this folder; everything works without a network. A calculator for each pair.",
          "Ouvrez un terminal dans ce dossier ; tout marche sans réseau. Une calculatrice par binôme."),
)  # fmt: skip
HEAD = Words("Minutes|What|How", "Minutes|Quoi|Comment")
STEPS = (
    ("0–5", Words("Predict first", "Prédire d'abord"),
     Words("Show the two plans on the board: {a} and {b}. Everybody ticks part 1 of the worksheet before anything is run.",
           "Montrez les deux projets sur le plateau : {a} et {b}. Chacun coche la partie 1 de la fiche avant tout calcul.")),
    ("5–20", Words("One cell by hand", "Une maille à la main"),
     Words("Parts 2 and 3, in pairs: half the class works the water, half the heat of one cell of the map.",
           "Parties 2 et 3, en binômes : la moitié de la classe calcule l'eau d'une maille, l'autre la chaleur.")),
    ("20–28", Words("Run: the whole town", "Lancer : toute la ville"),
     Words("Run the first command below. The same calculation, for {cells} cells. Fill in part 4; compare with part 1.",
           "Lancez la première commande ci-dessous. Le même calcul, sur {cells} mailles. Remplissez la partie 4 ; "
           "comparez à la partie 1.")),
    ("28–40", Words("Argue", "Débattre"),
     Words("Deal the role cards. Each table makes its own plan with action cards for {budget} €, in two mandates; turn an "
           "event card between "
           "them. Part 5.",
           "Distribuez les rôles. Chaque table fait son projet avec les cartes action pour {budget} €, en deux mandats ; "
           "tirez un événement "
           "entre les deux. Partie 5.")),
    ("40–50", Words("Decide", "Décider"),
     Words("Type the codes of all tables into the last command. Read the ranking, the losers, and what the search would "
           "buy. Vote: is the "
           "winner also the plan you want?",
           "Saisissez les codes de toutes les tables dans la dernière commande. Lisez le classement, les perdants, et ce "
           "que la recherche "
           "achèterait. Votez : le gagnant est-il le projet que vous voulez ?")),
)  # fmt: skip
COMMANDS = Words("Commands", "Commandes")
PREPARE = Words("Before", "Avant")
CODES = Words(
    "For the tables' own plans give codes in quotes; “?” stands where the check letter is not known, and the answer shows it:",
    "Pour les projets des tables, donnez les codes entre guillemets ; « ? » remplace la lettre de contrôle, que la réponse montre :",
)
TRAPS = Words("What to say when they ask", "Que répondre")
HONEST = Words(
    "The ranking counts every target the same: that is a choice, and it is printed. A group may argue for another.",
    "Le classement compte chaque objectif autant : c'est un choix, et il est écrit. Un groupe peut en défendre un autre.",
)
LEAVES_OUT = Words("{label} leaves out: {caveat}", "{label}, ce qui n'est pas compté : {caveat}")


def teachers_plan(material: Material) -> str:
    """Aim, preparation, the timetable, the commands, and what the numbers leave out."""
    lang, city = material.lang, material.city
    rows, cols = city.grid.shape
    told = {
        "a": material.plans[0].title(lang), "b": material.plans[1].title(lang), "cells": number(rows * cols, 0, lang),
        "budget": number(material.challenge.budget, 0, lang),
    }  # fmt: skip
    table = grid(tuple(HEAD.to(lang).split("|")), [(when, what.to(lang), how.to(lang).format(**told)) for when, what, how in STEPS])
    typed = dict.fromkeys(answer.typed for answer in (*whole_town(material), *stormy(material), *ranking(material)))
    own = f'twin challenge score {CHALLENGE} "{material.codes[0]}" "{material.cell}-MK ?"' + (f" --lang {lang}" if lang != "en" else "")
    commands = "".join(tag("pre", esc(text)) for text in typed) + paragraphs([CODES.to(lang)]) + tag("pre", esc(own))
    caveats = [
        LEAVES_OUT.to(lang).format(label=METRICS[key].label(lang), caveat=METRICS[key].caveat.to(lang)) for key in ("runoff", "air_warming")
    ]
    body = (
        paragraphs([AIM.to(lang)]) + tag("h2", esc(PREPARE.to(lang))) + bullets(esc(text.to(lang)) for text in BEFORE) + table
        + tag("h2", esc(COMMANDS.to(lang))) + commands
        + tag("h2", esc(TRAPS.to(lang))) + bullets((esc(text) for text in [HONEST.to(lang), *caveats]), "small")
    )  # fmt: skip
    return sheet(TITLE.to(lang).format(city=city.name), body, lang)
