"""Exchanges for a dearer or cheaper article: who pays what, when, and what remains in the books."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from psycopg.types.range import TimestamptzRange

from catalog.models import Product
from shop.commerce.inventory.services import release_reserved
from shop.commerce.pricing.models import MarketPrice
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.payments.models import Dispute, PaymentAttempt
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.orders.checkout.placement import open_intent
from shop.orders.checkout.quotas import release_quotas
from shop.orders.checkout.quote import Destination
from shop.orders.errors import RefundRefused, ShipmentRefused
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import quote_difference, refund_case, replace_case
from shop.orders.returns.replacements import AgreedPrice, offered_sizes, other_sizes
from shop.orders.returns.requests import cancel_request, request_return
from shop.orders.returns.unpaid_exchanges import tell_of_fallback
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tests.returns.conftest import (
    asked,
    broken,
    inspected,
    paid_back,
    send_order,
    work,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, make_gift_card
from tools.testing.factories.orders import units
from tools.testing.stripe_harness import Sandbox

PAYS, GETS = AgreedPrice(to_pay=Decimal("5.00")), AgreedPrice(back=Decimal("5.00"))
RESTOCK, MISSING = ("NEW", "RESTOCK"), ("MISSING", "NONE")


def other_at(order: Order, price: str) -> Product:
    """Return the other size of an order's article of €20, at a price of its own since yesterday."""
    (other,) = other_sizes(order.lines.get())
    since = TimestamptzRange(database_now() - timedelta(days=1), None)
    MarketPrice.objects.create(
        product=other, market=order.market, amount=Decimal(price), valid=since
    )
    return other


def exchanged(order: Order, other: Product, count: int = 1, **changes: Any) -> ReturnCase:
    changes = {"agreed": PAYS, "reason": "TOO_SMALL"} | changes
    line = order.lines.get()
    return request_return(asked(order, count, exchange={line.pk: other}, **changes))


def replacement_of(case: ReturnCase) -> Order:
    return Order.objects.get(replaces_case=case)


def pay_difference(stripe: Sandbox, case: ReturnCase) -> Order:
    order = replacement_of(case)
    open_intent(order)
    pay(stripe, order)
    return settle_payment(attempt_of(order).pk)


def expired(case: ReturnCase) -> Order:
    """End the reservation of a replacement whose payment is still open, as in a lost race."""
    order = replacement_of(case)
    with transaction.atomic():
        release_quotas(order)
        release_reserved(order=order, reason="hold expired")
        move_order(order, expected=OrderState.PENDING, to=OrderState.EXPIRED)
        tell_of_fallback(order)
    return replacement_of(case)


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises((ReturnRefused, RefundRefused)) as refusal:
        act()
    return str(refusal.value.data["reason"])


def test_a_dearer_article_is_paid_sent_and_refunded_with_its_difference(
    order: Order, clerk: User, world: RightsWorld, stripe: Sandbox
) -> None:
    other = other_at(order, "25.00")
    with pytest.raises(ReturnRefused) as price:
        exchanged(order, other, agreed=AgreedPrice())
    assert price.value.data["reason"] == "not_agreed"
    shown = [str(price.value.data[name]) for name in ("to_pay", "tax", "back", "currency")]
    assert shown == ["5.00", "0.83", "0.00", "EUR"]
    assert not ReturnCase.objects.exists()
    case = exchanged(order, other)
    unpaid = replacement_of(case)
    assert (unpaid.status, unpaid.to_pay, units(other)) == (OrderState.PENDING, 5, (10, 1, 0))
    inspected(case, clerk)
    assert reason_of(lambda: replace_case(case, by_id=clerk.pk)) == "difference_unpaid"
    assert pay_difference(stripe, case).status == OrderState.PAID
    waiting = lines_to_pack(world.licensee).filter(order=unpaid)
    assert ready_to_send(waiting.all()) == []
    replaced = replace_case(case, by_id=clerk.pk)
    send_order(world, replaced)
    issue_due_documents()
    assert str(replaced.tax_documents.get().gross) == "5.00"
    work()
    assert broken() == []
    second = request_return(asked(replaced, key="return-2"))
    inspected(second, clerk)
    assert quote_difference(second) == 5
    refund_case(second, by_id=clerk.pk)
    assert (paid_back(order), paid_back(replaced)) == (20, 5)
    work()
    replaced.refresh_from_db()
    assert replaced.status == OrderState.REFUNDED
    assert broken() == []


def test_an_unpaid_exchange_becomes_a_return(order: Order, clerk: User, stripe: Sandbox) -> None:
    other = other_at(order, "25.00")
    case = exchanged(order, other)
    open_intent(replacement_of(case))
    work()
    assert "/pay/" in mail.outbox[-1].body
    Order.objects.filter(replaces_case=case).update(hold_expires_at=database_now())
    assert sweep_expired_orders() == 1
    work()
    assert (replacement_of(case).status, units(other)) == (OrderState.EXPIRED, (10, 0, 0))
    assert "was not paid in time" in mail.outbox[-1].body
    inspected(case, clerk)
    assert reason_of(lambda: replace_case(case, by_id=clerk.pk)) == "difference_unpaid"
    refund_case(case, by_id=clerk.pk)
    assert paid_back(order) == 20
    work()
    assert broken() == []


def test_a_late_payment_is_honored_while_the_case_is_open_and_refunded_after_its_end(
    order: Order, clerk: User, stripe: Sandbox
) -> None:
    other = other_at(order, "25.00")
    case, given_up = exchanged(order, other), exchanged(order, other, key="return-2")
    for each in (case, given_up):
        open_intent(replacement_of(each))
    expired(case)
    assert pay_difference(stripe, case).status == OrderState.PAID
    assert units(other) == (10, 1, 1)
    work()
    assert not any("was not paid in time" in message.body for message in mail.outbox)
    cancel_request(given_up, by_id=None)
    late = pay_difference(stripe, given_up)  # before the sweeper cancels the payment
    assert (late.status, units(other)) == (OrderState.REFUND_DUE, (10, 0, 1))
    work()
    assert replacement_of(given_up).status == OrderState.REFUNDED
    cancel_request(case, by_id=None)
    work()
    refunded = replacement_of(case)
    assert (refunded.status, refunded.refunded_incl_tax) == (OrderState.REFUNDED, 5)
    assert units(other) == (10, 0, 0)
    assert sum(row["amount"] for row in stripe.control("GET", "ledger")["refunds"]) == 1000
    assert broken() == []


def test_a_cheaper_article_gives_its_difference_back_once_it_is_replaced(
    order: Order, clerk: User, world: RightsWorld
) -> None:
    other = other_at(order, "15.00")
    case = exchanged(order, other, 2, agreed=AgreedPrice(back=Decimal("10.00")))
    assert replacement_of(case).status == OrderState.PAID
    inspected(case, clerk, RESTOCK, MISSING)
    assert paid_back(order) == 0
    replaced = replace_case(case, by_id=clerk.pk)
    assert paid_back(order) == 5
    line = order.lines.get()
    earned = RoyaltyAccrual.objects.filter(order_line=line)
    assert sum(row.net for row in earned) == line.line_price_excl_tax - Decimal("4.17")
    work()
    issue_due_documents()
    note = order.tax_documents.get(kind="CREDIT_NOTE")
    assert (note.gross, note.tax) == (Decimal("5.00"), Decimal("0.83"))
    assert broken() == []
    send_order(world, replaced)
    second = request_return(asked(replaced, key="return-2"))
    inspected(second, clerk)
    refund = refund_case(second, by_id=clerk.pk)
    assert (refund.amount, paid_back(order)) == (15, 20)
    third = request_return(asked(order, key="return-3"))
    inspected(third, clerk)
    assert refund_case(third, by_id=clerk.pk).amount == 20
    work()
    assert broken() == []


def test_missing_units_and_small_amounts_of_a_dearer_exchange_are_not_charged(
    order: Order, clerk: User, stripe: Sandbox, world: RightsWorld
) -> None:
    other = other_at(order, "25.00")
    case = exchanged(order, other, 2, agreed=AgreedPrice(to_pay=Decimal("10.00")))
    replaced = pay_difference(stripe, case)
    inspected(case, clerk, RESTOCK, MISSING)
    replace_case(case, by_id=clerk.pk)
    assert (paid_back(replaced), units(other)) == (5, (10, 0, 1))
    send_order(world, replaced)
    assert units(other) == (9, 0, 0)
    MarketPrice.objects.filter(product=other).update(amount=Decimal("20.40"))
    small = exchanged(order, other, key="return-2", agreed=AgreedPrice())
    assert replacement_of(small).total_incl_tax == 0
    MarketPrice.objects.filter(product=other).update(amount=Decimal("30.00"))
    again = {"key": "return-3", "exchange": {replaced.lines.get().pk: order.lines.get().product}}
    assert reason_of(lambda: request_return(asked(replaced, **again))) == "not_agreed"
    where = Destination(order.market, "FR", database_now())
    assert offered_sizes(order.lines.get(), where) == [(other, 10)]
    assert offered_sizes(replaced.lines.get(), where) == [(order.lines.get().product, -10)]
    work()
    assert broken() == []


def test_a_dispute_of_the_original_payment_stops_its_exchanges_until_it_ends(
    order: Order, clerk: User, world: RightsWorld
) -> None:
    other = other_at(order, "15.00")
    replaced = exchanged(order, other, agreed=GETS)
    inspected(replaced, clerk)
    sent = replace_case(replaced, by_id=clerk.pk)
    MarketPrice.objects.filter(product=other).update(amount=Decimal("20.00"))
    PaymentAttempt.objects.filter(order=order).update(intent_id="pi_disputed")
    dispute = Dispute.objects.create(
        id="dp_1",
        attempt=attempt_of(order),
        status="needs_response",
        amount=order.total_incl_tax,
        currency=order.currency,
        opened_at=database_now(),
    )

    def report(status: str) -> None:
        Dispute.objects.filter(pk=dispute.pk).update(status=status)

    same_price = {"key": "return-2", "agreed": AgreedPrice()}
    assert reason_of(lambda: exchanged(order, other, **same_price)) == "disputed"
    report("won")
    case = exchanged(order, other, **same_price)
    inspected(case, clerk)
    report("needs_response")
    assert reason_of(lambda: replace_case(case, by_id=clerk.pk)) == "disputed"
    assert reason_of(lambda: refund_case(case, by_id=clerk.pk)) == "disputed"
    waiting = lines_to_pack(world.licensee).filter(order=sent)
    assert ready_to_send(waiting.all()) == []
    with pytest.raises(ShipmentRefused):
        send_order(world, sent)
    report("won")
    replace_case(case, by_id=clerk.pk)
    assert len(ready_to_send(waiting.all())) == 1
    assert paid_back(order) == 5
    assert broken() == []


def test_a_buyer_sees_and_confirms_the_difference_on_the_page_and_pays_it(
    order: Order, client: Client, stripe: Sandbox
) -> None:
    other, line = other_at(order, "25.00"), order.lines.get()
    address = f"/en-fr/order/{order_token(order)}/"
    assert "(+€5.00)" in client.get(f"{address}return/").text
    form = {f"units_{line.pk}": "1", "reason": "TOO_SMALL", f"exchange_{line.pk}": other.sku}
    unknown = client.post(f"{address}return/", form | {f"exchange_{line.pk}": "GONE"})
    assert "Choose another size of the same item." in unknown.text
    asked_for = client.post(f"{address}return/", form, follow=True)
    assert "Confirm the price of your exchange" in asked_for.text
    assert "€0.83" in asked_for.text
    assert not ReturnCase.objects.exists()
    agreed = form | {"agreed_pay": "5.00", "agreed_back": "0.00"}
    assert "€5.00" in client.post(f"{address}return/", agreed, follow=True).text
    case = ReturnCase.objects.get()
    assert "Pay the difference" in client.get(address).text
    pay_page = f"/en-fr/order/{order_token(replacement_of(case))}/"
    ended = client.post(f"{pay_page}cancel/", {"cancel": "1"}, follow=True)
    assert "The exchange has ended." in ended.text
    assert "was not paid in time" in ended.text
    staff = signed_in(email="s@example.org", role="staff", is_staff=True, groups=("Refunds",))
    assert "customer pays" in staff.get(f"/dashboard/returns/{case.public_id}/").text
    assert broken() == []


def test_an_app_exchanges_at_the_price_it_was_told(order: Order, client: Client) -> None:
    other = other_at(order, "15.00")
    address = f"/api/v1/orders/{order_token(order)}/returns"
    (item,) = client.get(address).json()["items"]
    assert (item["units"], item["exchange_for"][0]["difference"]) == (2, "-5.00")
    body: dict[str, Any] = {
        "lines": [{"sku": order.lines.get().upc, "quantity": 1, "exchange_for": other.sku}],
        "reason": "TOO_LARGE",
    }
    refused = client.post(address, body, content_type="application/json")
    assert (refused.status_code, refused.json()["return_reason"]) == (409, "not_agreed")
    price = refused.json()["exchange"]
    assert price == {"to_pay": "0.00", "tax": "0.00", "back": "5.00", "currency": "EUR"}
    body |= {"agreed_back": price["back"]}
    made = client.post(address, body, content_type="application/json")
    assert (made.status_code, made.json()["exchange"]["state"]) == (201, "reserved")
    (case,) = client.get(address).json()["returns"]
    assert case == made.json()
    for wrong in ({"sku": "NONE"}, {"exchange_for": "NONE"}):
        lines = [body["lines"][0] | wrong]
        answer = client.post(address, body | {"lines": lines}, content_type="application/json")
        assert answer.json()["code"] == "unknown_article"


def test_a_gift_card_pays_a_difference_or_a_part_of_it(
    order: Order, client: Client, clerk: User, stripe: Sandbox
) -> None:
    other, line = other_at(order, "25.00"), order.lines.get()
    small, large = [make_gift_card(worth) for worth in ("2.00", "50.00")]
    address = f"/en-fr/order/{order_token(order)}/return/"
    form = {f"units_{line.pk}": "1", "reason": "TOO_SMALL", f"exchange_{line.pk}": other.sku}
    assert "Gift card code" in client.post(address, form).text
    agreed = form | {"agreed_pay": "5.00", "agreed_back": "0.00"}
    wrong = client.post(address, agreed | {"card": "WRONG"})
    assert wrong.status_code == 422
    assert "This gift card cannot be used." in wrong.text
    assert "€5.00" in wrong.text
    page = client.post(address, agreed | {"card": small.code}, follow=True)
    assert "€3.00" in page.text
    partly = ReturnCase.objects.get()
    unpaid = replacement_of(partly)
    assert (unpaid.status, unpaid.to_pay, balance(small.card)) == (OrderState.PENDING, 3, 0)
    open_intent(unpaid)
    expired(partly)
    assert balance(small.card) == 2
    paid = pay_difference(stripe, partly)  # late: the card pays its part again
    assert (paid.status, balance(small.card)) == (OrderState.PAID, 0)
    body = {
        "lines": [{"sku": line.upc, "quantity": 1, "exchange_for": other.sku}],
        "reason": "TOO_LARGE",
        "agreed_to_pay": "5.00",
        "gift_card_code": large.code,
    }
    api = f"/api/v1/orders/{order_token(order)}/returns"
    made = client.post(api, body, content_type="application/json").json()["exchange"]
    assert (made["state"], made["to_pay"], made["gift_card"]) == ("reserved", "0.00", "5.00")
    whole = ReturnCase.objects.latest("pk")
    assert (replacement_of(whole).status, balance(large.card)) == (OrderState.PAID, 45)
    work()
    assert broken() == []
    for case in (partly, whole):
        cancel_request(case, by_id=None)
    work()
    assert (balance(small.card), balance(large.card)) == (2, 50)
    assert sum(row["amount"] for row in stripe.control("GET", "ledger")["refunds"]) == 300
    assert broken() == []


def test_staff_exchange_at_another_price_and_confirm_it_first(order: Order) -> None:
    other, line = other_at(order, "25.00"), order.lines.get()
    groups = ("Customer service",)
    staff = signed_in(email="s@example.org", role="staff", is_staff=True, groups=groups)
    place = f"/dashboard/orders/{order.number}/return/"
    assert "L (+€5.00)" in staff.get(place).text
    form = {"key": str(uuid4()), "kind": "EXCHANGE", "reason": "TOO_SMALL", f"line_{line.pk}": "1"}
    assert "Choose another size for each item" in staff.post(place, form).text
    form |= {f"exchange_{line.pk}": other.sku}
    assert "Choose “Exchange”" in staff.post(place, form | {"kind": "RETURN"}).text
    shown = staff.post(place, form)
    assert "The customer pays €5.00 (of which tax: €0.83)" in shown.text
    assert "Open exchange at this price" in shown.text
    assert not ReturnCase.objects.exists()
    staff.post(place, form | {"agreed_pay": "5.00", "agreed_back": "0.00"})
    case = ReturnCase.objects.get()
    assert (case.kind, replacement_of(case).to_pay) == ("EXCHANGE", 5)
    held_until = replacement_of(case).hold_expires_at
    assert held_until is not None
    assert held_until > database_now() + timedelta(hours=23)  # the buyer pays later
    work()
    assert "/pay/" in mail.outbox[-1].body
    assert broken() == []
