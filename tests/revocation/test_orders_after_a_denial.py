"""Orders that wait for money are cancelled, paid ones are held until a person decides."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from licensing.models import Agreement, RightsDenial
from licensing.services import (
    lift_hold,
    place_hold,
    reinstate_licensee,
    revoke_agreement,
    suspend_licensee,
)
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import REFUND, SEE_ALL_RIGHTS
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.denials.revocation import process_denials, refund_held_order, ship_held_order
from shop.orders.errors import HeldOrderDecided, NotSellable, OrderHeld, ReferenceMissing
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import DomainEvent, HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import signed_in, staff_with
from tests.orders.sandbox import attempt_of, force, pay, status_at_stripe
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import (
    basket_with,
    request_for,
    run_queued_jobs,
    units,
    waiting_order,
)
from tools.testing.stripe_harness import Sandbox


def recall(product: object) -> object:
    return place_hold(
        kind="RECALL",
        reason="r",
        at=clock_now(),
        product_id=product.pk,  # type: ignore[attr-defined]
    )


def revoke(world: RightsWorld) -> None:
    now = clock_now()
    revoke_agreement(
        agreement=Agreement.objects.get(),
        by_id=world.officer_id,
        reason="r",
        at=now,
        effective_at=now,
    )


def state(order: Order) -> str:
    return str(Order.objects.get(pk=order.pk).status)


def paid_order(world: RightsWorld, stripe: Sandbox) -> Order:
    order = waiting_order(world.product(), quantity=2)
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    mail.outbox.clear()
    return order


def test_an_order_that_waits_is_cancelled_at_stripe_then_here_and_the_buyer_told(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product, quantity=2, language="de")
    revoke(world)
    assert process_denials() == 1
    assert state(order) == OrderState.CANCELLED
    assert status_at_stripe(stripe, order) == "canceled"
    assert units(product) == (10, 0, 0)
    run_queued_jobs()
    (message,) = mail.outbox
    assert message.subject == f"Ihre Bestellung {order.number} wurde storniert"
    assert "Enamel pin" in str(message.body)
    assert "Es wurde nichts abgebucht." in str(message.body)
    assert "Enamel pin" in str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert process_denials() == 0
    run_queued_jobs()
    assert len(mail.outbox) == 1
    assert all(finding.holds for finding in check_invariants())


def test_an_order_of_something_else_is_left_alone(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    recall(world.product(sku="PIN-2"))
    assert process_denials() == 1
    assert state(order) == OrderState.PENDING
    assert status_at_stripe(stripe, order) == "requires_payment_method"


def test_while_stripe_does_not_answer_the_order_waits_and_takes_no_money(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    recall(product)
    stripe.control(
        "POST", "faults", {"action": "status_500_before", "match": {"path": "/cancel$"}, "times": 1}
    )
    process_denials()
    assert state(order) == OrderState.PENDING
    assert units(product) == (10, 1, 0)
    page = Client().get(f"/en-fr/pay/{order_token(order)}/")
    assert page.status_code == 302
    process_denials()
    assert state(order) == OrderState.CANCELLED
    assert units(product) == (10, 0, 0)


@pytest.mark.parametrize("marked_first", [True, False])
def test_money_that_came_in_the_meantime_goes_back_whole(
    world: RightsWorld, stripe: Sandbox, *, marked_first: bool
) -> None:
    product = world.product()
    order = waiting_order(product)
    recall(product)
    if marked_first:
        Order.objects.update(denied_at=clock_now())
    pay(stripe, order)
    process_denials()
    run_queued_jobs()
    process_denials()
    run_queued_jobs()
    assert state(order) == OrderState.REFUNDED
    assert units(product) == (10, 0, 0)
    assert DomainEvent.objects.filter(name="payment.late", subject=order.number).exists()
    refunds = stripe.control("GET", "ledger")["refunds"]
    assert [refund["amount"] for refund in refunds] == [2500]
    assert all(finding.holds for finding in check_invariants())


def test_a_bank_that_decides_late_about_a_denied_order_pays_nothing_to_us(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    recall(product)
    Order.objects.update(denied_at=clock_now(), status=OrderState.EXPIRED)
    from shop.commerce.inventory.services import release_reserved

    release_reserved(order=order, reason="test")
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    assert state(order) == OrderState.REFUND_DUE
    assert units(product) == (10, 0, 0)


def test_no_payment_begins_for_an_order_whose_rights_were_taken_back(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    request = request_for(basket_with(product))
    order = place_order(request).order
    recall(product)
    with pytest.raises(NotSellable):
        begin_payment(request)
    assert stripe.control("GET", "ledger")["intents"] == []
    client = Client()
    assert client.get(f"/en-fr/pay/{order_token(order)}/").status_code == 302
    page = client.get(f"/en-fr/order/{order_token(order)}/").content.decode()
    assert "We can no longer sell you these items:" in page
    assert "Pay now" not in page


def test_a_term_that_ended_by_itself_undoes_no_order(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product()
    order = waiting_order(product)
    from shop.orders.denials.denied_lines import find_denied

    assert find_denied([order], Agreement.objects.get().term.upper + timedelta(days=1)) == {}


def test_a_paid_order_is_held_and_not_sent_before_a_decision(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(world, stripe)
    revoke(world)
    process_denials()
    process_denials()
    held = HeldOrder.objects.get()
    assert held.denied == [{"sku": "PIN-1", "reasons": ["REVOKED"]}]
    with pytest.raises(OrderHeld), transaction.atomic():
        move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)
    with pytest.raises(ReferenceMissing):
        ship_held_order(held=held, by_id=world.officer_id, reference=" ")
    ship_held_order(held=held, by_id=world.officer_id, reference="L-7", note="made before")
    with pytest.raises(HeldOrderDecided):
        refund_held_order(held=held, by_id=world.officer_id)
    RightsDenial.objects.create(kind="test", subject="1", effective_at=clock_now())
    process_denials()
    assert HeldOrder.objects.count() == 1
    move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)
    assert state(order) == OrderState.FULFILLED


def test_a_refund_of_a_held_order_gives_money_and_stock_back(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(world, stripe)
    revoke(world)
    process_denials()
    refund_held_order(held=HeldOrder.objects.get(), by_id=world.officer_id, note="recalled")
    run_queued_jobs()
    assert state(order) == OrderState.REFUNDED
    assert [refund["amount"] for refund in stripe.control("GET", "ledger")["refunds"]] == [4500]
    (message,) = mail.outbox
    assert "You will get a full refund." in str(message.body)
    assert all(finding.holds for finding in check_invariants())


def export(client: Client) -> str:
    answer = client.get("/rights/held-orders/?format=csv")
    return b"".join(answer.streaming_content).decode()


def test_officers_decide_on_the_desk_and_others_do_not(world: RightsWorld, stripe: Sandbox) -> None:
    paid_order(world, stripe)
    revoke(world)
    process_denials()
    held = HeldOrder.objects.get()
    address = f"/rights/held-orders/{held.pk}/"
    ioc, other = RightsHolderFactory(kind="IOC"), RightsHolderFactory()
    stranger = signed_in(role=User.Role.RIGHTS, holder=other)
    assert held.order.number not in stranger.get("/rights/held-orders/").text
    own = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    page = own.get("/rights/held-orders/").text
    assert held.order.number in page
    assert "Ship anyway" not in page
    assert held.order.number in export(own)
    assert held.order.number not in export(stranger)
    for nobody in (own, stranger):
        assert nobody.post(address, {"decision": "REFUND"}).status_code == 403
    staff = staff_with(SEE_ALL_RIGHTS, REFUND)
    assert "The agreement is revoked." in staff.get("/rights/held-orders/").content.decode()
    staff.post(address, {"decision": "SHIP", "reference": "L-1"})
    held.refresh_from_db()
    assert held.decision == ""
    officer = signed_in(role=User.Role.BRAND, holder=ioc)
    answer = officer.post(address, {"decision": "SHIP"}, follow=True).content.decode()
    assert "Reference: enter the licensor" in answer
    assert "choose one of the options" in officer.post(address, {}, follow=True).content.decode()
    assert officer.post("/rights/held-orders/99999/", {}).status_code == 404
    officer.post(address, {"decision": "SHIP", "reference": "L-1", "note": "made before"})
    held.refresh_from_db()
    assert (held.decision, held.reference) == ("SHIP", "L-1")
    assert "L-1" in officer.get("/rights/held-orders/").content.decode()


def test_a_licensee_is_suspended_by_one_officer_and_let_go_on(world: RightsWorld) -> None:
    product = world.product()
    suspend_licensee(licensee=world.licensee, by_id=world.officer_id, reason="r", at=clock_now())
    with pytest.raises(NotSellable):
        basket_with(product)
    from licensing.errors import LicenseeStateConflict

    with pytest.raises(LicenseeStateConflict):
        suspend_licensee(licensee=world.licensee, by_id=None, reason="r", at=clock_now())
    assert RightsDenial.objects.get().kind == "licensee.suspended"
    reinstate_licensee(
        licensee=world.licensee, by_id=world.officer_id, reason="audited", at=clock_now()
    )
    assert list(world.licensee.events.values_list("kind", flat=True)) == ["SUSPENDED", "REINSTATED"]
    assert basket_with(product).lines.count() == 1


def test_a_hold_that_was_lifted_before_anybody_looked_undoes_nothing(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    hold = recall(product)
    lift_hold(hold=hold, at=clock_now())  # type: ignore[arg-type]
    process_denials()
    assert state(order) == OrderState.PENDING
    force(stripe, order, "succeed")
