"""Limits per person: a person is recognized by account, email, address and card."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.test import Client

from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.baskets import set_quantity
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.person_limits import set_default_limit
from shop.orders.checkout.placement import place_order
from shop.orders.errors import PersonLimitReached, QuantityRefused
from shop.orders.models import CountedUnits, DefaultLimit, PersonCount
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import OrderState
from shop.platform.core.errors import DomainError
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, confirm, status_at_stripe
from tests.orders.test_giving_up import let_the_hold_end
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import (
    ADDRESS,
    basket_with,
    destination,
    request_for,
    units,
    waiting_order,
)
from tools.testing.stripe_harness import Sandbox

OTHER_DOOR = {**ADDRESS, "line1": "99 avenue d'Ailleurs"}
VISA, MASTERCARD = "pm_card_visa", "pm_card_mastercard"


def stranger(request: PlaceOrder, number: int = 2) -> PlaceOrder:
    """Return the request as another person would send it, for another address."""
    address = {**ADDRESS, "line1": f"{number} avenue d'Ailleurs"}
    return replace(request, email=f"eve{number}@example.org", address=address)


def test_a_second_order_of_the_same_person_is_refused(world: RightsWorld) -> None:
    product = world.product(limit_per_person=2)
    requests = [request_for(basket_with(product, quantity=2), key=key) for key in "ab"]
    place_order(requests[0])
    with pytest.raises(PersonLimitReached) as refused:
        place_order(requests[1])
    assert refused.value.data == {"sku": "PIN-1", "title": "Enamel pin", "limit": 2}
    assert units(product) == (10, 2, 0)
    place_order(stranger(requests[1]))
    assert units(product) == (10, 4, 0)
    assert broken_rules() == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"email": " ADA+pins@Example.org", "address": OTHER_DOOR}, id="email"),
        pytest.param(
            {"email": "eve@example.org", "address": {**ADDRESS, "line1": "1, RUE de l’Exemple."}},
            id="address",
        ),
    ],
)
def test_a_person_is_known_again(world: RightsWorld, changes: dict[str, Any]) -> None:
    product = world.product(limit_per_person=1)
    place_order(request_for(basket_with(product), key="first"))
    with pytest.raises(PersonLimitReached):
        place_order(request_for(basket_with(product), key="second", **changes))


def test_an_account_is_known_again(world: RightsWorld) -> None:
    product, user = world.product(limit_per_person=1), UserFactory()
    first = request_for(basket_with(product), key="first", user_id=user.pk)
    second = stranger(request_for(basket_with(product), key="second", user_id=user.pk))
    place_order(first)
    with pytest.raises(PersonLimitReached):
        place_order(second)


def test_variants_of_one_product_count_together(world: RightsWorld) -> None:
    small, large = world.product(limit_per_person=2, sizes=("S", "L")).children.order_by("pk")
    with pytest.raises(PersonLimitReached):
        place_order(request_for(basket_with(small, large, quantity=2)))
    place_order(request_for(basket_with(small, large), key="two"))
    assert set(PersonCount.objects.values_list("units", flat=True)) == {2}


def test_a_basket_takes_no_more_than_the_limit(world: RightsWorld) -> None:
    product = world.product(limit_per_person=2)
    basket = basket_with(product, quantity=2)
    with pytest.raises(QuantityRefused) as refused:
        set_quantity(
            basket=basket, line_id=basket.lines.get().pk, quantity=3, destination=destination()
        )
    assert refused.value.data["limit"] == 2


def test_what_is_kept_of_a_person_is_no_person(world: RightsWorld) -> None:
    place_order(request_for(basket_with(world.product(limit_per_person=1))))
    kept = " ".join(PersonCount.objects.values_list("person", flat=True))
    assert PersonCount.objects.count() == 2
    assert "ada" not in kept.lower()
    assert all(len(person) == 64 for person in kept.split())


def test_an_order_that_expired_gives_the_units_back(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product(limit_per_person=1)
    order = waiting_order(product)
    let_the_hold_end(order)
    sweep_expired_orders()
    assert not CountedUnits.objects.exists()
    assert set(PersonCount.objects.values_list("units", flat=True)) == {0}
    place_order(request_for(basket_with(product), key="again"))


def test_ten_orders_of_one_person_at_once_are_one(committed_world: RightsWorld) -> None:
    product = committed_world.product(limit_per_person=1, stock=50)
    requests = [request_for(basket_with(product), key=f"key-{n}") for n in range(10)]
    results = all_at_once([partial(place_order, request) for request in requests])
    refusals = [result for result in results if isinstance(result, DomainError)]
    assert {refusal.code for refusal in refusals} == {"person_limit_reached"}
    assert len(refusals) == 9
    assert units(product) == (50, 1, 0)
    assert broken_rules() == []


def test_a_limited_order_is_captured_once_its_card_is_counted(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(limit_per_person=1))
    confirm(stripe, order, VISA)
    assert status_at_stripe(stripe, order) == "requires_capture"
    settled = settle_payment(attempt_of(order).pk)
    assert settled.status == OrderState.PAID
    assert status_at_stripe(stripe, order) == "succeeded"
    assert CountedUnits.objects.filter(kind="CARD").count() == 1
    (charge,) = stripe.control("GET", "ledger")["charges"]
    assert (charge["amount"], charge["captured"]) == (2500, True)
    assert broken_rules() == []


def test_the_same_card_of_another_person_is_let_go_uncharged(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(limit_per_person=1)
    first = waiting_order(product, key="first")
    confirm(stripe, first, VISA)
    settle_payment(attempt_of(first).pk)
    second = waiting_order(product, key="second", email="eve@example.org", address=OTHER_DOOR)
    confirm(stripe, second, VISA)
    assert settle_payment(attempt_of(second).pk).status == OrderState.CANCELLED
    assert status_at_stripe(stripe, second) == "canceled"
    assert units(product) == (10, 0, 1)
    page = Client().get(f"/en-fr/order/{order_token(second)}/").content.decode()
    assert "the maximum quantity of a limited item. Nothing was charged." in page
    third = waiting_order(product, key="third", email="eve@example.org", address=OTHER_DOOR)
    confirm(stripe, third, MASTERCARD)
    assert settle_payment(attempt_of(third).pk).status == OrderState.PAID
    assert broken_rules() == []


def test_two_orders_by_one_card_at_once_are_paid_once(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(limit_per_person=1)
    others = [
        {"email": f"eve{n}@example.org", "address": {**ADDRESS, "line1": f"{n} avenue"}}
        for n in range(4)
    ]
    orders = [waiting_order(product, key=f"k{n}", **other) for n, other in enumerate(others)]
    for order in orders:
        confirm(stripe, order, VISA)
    all_at_once([partial(settle_payment, attempt_of(order).pk) for order in orders])
    states = sorted(status_at_stripe(stripe, order) for order in orders)
    assert states == ["canceled", "canceled", "canceled", "succeeded"]
    assert units(product) == (10, 0, 1)
    assert broken_rules() == []


def test_an_authorized_payment_whose_messages_are_lost_is_captured_by_the_reconciler(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(limit_per_person=1))
    confirm(stripe, order, VISA)
    type(attempt_of(order)).objects.update(created_at=order.date_placed.replace(year=2025))
    reconcile_payments()
    order.refresh_from_db()
    assert order.status == OrderState.PAID


def test_an_authorization_of_an_expired_order_is_cancelled(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(limit_per_person=1)
    order = waiting_order(product)
    confirm(stripe, order, VISA)
    let_the_hold_end(order)
    sweep_expired_orders()
    order.refresh_from_db()
    assert order.status == OrderState.EXPIRED
    assert status_at_stripe(stripe, order) == "canceled"
    assert units(product) == (10, 0, 0)


def test_the_product_page_tells_the_limit_and_offers_no_more(world: RightsWorld) -> None:
    world.product(limit_per_person=2, slug="pin")
    page = Client().get("/en-fr/p/pin/PIN-1/").content.decode()
    assert "At most 2 per person" in page
    assert '<option value="2">' in page
    assert '<option value="3">' not in page


def test_the_hold_of_a_limited_order_lasts_five_minutes(world: RightsWorld) -> None:
    order = place_order(request_for(basket_with(world.product(limit_per_person=1)))).order
    assert order.hold_expires_at is not None
    assert (order.hold_expires_at - order.date_placed).total_seconds() == 300


def test_the_default_limit_holds_for_every_article_over_all_orders(
    world: RightsWorld, limits: None
) -> None:
    keeper = UserFactory()
    assert DefaultLimit.objects.get().units == 20
    set_default_limit(units=3, by_id=keeper.pk)
    free = world.product(sku="FREE", stock=100)
    own = world.product(sku="OWN", stock=100, limit_per_person=5)
    place_order(request_for(basket_with(free, quantity=2), key="first"))
    with pytest.raises(PersonLimitReached) as refused:
        place_order(request_for(basket_with(free, quantity=2), key="second"))
    assert refused.value.data == {"sku": "FREE", "title": "Enamel pin", "limit": 3}
    place_order(request_for(basket_with(own, quantity=5), key="own"))
    with pytest.raises(QuantityRefused):
        basket_with(free, quantity=4)
    place_order(stranger(request_for(basket_with(free, quantity=3), key="third")))
    set_default_limit(units=None, by_id=keeper.pk)
    place_order(request_for(basket_with(free, quantity=9), key="fourth"))
    assert broken_rules() == []


def test_staff_set_the_default_limit_on_a_page(world: RightsWorld) -> None:
    page = "/dashboard/selling-limits/"
    staff = staff_with("ordering.change_defaultlimit")
    assert 'value="20"' in staff.get(page).text
    assert "Selling limit saved." in staff.post(page, {"units": "7"}, follow=True).text
    assert staff.post(page, {"units": "0"}).status_code == 422
    assert DefaultLimit.objects.get().units == 7
    assert staff_with("order.view_order").post(page, {"units": "99"}).status_code == 403


def test_a_page_and_the_api_name_the_default_limit(
    world: RightsWorld, limits: None, client: Client
) -> None:
    set_default_limit(units=2, by_id=UserFactory().pk)
    sku = world.product().upc
    page = client.post("/en-fr/basket/add/", {"sku": sku, "quantity": "3"}, follow=True)
    assert "2" in page.context["messages"]._loaded_data[0].message
    basket = client.post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    lines = f"/api/v1/baskets/{basket['token']}/lines/"
    answer = client.post(lines, {"sku": sku, "quantity": 3}, "application/json")
    assert (answer.status_code, answer.json()["limit"]) == (422, 2)
