"""The status of an order is derived in one place; every reader gets the same words."""

from dataclasses import replace
from itertools import product as combinations

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.order_status import (
    OrderStatus,
    OrderStatusSummary,
    StatusFacts,
    status_summaries,
    status_summary,
    summarize_status,
)
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.models import HeldOrder
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.payment.expiry import expire_order
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import send, shared_order
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

FACTS = StatusFacts(state=OrderState.PAID)


@pytest.mark.parametrize(
    ("facts", "status", "label"),
    [
        ({"state": "PENDING"}, "waiting_for_payment", "Waiting for payment"),
        (
            {"state": "PENDING", "is_processing": True},
            "payment_processing",
            "Payment is being processed",
        ),
        ({"state": "PENDING", "is_denied": True}, "withdrawn", "Cancelled by the shop"),
        ({}, "preparing", "Paid, being prepared"),
        ({"is_held": True}, "on_hold", "Paid, on hold"),
        ({"has_parcels": True}, "partly_sent", "Partly sent"),
        ({"has_parcels": True, "is_held": True}, "on_hold", "Paid, on hold"),
        (
            {"has_parcels": True, "is_partly_refunded": True},
            "partly_sent",
            "Partly sent, partly refunded",
        ),
        ({"state": "FULFILLED"}, "sent", "On its way"),
        ({"state": "FULFILLED", "is_disputed": True}, "sent", "On its way, payment disputed"),
        ({"state": "EXPIRED"}, "not_paid", "Not paid in time"),
        ({"state": "CANCELLED", "is_cancelled_by_buyer": True}, "cancelled", "Cancelled"),
        ({"state": "CANCELLED", "is_refused_late": True}, "payment_refused", "Payment declined"),
        ({"state": "CANCELLED", "hit_card_limit": True}, "card_limit", "Limit per person reached"),
        ({"state": "CANCELLED", "is_withdrawn": True}, "withdrawn", "Cancelled by the shop"),
        (
            {"state": "REFUND_DUE", "is_withdrawn": True},
            "withdrawn",
            "Cancelled by the shop, refund on its way",
        ),
        ({"state": "REFUND_DUE"}, "refund_due", "Refund on its way"),
        ({"state": "REFUNDED"}, "refunded", "Refunded"),
        ({"state": "REFUNDED", "is_partly_refunded": True}, "refunded", "Refunded"),
    ],
)
def test_the_status_follows_from_the_facts(
    facts: dict[str, object], status: str, label: str
) -> None:
    summary = summarize_status(replace(FACTS, **facts))  # type: ignore[arg-type]
    assert (summary.status, summary.label) == (status, label)


def test_every_status_has_a_headline_and_an_explanation_in_every_language() -> None:
    for language in ("en", "fr", "de", "it", "es", "ja", "ar", "pt"):
        with override(language):
            for status, refund in combinations(OrderStatus, ("", "part", "due", "whole")):
                summary = OrderStatusSummary(status, refund, is_disputed=True)
                assert all((summary.label, summary.headline, summary.explanation))


def refund(order: Order, units: int) -> None:
    line = order.lines.get()
    refund_part(
        RefundRequest(f"r-{units}", order.number, {line.pk: units}, False, "x", UserFactory().pk)
    )
    run_queued_jobs()


def heading(client: Client, order: Order) -> str:
    page = client.get(f"/en-fr/order/{order_token(order)}/").content.decode()
    return page.split("<h1>")[1].split("</h1>")[0]


def test_pages_api_and_staff_follow_an_order_from_payment_to_refund(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product(), quantity=2)
    staff = staff_with("order.view_order")
    token = order_token(order)

    def seen() -> tuple[str, str]:
        order.refresh_from_db()
        label = status_summary(order).label
        api = client.get(f"/api/v1/orders/{token}/").json()
        assert api["standing_text"] == label
        for page in ("/dashboard/orders/", f"/dashboard/orders/{order.number}/", "/dashboard/"):
            text = staff.get(page).content.decode()
            assert f">{label}</span>" in text
            assert f">{order.status}<" not in text
        assert label in client.get(f"/en-fr/order/{token}/").content.decode()
        return label, heading(client, order)

    assert seen() == ("Waiting for payment", "Your order is waiting for payment")
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    assert seen() == ("Paid, being prepared", "Thank you for your order")
    Order.objects.filter(pk=order.pk).update(date_placed="2026-01-01T00:00Z")
    assert seen() == ("Paid, being prepared", "We are preparing your order")
    held = HeldOrder.objects.create(order=order)
    assert seen() == ("Paid, on hold", "Your order is delayed")
    held.delete()
    refund(order, 1)
    assert seen() == ("Paid, being prepared, partly refunded", "We are preparing your order")
    assert "Part of this order has been refunded" in client.get(f"/en-fr/order/{token}/").text
    send(order, world.licensee)
    assert seen() == ("On its way, partly refunded", "Your order is on its way")
    line = order.lines.get()
    by = UserFactory().pk
    refund_part(RefundRequest("rest", order.number, {line.pk: 1}, True, "x", by))
    assert seen() == ("Refund on its way", "Your refund is on its way")
    run_queued_jobs()
    assert seen() == ("Refunded", "Your order has been refunded")


def test_orders_that_were_not_paid_say_why(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    product = world.product()
    cancelled = waiting_order(product, key="a")
    cancel_unpaid_order(order=cancelled)
    late = waiting_order(product, key="b")
    Order.objects.filter(pk=late.pk).update(hold_expires_at=database_now())
    expire_order(late)
    assert heading(client, cancelled) == "Your order has been cancelled"
    assert heading(client, late) == "This order is closed"
    standings = status_summaries([cancelled, late])
    labels = [standings[order.pk].label for order in (cancelled, late)]
    assert labels == ["Cancelled", "Not paid in time"]


def test_a_list_of_orders_costs_two_queries(
    world: RightsWorld, stripe: Sandbox, django_assert_num_queries: object
) -> None:
    product = world.product()
    orders = [waiting_order(product, key=str(number)) for number in range(3)]
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(status_summaries(orders)) == 3


def test_the_mail_of_the_first_of_two_parcels_says_that_it_is_a_part(
    world: RightsWorld, stripe: Sandbox
) -> None:
    other = LicenseeFactory()
    order = shared_order(world, stripe, other)
    subjects = []
    for licensee in (world.licensee, other):
        mail.outbox.clear()
        send(order, licensee)
        run_queued_jobs()
        subjects.append(mail.outbox[0].subject)
        assert mail.outbox[0].body.startswith(mail.outbox[0].subject)
        order.refresh_from_db()
    assert subjects == [
        f"Part of your order {order.number} is on its way",
        f"Your order {order.number} is on its way",
    ]
