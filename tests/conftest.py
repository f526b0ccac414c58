"""Fixtures of all tests: databases, sellable products, a Stripe sandbox, a browser."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from licensing.models import Licensee
from licensing.reading import snapshot
from shop.finance.payments import gateway
from shop.identity.accounts.sessions import SessionStore
from shop.oscar.order.models import Order
from tests.licensee_portal.parcels import PaidOrder, shared_order
from tools.browser import ARGUMENTS, system_browser
from tools.testing import base_facts, databases, restoring
from tools.testing.distribution import (
    NEED_DATABASE,
    WAITS,
    GroupScheduling,
    compile_from_the_end,
    database_of,
    leaves_out,
    order_of,
    waits,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.stripe_harness import SECRET_KEY, WEBHOOK_SECRET, Sandbox, running_sandbox

# Generated cases are few and small; on a busy machine making them may still take seconds.
hypothesis_settings.register_profile(
    "shop", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("shop")
# Databases with real commits, without and with the world that most tests begin with.
COMMITTED, COMMITTED_WORLD = f"committed_{os.getpid()}", f"committed_world_{os.getpid()}"
PLAIN, WITH_WORLD = f"test_{os.getpid()}", f"test_world_{os.getpid()}"
WITH_ORDER = f"test_order_{os.getpid()}"
MIGRATED = [["migrate", "--verbosity", "0"], ["install_markets"]]
# Clones of tests that are rolled back, with the fixtures that make them.
CLONES = {
    "plain": (PLAIN, "django_db_setup"),
    "world": (WITH_WORLD, "world_rows"),
    "order": (WITH_ORDER, "order_rows"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; choose the database of a test before its other fixtures."""
    items.sort(key=order_of)
    for item in items:
        if any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")):
            message = f"{item.nodeid}: use committed_db; Django would empty the shared database."
            raise pytest.UsageError(message)
        if NEED_DATABASE & set(getattr(item, "fixturenames", ())):
            item.fixturenames.insert(0, "database_of_test")  # type: ignore[attr-defined]


def pytest_configure_node(node: Any) -> None:
    """Tell a process whether it runs the tests that wait."""
    node.workerinput[WAITS] = waits(node)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Compile the test modules together with the other processes."""
    compile_from_the_end(session.config)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what this process does not run."""
    return leaves_out(collection_path, config)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> GroupScheduling:
    """Share the tests among processes in the shop's own way, whatever `--dist` says."""
    gc.freeze()  # the process that shares them out runs none
    gc.enable()
    return GroupScheduling(config, log)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through all imported modules during the tests.

    Tests make more objects than Python's thresholds expect; the collector took 7 % of their time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session")
def template() -> str:
    """Return the database that has every table, territory, market and tax rate."""
    return databases.ensure_template("base", MIGRATED)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, template: str) -> Iterator[None]:
    """Give this worker its clone, for tests that are rolled back."""
    databases.drop_abandoned()
    databases.clone(template, PLAIN)
    _point_at(PLAIN)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    for used in (PLAIN, WITH_WORLD, WITH_ORDER, COMMITTED, COMMITTED_WORLD):
        databases.drop(used)


@pytest.fixture(scope="session")
def world_rows(django_db_setup: None, django_db_blocker: Any, template: str) -> RightsWorld:
    """Build the world that most tests begin with, in a second clone, and commit it."""
    databases.clone(template, WITH_WORLD)
    _point_at(WITH_WORLD)
    with django_db_blocker.unblock():
        world = RightsWorld()
        world.prepare()
        base_facts.read_facts_of_order(world)
    return world


@pytest.fixture(scope="session")
def order_rows(
    django_db_setup: None, django_db_blocker: Any, template: str, stripe_process: Sandbox
) -> PaidOrder:
    """Build a world with a paid order, in a third clone, and commit it."""
    databases.clone(template, WITH_ORDER)
    _point_at(WITH_ORDER)
    with django_db_blocker.unblock(), _connected_to(stripe_process):
        world = RightsWorld()
        world.prepare()
        other: Licensee = LicenseeFactory(legal_name="Rival Ltd")
        order = shared_order(world, stripe_process, other)
        base_facts.read_facts_of_order(world)
    return PaidOrder(world, other, order, stripe_process.control("GET", "state"))


@pytest.fixture
def prepared_order(db: None, stripe: Sandbox, order_rows: PaidOrder) -> PaidOrder:
    """Return a copy of the paid order and its world, in a test that is rolled back."""
    stripe.control("PUT", "state", order_rows.at_stripe)
    return deepcopy(order_rows)


@pytest.fixture
def order(prepared_order: PaidOrder) -> Order:
    """Return the paid order that the test's world has from the beginning."""
    return prepared_order.order


@pytest.fixture
def other(prepared_order: PaidOrder) -> Licensee:
    """Return the licensee of the order's second line."""
    return prepared_order.other


@pytest.fixture
def database_of_test(request: pytest.FixtureRequest, django_db_setup: None) -> None:
    """Point a test that is rolled back at the clone with the rows that it begins with.

    The database stays the same while the rows of a module are kept in a transaction.
    """
    if not connection.in_atomic_block:
        _choose_database(request)
    base_facts.begin_with_facts()


def _choose_database(request: pytest.FixtureRequest) -> None:
    name, rows = CLONES[database_of(request.fixturenames)]
    request.getfixturevalue(rows)
    if connection.settings_dict["NAME"] != name:
        _point_at(name)


def has_agreement(request: pytest.FixtureRequest) -> bool:
    """Return whether the world of a test begins with an agreement for products that name none."""
    return "without_agreements" not in request.fixturenames


def _new_world(request: pytest.FixtureRequest) -> RightsWorld:
    """Return a world of the test's own: a copy of the built one if its rows are there."""
    if "prepared_order" in request.fixturenames:
        paid: PaidOrder = request.getfixturevalue("prepared_order")
        return paid.world
    if connection.settings_dict["NAME"] == WITH_WORLD:
        return deepcopy(request.getfixturevalue("world_rows"))
    return RightsWorld()


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, template: str
) -> Iterator[str]:
    """Point the test at a database of its own, where commits are real; return its name.

    The next test restores it: by then the server has noticed that nobody is connected any more.
    """
    name = COMMITTED
    if "committed_world" in request.fixturenames and has_agreement(request):
        request.getfixturevalue("world_rows")
        template, name = WITH_WORLD, COMMITTED_WORLD
    with committed_clone(template, django_db_blocker, name) as database:
        yield database


@contextmanager
def committed_clone(template: str, django_db_blocker: Any, name: str = COMMITTED) -> Iterator[str]:
    """Point the test at a clone of a template, where commits are real; yield its name."""
    before = connection.settings_dict["NAME"]
    connections.close_all()  # a database is copied only if nobody is connected to it
    restoring.fresh_clone(template, name)
    _point_at(name)
    with django_db_blocker.unblock():
        yield name
        connections.close_all()
    _point_at(before)


def _session(client: Client) -> Any:
    """Return the session of a test client, whose cookie has the client's key."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie:
        return SessionStore.for_client(cookie.value)
    session = SessionStore()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.client_key
    return session


def _set_login_cookies(client: Client, request: Any) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.client_key
    client.cookies[settings.SESSION_COOKIE_NAME].update({"path": "/"})


# Django's test client sends the database's key of a session; the shop's cookie has another one.
Client.session = property(_session)  # type: ignore[assignment]
Client._set_login_cookies = _set_login_cookies  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _forget_facts() -> Iterator[None]:
    """Facts of rights are kept by revision; a rolled back or dropped database reuses numbers."""
    yield
    snapshot._snapshot = None


@pytest.fixture(scope="module")
def module_transaction(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Open a transaction for a world that all tests of a module begin with.

    A fixture with the scope of the module builds the world in it; each test changes a copy of the
    objects, and its own changes of the database are rolled back. `database_now()` stands still in
    a transaction, so all tests of the module have the time at which the world was built.
    """
    with ExitStack() as stack, base_facts.facts_of_module():
        with django_db_blocker.unblock():
            stack.enter_context(transaction.atomic())
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            stack.close()


@pytest.fixture(scope="module")
def build_once[World](
    request: pytest.FixtureRequest, module_transaction: None, django_db_blocker: Any
) -> Callable[[Callable[[RightsWorld], World]], World]:
    """Return a function that builds a world from a shop, for all tests of the module."""

    def build(make: Callable[[RightsWorld], World]) -> World:
        with django_db_blocker.unblock():
            built = make(_new_world(request))
            base_facts.read_facts()
        return built

    return build


@pytest.fixture(scope="module")
def build_paid[World](
    build_once: Callable[..., World], stripe_process: Sandbox
) -> Callable[[Callable[[RightsWorld, Sandbox], World]], tuple[World, Any]]:
    """Return a function like `build_once` that pays orders too; it adds what Stripe knows then."""

    def build(make: Callable[[RightsWorld, Sandbox], World]) -> tuple[World, Any]:
        with _connected_to(stripe_process):
            built = build_once(lambda world: make(world, stripe_process))
        return built, stripe_process.control("GET", "state")

    return build


@pytest.fixture(scope="module")
def shared_shop(build_once: Callable[..., RightsWorld]) -> RightsWorld:
    """Build the maker of holders, agreements and products once for all tests of the module."""
    return build_once(lambda world: world)


@pytest.fixture
def shared_world(shared_shop: RightsWorld, db: None) -> RightsWorld:
    """Return a copy of the module's maker, for a module whose own `world` returns it."""
    return deepcopy(shared_shop)


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> RightsWorld:
    """Return a maker of holders, agreements and products, in a test that is rolled back."""
    return _new_world(request)


@pytest.fixture
def without_agreements() -> None:
    """Let the world of a test begin without an agreement, for tests that count or change them."""


@pytest.fixture
def committed_world(request: pytest.FixtureRequest, committed_db: str) -> RightsWorld:
    """Return the same maker where commits are real."""
    if has_agreement(request):
        return deepcopy(request.getfixturevalue("world_rows"))
    return RightsWorld()


@pytest.fixture(scope="session")
def stripe_process() -> Iterator[Sandbox]:
    """Run one stand-in for Stripe for all tests of this worker."""
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def stripe(stripe_process: Sandbox, settings: Any) -> Iterator[Sandbox]:
    """Return an empty sandbox that the shop's gateway talks to over HTTP."""
    stripe_process.control("POST", "reset")
    settings.ENV = _environment_of(stripe_process)
    gateway.stripe_client.cache_clear()
    yield stripe_process
    gateway.stripe_client.cache_clear()
    stripe_process.control("DELETE", "faults")


@contextmanager
def _connected_to(sandbox: Sandbox) -> Iterator[None]:
    """Let the shop's gateway talk to an empty sandbox, outside the tests."""
    sandbox.control("POST", "reset")
    gateway.stripe_client.cache_clear()
    with override_settings(ENV=_environment_of(sandbox)):
        yield
    gateway.stripe_client.cache_clear()


def _environment_of(sandbox: Sandbox) -> Any:
    """Return the settings of the environment with a sandbox in place of Stripe."""
    return settings.ENV.with_values(
        {
            "STRIPE_API_BASE": sandbox.url,
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        }
    )


@pytest.fixture
def limits(settings: Any) -> None:
    """Let the limits hold in a test, as they do in a shop."""
    settings.ENV = settings.ENV.with_values({"LIMITS_FACTOR": 1})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of the machine, or Playwright's own: one a worker, it owns the loop."""
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=system_browser(), args=list(ARGUMENTS)
            )
        except BrowserError as error:
            if os.environ.get("CI"):
                raise  # a machine that checks every change must not leave journeys out
            pytest.skip(f"no browser: {error.message.splitlines()[0]}")
        yield started
        started.close()


def _point_at(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name
