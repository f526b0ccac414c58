"""Runs axe on a page; its script is loaded only once for each document."""

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

# Only violations are sent back: the other results are long and nobody reads them.
RUN = """axe.run({resultTypes: ["violations"]}).then(({violations}) => ({violations}))"""


def run_axe(page: Page) -> AxeResults:
    """Return the violations of all rules of axe on the page at its present width."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    return AxeResults(page.evaluate(RUN))
