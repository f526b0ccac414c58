"""After the sale, two operations meet at an exact moment: the one that began first wins.

Each race fails without the lock, the condition or the constraint that decides it.
"""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from psycopg.types.range import TimestamptzRange

from catalog.models import Product
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.pricing.models import MarketPrice
from shop.finance.invoices.issuing import issue_document
from shop.finance.ledger.models import Journal
from shop.identity.accounts.models import User
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.aftersales.packing import start_packing
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import open_intent
from shop.orders.errors import OrderNotCancellable, PackingRefused
from shop.orders.payment.settlement import settle_payment
from shop.orders.returns.errors import ReturnRefused, ReturnStateConflict
from shop.orders.returns.models import ClaimedUnits, ReturnCase
from shop.orders.returns.outcomes import replace_case
from shop.orders.returns.replacements import AgreedPrice, other_sizes
from shop.orders.returns.requests import cancel_request, request_return
from shop.oscar.order.models import Line, Order, OrderState
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tests.races.moments import Moment, in_the_middle
from tests.races.together import broken_rules
from tests.returns.conftest import asked, inspected, paid_order, policy, send_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox

LINE_CHANGED = 'UPDATE "order_line" SET'
CASE_MOVED = 'UPDATE "returns_returncase" SET "state"'
UNITS_CLAIMED = 'UPDATE "returns_claimedunits"'
REFUND_WRITTEN = 'INSERT INTO "payments_refund"'
STOCK_TAKEN = "update partner_stockrecord"
GIVEN_UP = 'UPDATE "order_order" SET "hold_expires_at"'
PAID = "with moved as"
NUMBERED = "insert into invoices_numberseries"
DEARER = AgreedPrice(to_pay=Decimal("5.00"))


def other_size(order: Order, price: str, left: int) -> Product:
    """Return the other size of an order's article, at a price of its own and with few units."""
    (size,) = other_sizes(order.lines.get())
    since = TimestamptzRange(database_now() - timedelta(days=1), None)
    MarketPrice.objects.create(
        product=size, market=order.market, amount=Decimal(price), valid=since
    )
    StockRecord.objects.filter(product=size).update(num_in_stock=left)
    return size


def orders_of(product: Product, world: RightsWorld, number: int) -> list[Order]:
    """Return paid orders of one unit each."""
    buyers = [f"fan{each}@example.org" for each in range(number)]
    return [
        paid_order(world, product, quantity=1, key=f"key-{buyer}", email=buyer) for buyer in buyers
    ]


def test_packing_and_cancelling_and_numbers_of_invoices(committed_world: RightsWorld) -> None:
    """One committed database for all races of paid orders: making one takes seconds."""
    packer = UserFactory(role=User.Role.STAFF, is_staff=True)
    product = committed_world.product(sku="CAP", stock=20)
    first, second, third = orders_of(product, committed_world, 3)
    _cancelled_before_packing(first, packer)
    _packed_before_cancelling(second, packer)
    _packed_without_the_lock(third, packer)
    _numbered_in_the_order_of_time()
    assert broken_rules() == []


def _works(order: Order, packer: User) -> tuple[Any, Any, int]:
    line = order.lines.get().pk
    cancel = partial(cancel_items, CancelRequest(f"cancel-{order.pk}", order.number))
    pack = partial(start_packing, order_number=order.number, line_ids=[line], by_id=packer.pk)
    return cancel, pack, line


def _cancelled_before_packing(order: Order, packer: User) -> None:
    cancel, pack, line = _works(order, packer)
    _, lost = in_the_middle(cancel, Moment(LINE_CHANGED, before=True), pack)
    assert isinstance(lost, PackingRefused)
    assert Line.objects.get(pk=line).packing_since is None


def _packed_before_cancelling(order: Order, packer: User) -> None:
    cancel, pack, line = _works(order, packer)
    _, lost = in_the_middle(pack, Moment(LINE_CHANGED, before=True), cancel)
    assert isinstance(lost, OrderNotCancellable)
    assert (lost.data["reason"], lost.data["title"]) == ("packed", order.lines.get().title)
    assert Line.objects.get(pk=line).refunded_units == 0


def _packed_without_the_lock(order: Order, packer: User) -> None:
    """The statement that counts units reads the row itself, whoever has changed it meanwhile."""
    cancel, _, line = _works(order, packer)
    mark = partial(
        Line.objects.filter(pk=line).update, packing_since=database_now(), packing_by=packer
    )
    lost, _ = in_the_middle(cancel, Moment(LINE_CHANGED, before=True), mark)
    assert isinstance(lost, OrderNotCancellable)
    assert lost.data["reason"] == "packed"
    lines = Line.objects.filter(pk=line)
    lines.update(packing_since=None, packing_by=None)
    count = partial(lines.update, refunded_units=1)
    lost, _ = in_the_middle(cancel, Moment(LINE_CHANGED, before=True), count)
    assert isinstance(lost, OrderNotCancellable)
    lines.update(refunded_units=0)  # as the refunds say, so that the invariants hold


def _numbered_in_the_order_of_time() -> None:
    """The instant of an invoice is read once nobody else can take a number before it."""
    one, other = Journal.objects.filter(kind=Journal.Kind.CHARGE).order_by("pk")[:2]
    first, second = partial(issue_document, one.pk), partial(issue_document, other.pk)
    earlier, later = in_the_middle(first, Moment(NUMBERED, before=True), second)
    assert (earlier.sequence, later.sequence) == (1, 2)  # type: ignore[union-attr]


def test_the_last_unit_at_another_price_and_its_late_payment(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    """One committed database for all races of exchanges that cost a difference."""
    product = committed_world.product(sku="TEE", stock=20, sizes=("M", "L")).children.get(size="M")
    orders = orders_of(product, committed_world, 3)
    for order in orders:
        send_order(committed_world, order)
    policy(orders[0])
    case = _exchanged_once(orders[0], orders[1])
    _ended_before_it_was_paid(stripe, case)
    _paid_before_it_was_ended(stripe, orders[2])
    _returned_without_the_lock(orders[2])
    _refunded_before_it_is_returned(orders[1])
    _refunded_before_it_is_replaced(stripe, orders[0])
    assert broken_rules() == []


def exchange_of(order: Order, size: Product, key: str = "x") -> Any:
    """Return the request for a dearer size."""
    request = asked(
        order, key=f"{key}{order.pk}", exchange={order.lines.get().pk: size}, agreed=DEARER
    )
    return partial(request_return, request)


def _exchanged_once(one: Order, other: Order) -> ReturnCase:
    """Two buyers want the last unit of a dearer size: one gets it, and owes the difference."""
    size = other_size(one, "25.00", left=1)
    works = [exchange_of(order, size) for order in (one, other)]
    won, lost = in_the_middle(works[0], Moment(STOCK_TAKEN), works[1])
    assert isinstance(won, ReturnCase)
    assert isinstance(lost, OutOfStock)
    record = StockRecord.objects.get(product=size)
    assert (record.num_held, record.num_allocated) == (1, 0)
    unpaid = Order.objects.get(replaces_case=won)
    assert (unpaid.status, unpaid.total_incl_tax) == (OrderState.PENDING, 5)
    assert not ReturnCase.objects.filter(order=other).exists()
    # The books say what was counted, so that the invariants hold.
    StockRecord.objects.filter(product=size).update(num_in_stock=20)
    return won


def _paid(stripe: Sandbox, case: ReturnCase) -> Any:
    """Pay the difference at the provider; return what settles it."""
    order = Order.objects.get(replaces_case=case)
    open_intent(order)
    pay(stripe, order)
    return partial(settle_payment, attempt_of(order).pk)


def _ended_before_it_was_paid(stripe: Sandbox, case: ReturnCase) -> None:
    """The buyer cancels the exchange while the payment arrives: the payment goes back."""
    settle = _paid(stripe, case)
    in_the_middle(partial(cancel_request, case, by_id=None), Moment(GIVEN_UP, before=True), settle)
    run_queued_jobs()
    assert Order.objects.get(replaces_case=case).status == OrderState.REFUNDED


def _paid_before_it_was_ended(stripe: Sandbox, order: Order) -> None:
    """The payment arrives while the buyer cancels the exchange: the difference is refunded."""
    (size,) = other_sizes(order.lines.get())
    case = exchange_of(order, size)()
    settle = _paid(stripe, case)
    in_the_middle(settle, Moment(PAID, before=True), partial(cancel_request, case, by_id=None))
    run_queued_jobs()
    replacement = Order.objects.get(replaces_case=case)
    assert (replacement.status, replacement.refunded_incl_tax) == (OrderState.REFUNDED, 5)


def _returned_without_the_lock(order: Order) -> None:
    """Units are claimed and a case is moved by statements that read the rows themselves."""
    claimed = ClaimedUnits.objects.filter(order_line__order=order)
    ask = partial(request_return, asked(order, key="late"))
    lost, _ = in_the_middle(
        ask, Moment(UNITS_CLAIMED, before=True), partial(claimed.update, claimed=1)
    )
    assert isinstance(lost, ReturnRefused)
    claimed.update(claimed=0)
    case = ask()
    moved = ReturnCase.objects.filter(pk=case.pk)
    cancel = partial(cancel_request, case, by_id=None)
    lost, _ = in_the_middle(
        cancel, Moment(CASE_MOVED, before=True), partial(moved.update, state="IN_TRANSIT")
    )
    assert isinstance(lost, ReturnStateConflict)


def _refunded_before_it_is_returned(order: Order) -> None:
    """Staff refund the unit while its buyer asks for a return: the request finds nothing left."""
    clerk, line = UserFactory(role=User.Role.STAFF, is_staff=True), order.lines.get()
    refund = RefundRequest("staff", order.number, {line.pk: 1}, False, "gift", clerk.pk)
    _, lost = in_the_middle(
        partial(refund_part, refund),
        Moment(REFUND_WRITTEN),
        partial(request_return, asked(order, key="too-late")),
    )
    assert isinstance(lost, ReturnRefused)


def _refunded_before_it_is_replaced(stripe: Sandbox, order: Order) -> None:
    """Staff refund a paid difference while the warehouse releases its article: it is not sent."""
    clerk = UserFactory(role=User.Role.STAFF, is_staff=True)
    (size,) = other_sizes(order.lines.get())
    case = exchange_of(order, size, key="again")()
    _paid(stripe, case)()
    inspected(case, clerk)
    replacement = Order.objects.get(replaces_case=case)
    units = {replacement.lines.get().pk: 1}
    refund = RefundRequest("difference", replacement.number, units, False, "gift", clerk.pk)
    _, lost = in_the_middle(
        partial(refund_part, refund),
        Moment(REFUND_WRITTEN),
        partial(replace_case, case, by_id=clerk.pk),
    )
    assert isinstance(lost, ReturnRefused)
    run_queued_jobs()
