"""In a Windows contrast theme buttons have borders, and selected options look selected."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

LOOK = """element => {
  const style = getComputedStyle(element);
  return [style.backgroundColor, style.color, style.borderTopColor, style.borderTopStyle];
}"""
BORDERLESS = """elements => elements
  .filter(element => element.offsetParent && !element.matches(".visually-hidden"))
  .filter(element => parseFloat(getComputedStyle(element).borderTopWidth) < 1)
  .map(element => element.outerHTML.slice(0, 80))"""
PAGES = ("", "products/", "products/?kind=hoodie", "p/-/HOODIE-USA-1/", "basket/", "choose/",
         "accounts/login/", "accounts/signup/")  # fmt: skip


@pytest.fixture
def contrast(browser: Browser) -> Iterator[Page]:
    """Open a page in a dark contrast theme."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def look(element: Locator) -> list[str]:
    """Return the colors and the border of an element."""
    colors: list[str] = element.evaluate(LOOK)
    return colors


def test_every_button_has_a_border(contrast: Page, live: LiveShop) -> None:
    for path in PAGES:
        contrast.goto(f"{live.url}/en-us/{path}")
        buttons = contrast.locator("button:not(.visually-hidden), .btn")
        assert buttons.count() >= 1
        assert buttons.evaluate_all(BORDERLESS) == [], path


def test_a_chosen_size_and_the_current_page_look_chosen(contrast: Page, live: LiveShop) -> None:
    live.restock("HOODIE-USA-1", 10)
    contrast.goto(f"{live.url}/en-us/p/-/HOODIE-USA-1/")
    sizes = contrast.locator(".variant-row .variant")
    assert sizes.count() >= 2
    sizes.first.locator("input").check(force=True)
    chosen, other = sizes.first.locator(".variant-box"), sizes.last.locator(".variant-box")
    assert look(chosen)[:3] != look(other)[:3]
    contrast.goto(f"{live.url}/en-us/products/")
    current = contrast.locator(".pagination [aria-current]")
    number = contrast.locator(".pagination li a:not([aria-current])").first
    assert look(current)[:2] != look(number)[:2]


def test_focus_can_be_seen(contrast: Page, live: LiveShop) -> None:
    contrast.goto(f"{live.url}/en-us/products/")
    for _ in range(8):
        contrast.keyboard.press("Tab")
        width = contrast.evaluate(
            "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
        )
        assert width >= 2
