"""Personal data are erased after their period; prices, tax and evidence of rights stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.test import Client

from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.staff_actions import add_staff_note
from shop.orders.checkout.placement import place_order
from shop.orders.models import StaffNote
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from shop.privacy import retention
from shop.privacy.retention import run_retention
from tests.privacy.broken import names_of_broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for


def orders_of(world: RightsWorld, *ages: tuple[str, int]) -> list[Order]:
    """Make an order for each state and age in days."""
    product, orders = world.product(stock=50), []
    for number, (status, days) in enumerate(ages):
        order = place_order(request_for(basket_with(product), key=f"key-{number}")).order
        placed = database_now() - timedelta(days=days)
        Order.objects.filter(pk=order.pk).update(status=status, date_placed=placed)
        orders.append(order)
    return orders


def erased(orders: list[Order]) -> list[bool]:
    rows = [Order.objects.select_related("shipping_address").get(pk=o.pk) for o in orders]
    for row in rows:
        whole = (row.guest_email, row.shipping_address.line1, row.shipping_address.first_name)
        assert all(whole) is not any(not part for part in whole)
        assert row.shipping_address.country_id == "FR"
        assert row.lines.get().line_price_incl_tax == 20
        assert row.snapshot["total"]
    return [not row.guest_email for row in rows]


def test_orders_lose_their_person_after_their_period(world: RightsWorld) -> None:
    orders = orders_of(world, ("EXPIRED", 89), ("EXPIRED", 91), ("CANCELLED", 91),
                       ("FULFILLED", 91), ("FULFILLED", 3600), ("FULFILLED", 3700),
                       ("REFUNDED", 3700), ("REFUND_DUE", 3700))  # fmt: skip
    before = names_of_broken_rules()  # states were set by hand
    counts = run_retention()
    assert (counts["unpaid_orders"], counts["old_orders"]) == (2, 2)
    assert erased(orders) == [False, True, True, False, False, True, True, False]
    assert names_of_broken_rules() == before
    again = run_retention()
    assert (again["unpaid_orders"], again["old_orders"]) == (0, 0)


def test_a_run_goes_on_where_it_was_stopped(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    orders = orders_of(world, *[("EXPIRED", 91)] * 5)
    assert retention._unpaid_orders(database_now()) == 2
    assert sum(erased(orders)) == 2
    assert run_retention()["unpaid_orders"] == 3
    assert all(erased(orders))


def test_staff_notes_are_deleted_with_the_person_of_the_order(world: RightsWorld) -> None:
    kept, erased_order = orders_of(world, ("FULFILLED", 3500), ("FULFILLED", 3700))
    author = UserFactory()
    for order in (kept, erased_order):
        add_staff_note(order=order, text="Called Ida Kaas.", by_id=author.pk)
    StaffNote.objects.update(at=database_now() - timedelta(days=1))
    counts = run_retention()
    assert (counts["old_orders"], counts["staff_notes"]) == (1, 1)
    assert list(StaffNote.objects.values_list("order_id", flat=True)) == [kept.pk]
    later = add_staff_note(order=erased_order, text="Asked again.", by_id=author.pk)
    assert run_retention()["staff_notes"] == 0
    assert run_retention(database_now() + timedelta(days=91))["staff_notes"] == 1
    assert not StaffNote.objects.filter(pk=later.pk).exists()


def test_sessions_and_logs_end(db: None) -> None:
    now, user = database_now(), UserFactory()
    for days in (-1, 1):
        Session.objects.create(
            session_key=f"key{days}", session_data="", expire_date=now + timedelta(days=days)
        )
    for days in (729, 731):
        entry = LogEntry.objects.create(user=user, action_flag=CHANGE, object_repr="x")
        LogEntry.objects.filter(pk=entry.pk).update(action_time=now - timedelta(days=days))
    counts = run_retention()
    assert (counts["sessions"], counts["admin_log"]) == (1, 1)
    assert Session.objects.get().session_key == "key1"


@pytest.mark.parametrize(("days", "shown"), [(89, True), (91, False)])
def test_an_old_link_shows_no_address(
    world: RightsWorld, days: int, shown: Any, client: Client
) -> None:
    (order,) = orders_of(world, ("FULFILLED", days))
    page = client.get(f"/en-fr/order/{order_token(order)}/")
    assert page.status_code == 200
    assert ("rue de l" in page.text) is shown
    assert ("no longer shows your address" in page.text) is (not shown)
    assert "Enamel pin" in page.text
    owner: Any = UserFactory()
    Order.objects.update(user=owner)
    client.force_login(owner)
    assert "rue de l" in client.get(f"/en-fr/order/{order_token(order)}/").text
