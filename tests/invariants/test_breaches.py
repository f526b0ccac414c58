"""Each invariant finds its breach: a row that somebody changed past the shop's services.

`tests/orders/test_change_invariants.py` has those of changed orders.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from shop.identity.accounts.models import User
from shop.orders.invariants.registry import INVARIANTS
from shop.orders.returns.outcomes import refund_case
from shop.orders.returns.replacements import other_sizes
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order
from tests.returns.conftest import asked, broken, inspected, policy, sent_order, work
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import empty_order
from tools.testing.factories.vouchers import make_voucher

ORDER = "(select min(order_id) from returns_returncase)"
LINE = f"(select id from order_line where order_id = {ORDER})"
CASE = "(select id from returns_returncase where state = 'REFUNDED')"
OPEN_CASE = "(select id from returns_returncase where replacement_id is not null)"
REPLACEMENT = f"(select replacement_id from returns_returncase where id = {OPEN_CASE})"
UNPAID = "(select id from order_order where status = 'PENDING')"
LINE_OF_CASE = "update returns_returnline set"
ACCRUALS = "update royalties_royaltyaccrual set"
ATTEMPT = "update payments_paymentattempt set"

BREACHES = {
    # Wholes and returns.
    "a return whose lines are all refunded has ended": (
        f"update returns_returncase set ended_at = null, state = 'INSPECTED' where id = {CASE}"
    ),
    "the parts of a refunded order are its price": (
        f"update order_order set status = 'REFUNDED' where id = {ORDER}"
    ),
    "a refunded return has refunded its units, and no other has": (
        f"{LINE_OF_CASE} refund_id = null where case_id = {CASE}"
    ),
    "claimed units are those of returns that stand": "update returns_claimedunits set claimed = 0",
    "inspected units are in the stock ledger": (
        "update inventory_stockmovement set kind = 'RECEIVED', reservation_id = null"
        " where kind = 'RETURNED'"
    ),
    "no more units come back than left the warehouse": (
        "update inventory_stockmovement set in_stock = 9 where kind = 'RETURNED'"
    ),
    "a line gives back at most what was paid for it": "update payments_refundedline set incl = 99",
    "a replacement costs the agreed difference and leaves after its return has ended": (
        f"update order_order set total_incl_tax = 1, total_excl_tax = 1 where id = {REPLACEMENT}"
    ),
    "a replaced return has refunded what the cheaper article costs less, and no other has": (
        f"update payments_refund set key = 'exchange:' || (select public_id from"
        f" returns_returncase where id = {OPEN_CASE})"
    ),
    "the difference of an exchange that has ended otherwise is not kept": (
        f"update order_order set snapshot = '{{\"exchange\": \"R\"}}' where id = {REPLACEMENT};"
        " update returns_returncase set state = 'CANCELLED', ended_at = now()"
        f" where id = {OPEN_CASE}"
    ),
    # Refunds and royalties.
    "refunds are counted on the order and its lines": (
        f"update order_line set refunded_units = 2 where id = {LINE}"
    ),
    "an order whose refunds reach its total is refunded": (
        f"update order_order set refunded_incl_tax = total_incl_tax where id = {ORDER}"
    ),
    "a refund of units reverses their royalties, to the cent": (
        f"{ACCRUALS} net = net + 1, gross = gross + 1 where order_line_id = {LINE}"
    ),
    # Stock.
    "only unpaid orders hold stock": (
        f"update inventory_reservation set state = 'HELD' where order_id = {ORDER}"
    ),
    "only paid orders have sold stock": (
        f"update order_order set status = 'CANCELLED' where id = {ORDER}"
    ),
    "sold counters equal sold reservations that have not left": (
        "update partner_stockrecord set num_allocated = num_allocated + 1"
        " where num_in_stock > num_allocated + num_held"
    ),
    "held counters equal held reservations": (
        "update partner_stockrecord set num_held = num_held + 1"
        " where num_in_stock > num_allocated + num_held"
    ),
    "an unpaid or paid order reserves the units of its lines": (
        f"update inventory_reservation set quantity = quantity + 1 where order_id = {ORDER}"
    ),
    "orders reserve only articles of their lines": (
        "update inventory_reservation r set stock_record_id = (select max(id) from"
        f" partner_stockrecord where id <> r.stock_record_id) where order_id = {ORDER}"
    ),
    "an order is fulfilled when all its lines are shipped": (
        f"update fulfillment_shipmentline set order_line_id = (select max(id) from order_line)"
        f" where order_line_id = {LINE}"
    ),
    # Orders and payments.
    "a paid order has one payment of its amount in its currency": (
        f"{ATTEMPT} currency = 'USD' where order_id = {ORDER}"
    ),
    "only paid or refunded orders have been charged": (
        f"update order_order set status = 'EXPIRED' where id = {ORDER}"
    ),
    "every order was placed under exactly one idempotency key": (
        f"{ATTEMPT} order_id = null where order_id = {ORDER}"
    ),
    "every order line was licensed for its territory, channel and time": (
        f"update order_order set channel = 'APP' where id = {ORDER}"
    ),
    "an order has its market's currency": (
        f"update order_order set currency = 'USD' where id = {UNPAID}"
    ),
    "an order's total is the sum of its lines, delivery and gift cards": (
        f"update order_order set total_incl_tax = 5, total_excl_tax = 5 where id = {UNPAID}"
    ),
    "an order's discount is the sum of its lines' discounts": (
        f"update order_order set discount_incl_tax = 1, discount_excl_tax = 1 where id = {UNPAID}"
    ),
    "voucher uses match unpaid and paid orders, within the limit": (
        "update vouchers_voucher set uses = 1"
    ),
    "every paid order has a confirmation, and no other has one": (
        f"update ordering_outgoingmessage set kind = 'CANCELLATION'"
        f" where kind = 'CONFIRMATION' and order_id = {ORDER}"
    ),
    "the royalties of a refunded order are reversed, to the cent": (
        f"update order_order set status = 'REFUNDED' where id = {ORDER}"
    ),
    # Gift cards.
    "a gift card's balance is the sum of its movements": (
        "update giftcards_giftcard set balance = balance - 1"
    ),
    "an order's gift card amount equals its movements, until it is credited back": (
        f"update giftcards_giftcardmovement set amount = amount - 1 where order_id = {ORDER}"
        " and amount < 0"
    ),
    "the ledger has the value of all gift cards, including the parts taken by unpaid orders": (
        "update giftcards_giftcard set balance = balance - 1"
    ),
    "the ledger has all payments and refunds": (
        f"update order_order set gift_card_amount = gift_card_amount - 1 where id = {ORDER}"
    ),
}  # fmt: skip


@pytest.fixture
def order(world: RightsWorld) -> Order:
    """Return a sent order of two units: one came back and is refunded, one is exchanged."""
    order = sent_order(world)
    policy(order)
    clerk = UserFactory(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)
    case = request_return(asked(order))
    inspected(case, clerk)
    refund_case(case, by_id=clerk.pk)
    (size,) = other_sizes(order.lines.get())
    request_return(asked(order, key="return-2", exchange={order.lines.get().pk: size}))
    make_voucher()
    empty_order()
    work()
    return order


def breaches(name: str) -> Iterator[str]:
    """Yield the violations of a rule."""
    (rule,) = (rule for rule in INVARIANTS if rule.name == name)
    with connection.cursor() as cursor:
        cursor.execute(rule.breaches)
        yield from (str(row) for row in cursor.fetchall())


def test_each_breach_is_found(order: Order) -> None:
    empty = "every order was placed under exactly one idempotency key"
    assert [text for text in broken() if not text.startswith(empty)] == []
    unseen = []
    for name, statement in BREACHES.items():
        before = set(breaches(name))
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount > 0, name
            if set(breaches(name)) <= before:
                unseen.append(name)
            transaction.set_rollback(True)
    assert unseen == []
