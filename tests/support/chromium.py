"""A real browser, headless.

In this order: the one that `FIL_CHROMIUM` names, the first in the PATH, the one that Playwright manages (which it is
asked to install, once, where it is missing).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserType

VARIABLE = "FIL_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def program() -> str | None:
    """The browser of this machine, if it has one."""
    return os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running() -> Iterator[Browser]:
    """A browser for as long as it is needed. Meanwhile this thread belongs to Playwright: no `asyncio.run` in it."""
    with sync_playwright() as playwright:
        browser = _launch(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def _launch(chromium: BrowserType) -> Browser:
    if found := program():
        return chromium.launch(executable_path=found, args=ARGUMENTS)
    try:
        return chromium.launch(args=ARGUMENTS)
    except Error:
        _install()
    return chromium.launch(args=ARGUMENTS)


def _install() -> None:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    installed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    if installed.returncode:
        raise LookupError(
            f"No browser for the tests. Name one in {VARIABLE}, or install chromium; "
            f"Playwright could not bring its own: {installed.stderr[-500:]}"
        )
