"""The address and delivery of an order change until packing begins; rights and tax decide again."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from licensing.models import Licensee
from licensing.services import suspend_licensee
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import TaxRate
from shop.finance.payments.models import Refund
from shop.orders.aftersales.delivery_changes import (
    ChangeRequest,
    can_change_delivery,
    change_delivery,
)
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.packing import start_packing
from shop.orders.denials.revocation import process_denials
from shop.orders.errors import DeliveryChangeRefused, PersonLimitReached
from shop.orders.models import CountedUnits, DeliveryChange, PersonCount
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from shop.privacy.retention import erase_orders
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import PaidOrder, shared_order
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox

LYON = {"first_name": "Ada", "line1": "2 rue Neuve", "line4": "Lyon", "postcode": "69001"}
LYON_FORM = {
    "name": "Ada",
    "line1": "2 rue Neuve",
    "city": "Lyon",
    "postcode": "69001",
    "delivery": "standard",
}


@pytest.fixture
def order(prepared_order: PaidOrder) -> Order:
    DeliveryMethod.objects.filter(code="standard").update(free_over=None)
    return prepared_order.order


def express(amount: str) -> None:
    """Offer a second method in France."""
    like = DeliveryMethod.objects.get(market__code="fr")
    DeliveryMethod.objects.create(
        market=like.market, code="express", amount=Decimal(amount), days_min=1, days_max=1
    )


def change(order: Order, address: Any = None, **fields: Any) -> DeliveryChange:
    request = {"delivery_code": "standard"} | fields
    return change_delivery(ChangeRequest(order.number, address or LYON, **request))


def refusal(order: Order, address: Any = None, **fields: Any) -> str:
    with pytest.raises(DeliveryChangeRefused) as refused:
        change(order, address, **fields)
    return str(refused.value.data["reason"])


def test_the_new_address_is_used_and_the_old_one_is_kept(order: Order) -> None:
    dates = order.delivery_from, order.delivery_until
    done = change(order)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.shipping_address is not None
    assert order.shipping_address.line4 == "Lyon"
    assert (done.old_address.line4, done.by, done.refunded) == ("Paris", None, 0)
    assert (order.delivery_from, order.delivery_until) == dates
    (told,) = mail.outbox
    assert "2 rue Neuve" in told.body
    assert refusal(order) == "nothing"
    assert broken_rules() == []


def test_a_dearer_method_is_refused_and_a_cheaper_one_is_refunded(
    order: Order, stripe: Sandbox
) -> None:
    express("99")
    assert refusal(order, delivery_code="express") == "costs_more"
    DeliveryMethod.objects.filter(code="express").update(amount=order.shipping_incl_tax - 1)
    done = change(order, delivery_code="express")
    run_queued_jobs()
    order.refresh_from_db()
    assert (done.refunded, order.shipping_code) == (Decimal(1), "express")
    assert order.refunded_incl_tax == Decimal(1)
    assert Refund.objects.get().by_buyer
    assert order.delivery_until == order.delivery_from
    assert refusal(order, delivery_code="pigeon") == "delivery"
    assert broken_rules() == []


def test_another_territory_or_tax_rate_is_refused(order: Order) -> None:
    assert refusal(order, LYON | {"postcode": "98000"}) in {"country", "tax"}
    TaxRate.objects.filter(territory_id="FR").update(rate=Decimal("0.30"))
    assert refusal(order) == "tax"


def test_what_may_no_longer_be_sold_is_not_readdressed(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    assert refusal(order) == "not_sold"
    process_denials()
    assert refusal(order) == "held"
    assert not can_change_delivery(order)


def test_nothing_changes_once_packing_has_begun(world: RightsWorld, order: Order) -> None:
    own = order.lines.get(upc="OWN-1")
    start_packing(order_number=order.number, line_ids=[own.pk], by_id=world.officer_id)
    assert refusal(order) == "packed"
    page = Client().get(f"/en-fr/order/{order_token(order)}/").text
    assert "Change the delivery" not in page
    closed = Client().get(f"/en-fr/order/{order_token(order)}/delivery/").text
    assert "cannot be changed any more" in closed


def test_the_limit_per_address_follows_the_address(order: Order) -> None:
    product = order.lines.get(upc="OWN-1").product.top
    product.limit_per_person = 2
    product.save(update_fields=["limit_per_person"])
    counted = {"product": product, "kind": "ADDRESS", "person": "old", "units": 2}
    PersonCount.objects.create(**counted)
    CountedUnits.objects.create(order=order, limit=2, **counted)
    change(order)
    assert PersonCount.objects.get(person="old").units == 0
    new = CountedUnits.objects.get()
    assert (new.kind, new.units) == ("ADDRESS", 2)
    change(order, LYON | {"line1": "3 rue Neuve"})
    PersonCount.objects.filter(person=new.person).update(units=1)  # of another order
    with pytest.raises(PersonLimitReached):
        change(order, LYON)


def test_the_buyer_changes_it_by_the_link_and_staff_in_the_dashboard(order: Order) -> None:
    buyer, page = Client(), f"/en-fr/order/{order_token(order)}/"
    assert f"{page}delivery/" in buyer.get(page).text
    assert "1 rue de l&#x27;Exemple" in buyer.get(f"{page}delivery/").text
    wrong = buyer.post(f"{page}delivery/", LYON_FORM | {"postcode": "x"})
    assert wrong.status_code == 422
    assert buyer.post(f"{page}delivery/", LYON_FORM)["Location"] == page
    assert "2 rue Neuve" in buyer.get(page).text
    again = buyer.post(f"{page}delivery/", LYON_FORM)
    assert again.status_code == 422
    assert "You have not changed anything." in again.text
    clerk = staff_with("order.view_order", "order.change_order")
    form = f"/dashboard/orders/{order.number}/delivery/"
    assert form in clerk.get(f"/dashboard/orders/{order.number}/").text
    assert clerk.post(form, LYON_FORM).status_code == 422
    assert clerk.post(form, LYON_FORM | {"line1": "9 rue Neuve"}).status_code == 302
    assert DeliveryChange.objects.filter(by__isnull=False).count() == 1
    assert "Address or delivery changed" in clerk.get(f"/dashboard/orders/{order.number}/").text


def test_old_addresses_are_erased_with_the_order(order: Order) -> None:
    done = change(order)
    erase_orders(Order.objects.all(), clock_now())
    done.old_address.refresh_from_db()
    assert (done.old_address.line1, done.old_address.postcode) == ("", "")


def test_a_change_against_packing_has_one_winner(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    other, packer = LicenseeFactory(), UserFactory()
    for number in range(2):
        order = shared_order(committed_world, stripe, other, key=f"key-{number}")
        own = order.lines.get(upc="OWN-1").pk
        works: list[Any] = [
            partial(change, order),
            partial(start_packing, order_number=order.number, line_ids=[own], by_id=packer.pk),
        ]
        changed, packed = all_at_once(works)
        assert packed is None
        order.refresh_from_db()
        moved = order.shipping_address is not None and order.shipping_address.line4 == "Lyon"
        assert moved == isinstance(changed, DeliveryChange)
    assert broken_rules() == []
