"""Lists show exactly the products that decisions allow, for generated rights in the database."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings

from catalog.models import Product
from catalog.services import decide_products
from tests.licensing.worlds import DRILLED, Built, questions, worlds
from tools.testing.factories.catalog import RightsWorld

WORLDS = DRILLED or 32
SHARDS = 4  # so that processes share the work, and each ends in time


def disagreements(built: Built, asked: Any, seen: Counter[str]) -> list[str]:
    """Ask every question both ways; return where the answers differ."""
    found = []
    for territory, channel, at, ticks in asked:
        instant = at + timedelta(microseconds=ticks)
        decisions = decide_products(built.products, territory, channel, instant)
        listed = Product.objects.sellable_in(territory, channel, instant)
        on_request = Product.objects.deliverable_on_request(territory, channel, instant)
        answers = {"ACTIVE": set(), "PASSIVE_ONLY": set(), "NONE": set()}
        for pk, decision in decisions.items():
            answers[decision.mode].add(pk)
            seen[decision.reason or decision.mode] += 1
        shown = set(listed.values_list("pk", flat=True))
        asked_for = set(on_request.values_list("pk", flat=True))
        if (shown, asked_for) != (answers["ACTIVE"], answers["PASSIVE_ONLY"]):
            found.append(f"{territory} {channel} {instant}: {answers} {shown} {asked_for}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_lists_show_exactly_what_decisions_allow(world: RightsWorld, shard: int) -> None:
    """Many worlds in one transaction; each is taken back to the savepoint before it."""
    seen: Counter[str] = Counter()

    @seed(random.randrange(1 << 62) if DRILLED else shard)
    @settings(
        max_examples=max(1, WORLDS // SHARDS),
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes here
        suppress_health_check=list(HealthCheck),
    )
    @given(plan=worlds, asked=questions)
    def ask(plan: Any, asked: Any) -> None:
        with transaction.atomic():
            assert disagreements(Built(world, plan), asked, seen) == []
            transaction.set_rollback(True)
        for row in (world.mandate, world.licensee, world.category, world.holder, world.mark):
            row.refresh_from_db()

    ask()
    # The property would prove nothing if every sale were refused, or for one reason.
    assert seen["ACTIVE"] > WORLDS // SHARDS
    assert len(seen) > 12
