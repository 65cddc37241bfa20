from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_page_runs_its_script(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Réunion</h1><script>document.querySelector('h1').textContent += ' tenue'</script>")
    assert page.inner_text("h1") == "Réunion tenue"
    page.close()
