"""Runs axe on a page; its script is loaded only once for each document."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

TWICE = Path(__file__).with_name("axe_twice.js").read_text(encoding="utf-8")


def run_axe(page: Page) -> AxeResults:
    """Return the violations of all rules of axe on the page at its present width.

    Contrast takes most of the time of axe. At a second width of the same document it is checked
    where text, colors or what lies behind may differ from the first width.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
        page.evaluate(TWICE)
    return AxeResults(page.evaluate("runAxe()"))
