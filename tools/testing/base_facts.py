"""Facts of rights as of the rows that a database of tests begins with, read once for each.

Each test begins with a copy of them, so that it reads what the tests before it have read only if
its own rows are of the same revision. A revision is never used twice in one database.
"""

from dataclasses import replace

from django.db import transaction

from licensing.reading import snapshot
from licensing.reading.snapshot import RightsSnapshot
from shop.orders.checkout.placement import place_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for

_facts: dict[str, RightsSnapshot] = {}


def read_facts(database: str, world: RightsWorld) -> None:
    """Keep the facts that an order of an ordinary product reads from the rows of a database."""
    with transaction.atomic():
        place_order(request_for(basket_with(world.product()), key="facts"))
        if snapshot._snapshot:
            _facts[database] = snapshot._snapshot
        transaction.set_rollback(True)
    snapshot._snapshot = None


def begin_with_facts(database: str) -> None:
    """Let a test begin with the facts of its database; with none if they were not read."""
    facts = _facts.get(database)
    snapshot._snapshot = facts and replace(
        facts,
        profiles=dict(facts.profiles),
        opened={},
        regulated=dict(facts.regulated),
        kept=dict(facts.kept),
        coverage={},
    )
