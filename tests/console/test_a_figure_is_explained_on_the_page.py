"""The page shows the figures of a period, and each figure leads to its facts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import httpx2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.support.house import House


def look(house: House, address: str) -> httpx2.Response:
    """What anybody on this machine gets, without any token."""
    return httpx2.get(house.console.base_url + address, timeout=20)


def words(answer: httpx2.Response) -> str:
    """What is read on a page, its spaces made plain."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_the_figures_of_the_real_records_are_shown_and_explained(
    house: House, furnish: Callable[[House], AbstractContextManager[None]]
) -> None:
    with furnish(house):
        page = look(house, "/?du=2015-01-01&au=2018-12-31")
        read = words(page)
        assert page.status_code == 200
        assert "Sans connexion : cette page n'est servie que sur cette machine." in read
        assert "Indicateur Ensemble CC11 CC14 CC18" in read
        assert "Réunions tenues VIE-01 · réunions 9 0 1 8" in read
        assert "Présences VIE-03 · présences ≥ 43 + 4 n.c. 0 n.d. + 1 n.c. ≥ 43 + 3 n.c." in read
        assert "Part du collège habitants CMP-02 · part des membres 100 % (5/5) n.d. n.d. 100 % (5/5)" in read
        assert "État des faits : activities@9,councils@10" in read
        assert "Semaines closes : 0 sur " in read, "people are in charge of councils, and nobody closed a week"
        assert 'title="les présences des réunions de la période ne sont pas connues"' in unescape(page.text)

        one = words(look(house, "/?du=2015-01-01&au=2018-12-31&conseil=CC18"))
        assert "Indicateur Ensemble CC18 Nombre" in one

        link = re.search(r'href="(/figures/VIE-03\?[^"]*conseil=CC18[^"]*)"', page.text)
        assert link is not None
        facts = words(look(house, unescape(link[1])))
        assert "Présences VIE-03 ≥ 43 + 3 n.c. Portée CC18, du 1er janvier 2015 au 31 décembre 2018 compris" in facts
        assert "Définition Somme des personnes présentes aux réunions tenues" in facts
        assert "Faits comptés (5) +8 au moins réunion tenue · conseil d'administration · Public board meeting" in facts
        assert "CC18, le 7 juin 2017 Soit 4 membres, habitants ; 3 membres, associations et acteurs locaux ;" in facts
        assert "Source RR-011 : CCP18 - Compte-rendu de la réunion du CA, 7 juin 2017" in facts
        assert "Enregistré par importer le 23 novembre 2026 à 12 h 00, fait activities@4" in facts
        assert "Faits non comptés (3) 0 réunion tenue · assemblée générale · Founding general assembly" in facts
        assert "CC18, en novembre 2016 Source RR-005" in facts
        assert "Employment working group confiance faible" in facts
        assert "Non compté : présences inconnues : personne ne les a comptées" in facts

        before = look(house, "/?du=2015-01-01&au=2018-12-31&etat=councils@0,activities@0")
        assert "Réunions tenues VIE-01 · réunions 0" in words(before)

        mixed = "L'ensemble compte aussi 1 conseil inventé (codes INV-…)"
        assert mixed not in read
        of_the_18e = {"name": "Conseil (inventé)", "arrondissement": "18", "established_on": "2023-09-04"}
        done = house.councils.record("/v1/councils", {"council_id": "INV-18E", **of_the_18e})
        house.reporting.get("/v1/figures", from_="2015-01-01", to="2018-12-31", after=done["after"]).raise_for_status()
        assert mixed in words(look(house, "/"))


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)  # a page does not know the database
def test_a_question_without_answer_says_why(
    house: House, furnish: Callable[[House], AbstractContextManager[None]]
) -> None:
    with furnish(house):
        for query, status, why in (
            ("du=2018-02-30", 422, "une date s'écrit AAAA-MM-JJ, et doit exister"),
            ("du=2018-12-31&au=2018-01-01", 422, "La période finit (1er janvier 2018) avant de commencer"),
            ("etat=hier", 422, "Un état s'écrit comme un jour (2026-01-31)"),
            ("conseil=CC99", 200, "Aucun chiffre n'est enregistré pour le conseil CC99."),
        ):
            answer = look(house, f"/?{query}")
            assert answer.status_code == status
            assert why in words(answer)
        unknown = look(house, "/figures/VIE-99")
        assert unknown.status_code == 404
        assert "Aucun indicateur n'a le code VIE-99." in words(unknown)
        quoted = look(house, "/?du=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        assert quoted.status_code == 422
        assert "<script" not in quoted.text

        house.stop("reporting")
        for path in ("/", "/figures/VIE-03"):
            away = look(house, path)
            assert away.status_code == 503
            assert "Le service des chiffres ne répond pas pour le moment." in words(away)
        assert look(house, "/readyz").status_code == 200
