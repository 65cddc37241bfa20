"""The page as people meet it: in a browser, on a small screen, with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser

    from tests.support.house import House


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)  # a page does not know the database
def test_a_figure_leads_to_its_facts_and_their_sources_even_on_a_phone(
    house: House, furnish: Callable[[House], AbstractContextManager[None]], browser: Browser
) -> None:
    with furnish(house), browser.new_context(viewport={"width": 320, "height": 640}, locale="fr-FR") as context:
        page = context.new_page()
        complaints: list[str] = []
        hosts: set[str | None] = set()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))

        page.goto(house.console.base_url)
        page.get_by_label("Du", exact=True).fill("2015-01-01")
        page.get_by_label("au (compris)").fill("2018-12-31")
        page.get_by_label("Conseil", exact=True).select_option("CC18")
        page.get_by_role("button", name="Afficher").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

        page.get_by_role("link", name="VIE-03, CC18 : ≥ 43 + 3 n.c.").click()
        expect(page.get_by_role("heading", name="Présences VIE-03")).to_be_visible()
        expect(page.get_by_role("heading", name="Faits comptés (5)")).to_be_visible()
        expect(page.get_by_text("Non compté : présences inconnues").first).to_be_visible()
        source = page.get_by_role("link", name="CCP18 - Compte rendu du conseil d'administration, 3 mai 2018")
        expect(source).to_have_attribute(
            "href",
            "https://www.conseil-citoyen-paris18.fr/"
            "compte-rendu-du-conseil-dadministration-du-ccp18-du-jeudi-3-mai-2018/",
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        assert complaints == []
        assert hosts == {"127.0.0.1"}
