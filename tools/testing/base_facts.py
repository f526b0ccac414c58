"""Facts of rights as of the rows that tests begin with, read once for all of them.

Each test begins with a copy of the facts. It uses them as long as its own rows are of the same
revision, and a revision is never used twice in one database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection, transaction

from licensing.models import RightsProfile
from licensing.reading import snapshot
from licensing.reading.snapshot import RightsSnapshot, time_and_snapshot
from shop.commerce.markets.models import Market
from shop.orders.checkout.placement import place_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for

MOST_PROFILES = 32
_facts: dict[str, RightsSnapshot] = {}


def read_facts_of_order(world: RightsWorld) -> None:
    """Keep the facts that an order of an ordinary product reads in the current database."""
    with transaction.atomic():
        place_order(request_for(basket_with(world.product()), key="facts"))
        transaction.set_rollback(True)
    _keep()


def read_facts() -> None:
    """Keep the facts that most pages and decisions read in the current database."""
    at, facts = time_and_snapshot()
    facts.territories()
    Market.objects.kept_default(facts, at)
    facts.load(RightsProfile.objects.values_list("pk", flat=True)[:MOST_PROFILES])
    _keep()


def _keep() -> None:
    if snapshot._snapshot:
        _facts[connection.settings_dict["NAME"]] = snapshot._snapshot
    snapshot._snapshot = None


@contextmanager
def facts_of_module() -> Iterator[None]:
    """Forget the facts that are read in the block at its end, with the rows of a module."""
    before = dict(_facts)
    yield
    _facts.clear()
    _facts.update(before)


def begin_with_facts() -> None:
    """Let a test begin with the facts of its database; with none if they were not read."""
    facts = _facts.get(connection.settings_dict["NAME"])
    snapshot._snapshot = facts and replace(
        facts,
        profiles=dict(facts.profiles),
        opened={},
        regulated=dict(facts.regulated),
        kept=dict(facts.kept),
        coverage={},
    )
