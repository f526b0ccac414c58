"""Stored lists show what decisions allow: generated rights, read twice, then changed."""

import random
from collections import Counter
from functools import cache
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from hypothesis import Phase, given, seed, settings

from catalog.models import Product
from catalog.services import compile_releases, decide_products
from licensing.services import place_hold, suspend_licensee
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.database.clock import database_now
from tests.licensing.worlds import DRILLED, Built, worlds
from tests.page_store.asking import ask, text_of
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld

WORLDS = DRILLED // 200 or 5
MARKETS = {"FR": "fr", "DE": "de", "US": "us"}


def sold(products: list[Product], territory: str, channel: str) -> set[str]:
    """Return the SKUs that a decision lets lists show now."""
    decisions = decide_products(products, territory, channel, database_now())
    return {item.sku for item in products if decisions[item.pk].mode == "ACTIVE"}


def shown(products: list[Product], territory: str) -> dict[str, set[str]]:
    """Return the SKUs in the list and the search of pages, and in the API's list."""
    market, client = MARKETS[territory], Client()
    client.cookies["ship_to"] = territory
    paths = {
        "list": f"/en-{market}/products/",
        "search": f"/en-{market}/search/?q=enamel",
        "api": f"/api/v1/products/?market={market}&territory={territory}",
    }
    texts = {name: text_of(ask(path, client=client)) for name, path in paths.items()}
    return {
        name: {item.sku for item in products if f"/{item.sku}/" in text}
        for name, text in texts.items()
    }


def assert_right(products: list[Product], seen: Counter[str]) -> None:
    """Compare every list with decisions, twice: made by its view, and from the store."""
    for territory in MARKETS:
        web, app = (sold(products, territory, channel) for channel in ("WEB", "APP"))
        seen.update(web=len(web), app=len(app))
        for _ in range(2):
            assert shown(products, territory) == {"list": web, "search": web, "api": app}


@cache
def generated_plans() -> list[Any]:
    """Return plans of worlds; the same ones every time unless a drill asks for others."""
    plans: list[Any] = []

    @seed(random.randrange(1 << 62) if DRILLED else 2)
    @settings(max_examples=WORLDS * 4, database=None, phases=[Phase.generate])
    @given(plan=worlds)
    def collect(plan: Any) -> None:
        plans.append(plan)

    collect()
    open_half = sorted(plans, key=closing_facts)[: len(plans) // 2]
    return open_half[:: len(open_half) // WORLDS][:WORLDS]


def closing_facts(plan: Any) -> int:
    """Return the number of a plan's facts that keep all or most goods from sale."""
    deal, (stop, _) = plan["deals"][0]
    facts = (
        not plan["licensee_active"],
        not deal["active"],
        *(stop, deal["ends"], deal["exhausted"]),
        *(plan[name] for name in ("mandate", "audit", "succession", "national", "athlete")),
    )
    return sum(bool(fact) for fact in facts)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(WORLDS))
def test_stored_lists_show_exactly_what_decisions_allow(
    committed_world: RightsWorld, number: int
) -> None:
    seen: Counter[str] = Counter()
    built = Built(committed_world, generated_plans()[number])
    products = list(Product.objects.filter(pk__in=[item.pk for item in built.products]))
    MarketPrice.objects.bulk_create(
        MarketPrice(product=item, market=market, amount=20, valid=DateTimeTZRange(SINCE, None))
        for item in products
        for market in Market.objects.all()
    )
    assert_right(products, seen)
    # The property would prove nothing if no list showed anything.
    assert DRILLED or number or min(seen["web"], seen["app"]) > 0
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=products[0].pk)
    assert_right(products, seen)
    Product.objects.filter(pk=products[1].pk).update(on_sale_from=UNTIL)
    compile_releases([products[1].pk])
    assert_right(products, seen)
    if committed_world.licensee.status == "active":
        licensee = committed_world.licensee
        suspend_licensee(licensee=licensee, by_id=None, reason="r", at=database_now())
    assert_right(products, seen)
