"""Codes of promotions: the exact reason why one does not apply, and every use counted."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from shop.commerce.promotions.changes import change_running, end_promotion
from shop.commerce.promotions.codes import make_codes
from shop.commerce.promotions.errors import PromotionRefused
from shop.commerce.promotions.models import CustomerGroup, PromotionBudget
from shop.commerce.promotions.terms import Asks, Gives
from shop.commerce.vouchers.errors import VoucherRefused
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import use_voucher
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import QuoteChanged
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.expiry import sweep_expired_orders
from shop.oscar.basket.models import Basket
from shop.oscar.offers import ConditionalOffer, Voucher
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, destination, request_for
from tools.testing.factories.promotions import make_promotion
from tools.testing.factories.vouchers import basket_using
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, list[Product]]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with two articles of 20 euros for all tests of the module."""
    return build_once(lambda world: (world, [world.product(sku=f"PIN-{n}") for n in range(2)]))


@pytest.fixture
def articles(built: Built, db: None) -> list[Product]:
    return deepcopy(built[1])


def refusal(basket: Basket, **changes: Any) -> str | None:
    voucher = quote_basket(basket, destination(**changes)).voucher
    assert voucher is not None
    return str(voucher.refusal.data["reason"]) if voucher.refusal else None


def typed(text: str, basket: Basket, **changes: Any) -> str:
    """Return why a typed code is refused; empty if it is taken."""
    try:
        use_voucher(
            basket=basket, text=text, destination=destination(**changes), address="127.0.0.1"
        )
    except VoucherRefused as error:
        return str(error.data["reason"])
    return ""


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"market": "jp"}, "other_market"),
        ({"begin": 1, "end": 2}, "not_yet"),
        ({"most_uses": 0}, "used_up"),
        ({"asks": Asks.AMOUNT, "asks_for": Decimal(41)}, "too_little"),
        ({"asks_for": Decimal(3)}, "too_few"),
        ({"products": "other"}, "no_goods"),
        ({"first_order": True}, "sign_in"),
    ],
)
def test_a_code_says_exactly_why_it_does_not_apply(
    articles: list[Product], fields: dict[str, Any], reason: str | None
) -> None:
    now = database_now()
    fields |= {k: now + timedelta(days=fields[k]) for k in ("begin", "end") if k in fields}
    basket = basket_using("HELLO", articles[0], quantity=2)
    if fields.get("products"):
        fields["products"] = articles[1:]
    make_promotion("Hello", code="HELLO", **fields)
    assert refusal(basket) == reason
    assert (quote_basket(basket, destination()).code_discount > 0) == (reason is None)


def test_an_ended_code_and_one_for_other_customers_are_named_at_the_field(
    articles: list[Product],
) -> None:
    ended = make_promotion("Past", code="PAST")
    end_promotion(offer=ended, at=database_now() + timedelta(days=1), by_id=None)
    make_promotion("Club", code="CLUB", group=CustomerGroup.objects.create(name="Club"))
    basket = basket_with(articles[0])
    later = database_now() + timedelta(days=2)
    assert typed("past", basket, at=later) == "ended"
    assert typed("CLUB", basket) == "sign_in"
    basket.owner = UserFactory()
    assert typed("club", basket) == "other_customers"
    CustomerGroup.objects.get().members.add(basket.owner)
    assert typed("club", basket) == ""
    assert typed("CLUBX", basket) == "not_usable"


def test_the_page_shows_the_reason_and_the_promotion(articles: list[Product]) -> None:
    make_promotion("Hello", code="HELLO", titles={"en": "Welcome", "fr": "Bienvenue"})
    make_promotion("Tokyo", code="TOKYO", market="jp")
    client = Client()
    client.post("/fr-fr/basket/add/", {"sku": articles[0].sku, "quantity": 1})
    page = client.post("/fr-fr/basket/voucher/", {"code": "tokyo"}, follow=True)
    assert "Ce code est valable dans un autre pays" in page.content.decode()
    page = client.post("/fr-fr/basket/voucher/", {"code": "hello"}, follow=True)
    assert "Bienvenue" in page.content.decode()


def test_the_last_use_is_counted_and_given_back_when_nobody_pays(
    articles: list[Product], stripe: Sandbox
) -> None:
    offer = make_promotion("Hello", code="HELLO", most_uses=1)
    order = begin_payment(request_for(basket_using("HELLO", articles[0]))).order
    assert PromotionBudget.objects.get(offer=offer).uses == 1
    assert refusal(basket_using("HELLO", articles[0])) == "used_up"
    assert [found.name for found in check_invariants() if not found.holds] == []
    Order.objects.filter(pk=order.pk).update(hold_expires_at=database_now() - timedelta(seconds=1))
    sweep_expired_orders()
    budget = PromotionBudget.objects.get(offer=offer)
    assert (budget.uses, budget.spent) == (0, 0)
    assert Voucher.objects.get(code="HELLO").num_orders == 0
    assert [found.name for found in check_invariants() if not found.holds] == []


def test_a_budget_that_is_spent_meanwhile_names_the_new_total_before_payment(
    articles: list[Product],
) -> None:
    offer = make_promotion("Ten", most_amount=Decimal(3))
    first, second = basket_with(articles[0]), basket_with(articles[0])
    agreed = [request_for(first), request_for(second, key="key-2")]
    place_order(agreed[0])
    with pytest.raises(QuoteChanged) as refused:
        place_order(agreed[1])
    assert (refused.value.data["expected"], refused.value.data["actual"]) == (2300, 2500)
    assert PromotionBudget.objects.get(offer=offer).spent == Decimal(2)


def test_a_person_uses_a_code_once_and_each_made_code_is_used_once(
    articles: list[Product],
) -> None:
    make_promotion("Once", code="ONCE", usage=Voucher.ONCE_PER_CUSTOMER)
    place_order(request_for(basket_using("ONCE", articles[0])))
    with pytest.raises(VoucherRefused) as refused:
        place_order(request_for(basket_using("ONCE", articles[0]), key="key-2"))
    assert refused.value.data == {"code": "ONCE", "reason": "used_by_you"}
    offer = make_promotion("Bulk", code="BULK")
    make_codes(offer=offer, count=20, prefix="fan-", name="Fans")
    codes = set(Voucher.objects.filter(voucher_set__name="Fans").values_list("code", flat=True))
    assert len(codes) == 20
    code = codes.pop()
    place_order(request_for(basket_using(code, articles[1]), key="key-3", email="b@example.org"))
    assert refusal(basket_using(code, articles[1])) == "used_up"


def test_a_running_promotion_changes_its_end_and_budget_alone(articles: list[Product]) -> None:
    offer = make_promotion("Hello", most_uses=5)
    place_order(request_for(basket_with(articles[0])))
    at = database_now() + timedelta(seconds=1)
    parts: dict[str, Any] = {"offer": offer, "end": None, "at": at, "by_id": None}
    with pytest.raises(PromotionRefused) as refused:
        change_running(**parts, most_uses=0, most_amount=None)
    assert refused.value.data["field"] == "most_uses"
    with pytest.raises(PromotionRefused) as refused:
        make_promotion("Hello", at=at)
    assert refused.value.data["field"] == "name"
    change_running(**parts, most_uses=1, most_amount=None)
    assert ConditionalOffer.objects.get(pk=offer.pk).end_datetime is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"gives_value": Decimal(0)}, "gives_value"),
        ({"gives_value": Decimal(101)}, "gives_value"),
        ({"gives": Gives.AMOUNT, "gives_value": Decimal("1.005")}, "gives_value"),
        ({"market": "jp", "gives": Gives.AMOUNT, "gives_value": Decimal("1.50")}, "gives_value"),
        ({"asks_for": Decimal("1.5")}, "asks_for"),
        ({"gives": Gives.FREE_UNITS, "asks_for": Decimal(2), "free": 2}, "free"),
        ({"gives": Gives.SET_PRICE, "asks_for": Decimal(1)}, "asks_for"),
        ({"titles": {"fr": "Soldes"}}, "title_en"),
        ({"titles": {"en": "Sale", "fr": "Soldes -50 %"}}, "title_en"),
        ({"begin": -1}, "begins"),
        ({"end": -1}, "ends"),
        ({"most_amount": Decimal(0)}, "most_amount"),
    ],
)
def test_a_wrong_draft_is_refused_at_its_field(
    articles: list[Product], fields: dict[str, Any], field: str
) -> None:
    now = database_now()
    fields |= {k: now + timedelta(days=fields[k]) for k in ("begin", "end") if k in fields}
    with pytest.raises(PromotionRefused) as refused:
        make_promotion(**fields)
    assert refused.value.data["field"] == field
    assert not ConditionalOffer.objects.exists()
