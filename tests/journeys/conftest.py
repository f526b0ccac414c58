"""A page in a browser and a running shop with the demo catalogue."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.testing import databases
from tools.testing.live_shop import LiveShop, live_shop

DEMO = [["migrate", "--verbosity", "0"], ["load_demo"]]
WEB_THREADS = 12
# A Content-Security-Policy violation or a script error fails the journey it happens in.
HARMLESS = (
    "400 (Bad Request)",
    "403 (Forbidden)",
    "402 (Payment Required)",
    "422 (Unprocessable",
    "404 (Not Found)",
)


@pytest.fixture(scope="session")
def demo_template() -> str:
    """Return the database with the demo catalogue."""
    return databases.ensure_template("demo", DEMO)


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory, demo_template: str) -> Iterator[LiveShop]:
    """Run one shop for all journeys of this worker, and no longer: an idle one has jobs to run.

    One web process with many threads: `test_fifty_buyers` counts in it what happens at once. The
    drills have two.
    """
    folder = tmp_path_factory.mktemp("live")
    threads = {name: str(WEB_THREADS) for name in ("WEB_THREADS", "DATABASE_POOL_MAX")}
    with live_shop(folder, demo_template, name="live", WEB_WORKERS="1", **threads) as shop:
        yield shop


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a page of a new visitor; nothing on it may raise or break the policy."""
    with visit(browser) as opened:
        yield opened


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Open pages of as many visitors as a journey has, each with cookies of their own."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(visit(browser))


@contextmanager
def visit(browser: Browser) -> Iterator[Page]:
    """Give a page of a new visitor and look afterwards whether anything on it went wrong."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(error.message))
    opened.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    yield opened
    context.close()
    assert [fault for fault in faults if not any(word in fault for word in HARMLESS)] == []
