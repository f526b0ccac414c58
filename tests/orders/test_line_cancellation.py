"""A paid order, or units of it, is cancelled until packing begins, with all consequences."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from licensing.models import Licensee
from licensing.services import suspend_licensee
from shop.commerce.vouchers.models import Voucher
from shop.finance.payments.models import Refund
from shop.orders.aftersales.line_cancellation import (
    CancelRequest,
    cancel_items,
    cancellable_units,
)
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.order_status import status_summary
from shop.orders.aftersales.packing import start_packing
from shop.orders.denials.revocation import process_denials
from shop.orders.errors import OrderNotCancellable
from shop.orders.models import CountedUnits, PersonCount
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import send, shared_order
from tests.orders.test_refunds import given_back, paid_order
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs, units, waiting_order
from tools.testing.stripe_harness import Sandbox


def line(order: Order, sku: str) -> Line:
    return order.lines.get(upc=sku)


def cancel(
    order: Order, counts: Mapping[str, int] | None, *, key: str = "key", **more: Any
) -> Order:
    chosen = None
    if counts is not None:
        chosen = {line(order, sku).pk: count for sku, count in counts.items()}
    return cancel_items(CancelRequest(key, order.number, chosen, **more))


def refusal(order: Order, counts: Mapping[str, int] | None) -> str:
    with pytest.raises(OrderNotCancellable) as refused:
        cancel(order, counts)
    return str(refused.value.data["reason"])


def test_the_whole_order_goes_back_with_delivery(order: Order, stripe: Sandbox) -> None:
    cancel(order, None)
    run_queued_jobs()
    order.refresh_from_db()
    assert (order.status, order.refunded_incl_tax) == (OrderState.REFUNDED, order.total_incl_tax)
    assert given_back(stripe) == [int(order.total_incl_tax * 100)]
    for row in order.lines.all():
        assert units(row.product) == (50, 0, 0)
    first, second = mail.outbox
    assert first.subject == f"Your order {order.number} has been cancelled"
    assert "2 x Own pin" in first.body
    assert "refund" in second.subject
    summary = status_summary(order)
    assert (summary.label, summary.tone) == ("Cancelled, refunded", "")
    assert summary.headline == "Your order has been cancelled"
    assert broken_rules() == []


def test_units_of_a_line_go_back_and_the_rest_is_sent(
    world: RightsWorld, order: Order, stripe: Sandbox
) -> None:
    cancel(order, {"OWN-1": 1})
    run_queued_jobs()
    refund = Refund.objects.get()
    assert (refund.by, refund.by_buyer, refund.with_delivery) == (None, True, False)
    assert refund.amount == line(order, "OWN-1").line_price_incl_tax / 2
    assert units(line(order, "OWN-1").product) == (50, 0, 1)
    assert line(order, "OWN-1").uncounted_units == 1
    (shipped,) = send(order, world.licensee).lines.all()
    assert shipped.units == 1
    told, _refund_mail = mail.outbox[:2]
    assert "The other items of your order are not affected." in told.body
    assert broken_rules() == []


def test_the_same_request_cancels_once(order: Order, stripe: Sandbox) -> None:
    for _ in range(2):
        cancel(order, {"OWN-1": 1})
        run_queued_jobs()
    assert len(given_back(stripe)) == 1
    cancel(order, {"OWN-1": 1}, key="another")
    with pytest.raises(OrderNotCancellable):
        cancel(order, {"OWN-1": 1}, key="a third")
    assert broken_rules() == []


def test_wrong_quantities_are_refused(order: Order) -> None:
    wrong: list[tuple[dict[str, int], str]] = [
        ({}, "nothing"),
        ({"OWN-1": 0}, "nothing"),
        ({"OWN-1": 3}, "too_many"),
        ({"OWN-1": -1}, "too_many"),
    ]
    for counts, reason in wrong:
        assert refusal(order, counts) == reason
    assert not Refund.objects.exists()


def test_lines_of_another_order_are_refused(order: Order, world: RightsWorld) -> None:
    with pytest.raises(OrderNotCancellable) as refused:
        cancel_items(CancelRequest("key", order.number, {0: 1}))
    assert refused.value.data["reason"] == "unknown_line"


def test_packed_and_shipped_lines_stay_and_the_others_can_be_cancelled(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    own, rival = line(order, "OWN-1"), line(order, "RIVAL-1")
    start_packing(order_number=order.number, line_ids=[own.pk], by_id=world.officer_id)
    assert cancellable_units(order) == {rival.pk: 2}
    assert refusal(order, {"OWN-1": 1}) == "packed"
    assert refusal(order, None) == "packed"
    send(order, world.licensee)
    assert refusal(order, {"OWN-1": 1}) == "packed"
    cancel(order, {"RIVAL-1": 2})
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED
    assert not Refund.objects.get().with_delivery
    assert broken_rules() == []


def test_held_unpaid_and_refunded_orders_are_not_cancelled_here(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    assert cancellable_units(order) == {}
    assert refusal(order, None) == "held"
    unpaid = waiting_order(line(order, "OWN-1").product, key="unpaid")
    assert refusal(unpaid, None) == "closed"
    assert cancellable_units(unpaid) == {}


def test_limits_and_the_voucher_follow(world: RightsWorld, stripe: Sandbox) -> None:
    order = paid_order(world, stripe)
    first = order.lines.order_by("pk")[0]
    first.product.top.limit_per_person = 5
    first.product.top.save(update_fields=["limit_per_person"])
    for kind in ("EMAIL", "ADDRESS"):
        counted = {"product": first.product.top, "kind": kind, "person": kind}
        PersonCount.objects.create(units=3, **counted)
        CountedUnits.objects.create(order=order, units=3, limit=5, **counted)
    cancel_items(CancelRequest("one", order.number, {first.pk: 2}))
    assert set(PersonCount.objects.values_list("units", flat=True)) == {1}
    assert Voucher.objects.get().uses == 1
    assert broken_rules() == []
    cancel_items(CancelRequest("two", order.number))
    assert set(PersonCount.objects.values_list("units", flat=True)) == {0}
    assert not CountedUnits.objects.exists()
    assert Voucher.objects.get().uses == 0
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken_rules() == []


def test_staff_cancel_with_their_name_and_reason(order: Order) -> None:
    clerk = staff_with("order.view_order", "order.change_order")
    page = f"/dashboard/orders/{order.number}/cancel/"
    form = {
        "key": "01890000-0000-7000-8000-000000000001",
        f"line_{line(order, 'OWN-1').pk}": "1",
        "reason": "customer called",
    }
    assert page in clerk.get(f"/dashboard/orders/{order.number}/").text
    preview = clerk.post(page, form)
    assert "Cancel and refund" in preview.text
    assert not Refund.objects.exists()
    assert clerk.post(page, form | {"confirm": "1"}).status_code == 302
    refund = Refund.objects.get()
    assert (refund.by_id, refund.by_buyer, refund.reason) == (
        clerk.session["_auth_user_id"] and int(clerk.session["_auth_user_id"]),
        False,
        "customer called",
    )
    other_units = form | {f"line_{line(order, 'OWN-1').pk}": "0", "confirm": "1"}
    assert clerk.post(page, other_units | {"key": "bad"}).status_code == 422


def test_the_buyer_chooses_checks_and_confirms(order: Order, stripe: Sandbox) -> None:
    buyer, page = Client(), f"/en-fr/order/{order_token(order)}/"
    assert f"{page}cancel-items/" in buyer.get(page).text
    form = buyer.get(f"{page}cancel-items/")
    assert "Own pin" in form.text
    chosen = {f"line_{line(order, 'OWN-1').pk}": "1"}
    assert buyer.post(f"{page}cancel-items/", {}).status_code == 422
    for wrong in ("x", "99", "-1", "9" * 40):
        answer = buyer.post(f"{page}cancel-items/", {f"line_{line(order, 'OWN-1').pk}": wrong})
        assert answer.status_code == 422
    checked = buyer.post(f"{page}cancel-items/", chosen)
    assert "€" in checked.text
    assert not Refund.objects.exists()
    key = checked.text.split('name="key" value="', 1)[1].split('"', 1)[0]
    for _ in range(2):
        confirmed = buyer.post(f"{page}cancel-items/", chosen | {"key": key, "confirm": "1"})
        assert confirmed["Location"] == page
    assert Refund.objects.count() == 1
    whole = buyer.post(f"{page}cancel-items/", {"whole": "1"})
    assert "Cancel the order" in whole.text
    assert Client().post("/en-fr/order/forged/cancel-items/", chosen).status_code == 404


def test_cancel_against_pack_has_one_winner(committed_world: RightsWorld, stripe: Sandbox) -> None:
    other = LicenseeFactory()
    packer = UserFactory()
    winners = set()
    for number in range(2):
        order = shared_order(committed_world, stripe, other, key=f"key-{number}")
        own = line(order, "OWN-1").pk
        works = [
            partial(cancel_items, CancelRequest(f"c-{number}", order.number, {own: 2})),
            partial(start_packing, order_number=order.number, line_ids=[own], by_id=packer.pk),
        ]
        outcomes: list[Any] = all_at_once(works)
        refused = [type(each).__name__ for each in outcomes if isinstance(each, Exception)]
        assert refused in (["OrderNotCancellable"], ["PackingRefused"])
        row = Line.objects.get(pk=own)
        assert (row.packing_since is None) == (row.refunded_units == 2)
        winners.add(refused[0])
    assert broken_rules() == []


def test_two_cancellations_at_once_refund_once(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    order = shared_order(committed_world, stripe, LicenseeFactory())
    works = [
        partial(cancel_items, CancelRequest(f"key-{number}", order.number)) for number in range(2)
    ]
    outcomes: list[Any] = all_at_once(works)
    assert sorted(type(each).__name__ for each in outcomes) == ["Order", "OrderNotCancellable"]
    assert Refund.objects.count() == 1
    assert broken_rules() == []
