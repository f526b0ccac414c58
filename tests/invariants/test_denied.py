"""I1 to I3, I10 to I13, I15: what is denied is neither sold nor charged, whoever asks and how."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from licensing.decision import decide
from licensing.models import RightsDecisionLog
from licensing.services import current_revision, place_hold
from shop.accounts.models import User
from shop.database.clock import clock_now, database_now
from shop.forks.basket.middleware import basket_cookie
from shop.forks.order.models import Line, Order
from shop.inventory.models import Reservation
from shop.markets.models import Market
from shop.ordering.errors import NotSellable
from shop.ordering.placement import begin_payment, place_order
from shop.ordering.quote import quote_basket
from shop.payments.models import PaymentAttempt
from shop.pricing.services import set_price
from tests.dashboard.conftest import signed_in
from tests.edge_cases.buying import send_address
from tests.edge_cases.everywhere import Asked, assert_denied, assert_sold
from tests.factories.catalog import SINCE, Shop
from tests.factories.models import ProductFactory, PropertyFactory
from tests.factories.orders import basket_with, destination, request_for, units
from tests.licensing.situation import FRANCE, NOON, SALE
from tests.stripe_sandbox.harness import Sandbox

DAY = timedelta(days=1)


def test_i01_a_product_of_which_nothing_is_recorded_is_denied_everywhere(shop: Shop) -> None:
    bare = ProductFactory(upc="BARE-1", title="Bare pin", slug="bare-pin")
    shop.stock(bare, 5)
    set_price(product=bare, market=Market.objects.get(code="fr"), amount=Decimal(9), start=SINCE)
    shop.refresh(bare)
    assert_denied(Asked(bare), "NOT_PUBLISHED")


@pytest.mark.parametrize("fact", ["holds", "marks", "licensee", "mandates", "grants"])
def test_i02_facts_that_cannot_be_read_deny(fact: str) -> None:
    assert decide(SALE, FRANCE, "WEB", NOON).allowed
    broken: Any = {fact: object()}
    decision = decide(replace(SALE, **broken), FRANCE, "WEB", NOON)
    assert (decision.allowed, decision.mode, decision.reason) == (False, "NONE", "RULE_ERROR")


def things_made() -> tuple[int, ...]:
    made = (Order, Line, Reservation, PaymentAttempt, RightsDecisionLog)
    return tuple(model.objects.count() for model in made)


def test_i03_nothing_is_made_or_charged_for_what_is_denied(shop: Shop, stripe: Sandbox) -> None:
    good, bad = shop.product(sku="GOOD"), shop.product(sku="BAD")
    basket = basket_with(good, bad)
    alone = quote_basket(basket_with(good), destination()).total_minor
    request = request_for(basket)
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=bad.pk)
    quote = quote_basket(basket, destination())
    assert quote.total_minor == alone  # the line is kept, unpriced, outside every total
    assert basket.lines.count() == 2
    before = things_made()
    with pytest.raises(NotSellable):
        begin_payment(request)
    assert things_made() == before
    assert units(bad) == units(good) == (10, 0, 0)
    assert stripe.control("GET", "ledger")["intents"] == []


@pytest.mark.parametrize(
    "tampering",
    [
        {"at": "2020-01-01T00:00:00Z"},
        {"HTTP_DATE": "Wed, 01 Jan 2020 00:00:00 GMT"},
        {"HTTP_X_NOW": "2020-01-01T00:00:00Z"},
    ],
    ids=["parameter", "date", "header"],
)
def test_i10_no_instant_of_a_visitor_is_believed(shop: Shop, tampering: dict[str, str]) -> None:
    now = database_now()
    sold = shop.product(sku="ENDED")
    place_hold(kind="RECALL", reason="r", at=now - DAY, product_id=sold.pk)
    headers = {name: value for name, value in tampering.items() if name.startswith("HTTP_")}
    words = {name: value for name, value in tampering.items() if name not in headers}
    client = Client(**headers)
    page = client.get(f"/en-fr/p/{sold.slug}/{sold.upc}/", words)
    assert "basket/add" not in page.text
    assert sold.upc not in client.get("/en-fr/products/", words).text
    answer = client.get("/api/v1/products/ENDED/", {"market": "fr", **words})
    assert answer.status_code == 404 or answer.json()["price"] is None


def test_i11_each_line_of_an_order_keeps_the_decision_it_rests_on(
    shop: Shop, stripe: Sandbox
) -> None:
    first, second = shop.product(sku="A"), shop.product(sku="B")
    order = begin_payment(request_for(basket_with(first, second))).order
    at_payment = current_revision()
    for line in order.lines.all():
        kept = RightsDecisionLog.objects.get(order_line_id=line.pk)
        assert (kept.territory, kept.channel, kept.allowed) == ("FR", "WEB", True)
        assert kept.basis
        assert kept.revision >= at_payment
    assert stripe.control("GET", "ledger")["intents"]


def test_i11_a_payment_after_rights_changed_is_decided_anew(shop: Shop, stripe: Sandbox) -> None:
    product = shop.product()
    request = request_for(basket_with(product))
    order = place_order(request).order
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=product.pk)
    kept = RightsDecisionLog.objects.get(order_line_id=order.lines.get().pk)
    assert kept.revision < (current_revision() or 0)
    with pytest.raises(NotSellable):
        begin_payment(request)
    assert stripe.control("GET", "ledger")["intents"] == []


@pytest.mark.parametrize("who", ["fan", "staff", "officer"])
@pytest.mark.parametrize(
    "asked", [{"as": "JP"}, {"preview": "JP"}, {"ship_to": "JP"}, {"at": "2030-01-01"}]
)
def test_i12_whatever_a_person_looks_at_an_order_is_decided_where_it_goes(
    shop: Shop, who: str, asked: dict[str, str]
) -> None:
    """There is no preview that orders: questions of the desk are read-only, pages ignore them."""
    people = {
        "fan": {},
        "staff": {"role": User.Role.STAFF, "is_staff": True, "is_superuser": True},
        "officer": {"role": User.Role.RIGHTS, "holder": shop.holder},
    }
    mark = PropertyFactory(holder=shop.holder)
    sold_in_japan = shop.agreement(marks=[mark], include=["JP"])
    product = shop.product(agreement=sold_in_japan, marks=[mark])
    client = signed_in(**people[who])
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    page = client.get(f"/en-fr/p/{product.slug}/{product.upc}/?{query}")
    assert "basket/add" not in page.text
    client.post(f"/en-fr/basket/add/?{query}", {"sku": product.upc, "quantity": "1"})
    assert not Order.objects.exists()
    assert_denied(Asked(product), "TERRITORY_NOT_GRANTED")


def test_i13_staff_cannot_order_what_is_denied(shop: Shop, stripe: Sandbox) -> None:
    product = shop.product()
    basket = basket_with(product)
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    client = signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True)
    name, value = basket_cookie(basket)
    client.cookies[name] = value
    answer = send_address(client, basket, "en-fr", line4="Paris", postcode="75001")
    assert answer.status_code != 302
    assert not Order.objects.exists()
    assert stripe.control("GET", "ledger")["intents"] == []


def test_i13_a_price_of_nothing_makes_nothing_sellable(shop: Shop) -> None:
    mark = PropertyFactory(holder=shop.holder)
    product = shop.product(
        agreement=shop.agreement(marks=[mark], include=["JP"]),
        marks=[mark],
        prices={"fr": Decimal("0.01"), "jp": Decimal(1)},
    )
    assert_denied(Asked(product), "TERRITORY_NOT_GRANTED")


def test_i15_price_tax_and_currency_are_those_of_the_ship_to_that_was_decided(shop: Shop) -> None:
    product = shop.product()
    for market, territory, currency in (("fr", "FR", "EUR"), ("jp", "JP", "JPY")):
        there = Asked(product, market, territory)
        assert_sold(there)
        order = Order.objects.latest("pk")
        kept = RightsDecisionLog.objects.get(order_line_id=order.lines.get().pk)
        assert (order.ship_to_id, kept.territory, order.currency) == (
            territory,
            territory,
            currency,
        )
        assert order.market.code == market


def test_i15_the_tax_follows_the_parcel_and_not_the_market(shop: Shop) -> None:
    product = shop.product()
    taxes = {}
    for territory in ("FR", "DE"):
        basket = basket_with(product, territory=territory)
        quote = quote_basket(basket, destination(territory=territory))
        taxes[territory] = quote.lines[0].total.tax
        assert quote.lines[0].decision.allowed
    assert taxes == {"FR": Decimal("3.33"), "DE": Decimal("3.19")}  # 20 % and 19 % in 20 EUR
