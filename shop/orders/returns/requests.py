"""Requests of buyers: withdrawal, voluntary return, exchange, and claims about faulty goods.

Each locks the order, so that it serializes with refunds, shipments and other requests. The same key
returns the same case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from catalog.models import Product
from shop.commerce.giftcards.models import GiftCard
from shop.finance.payments.models import PaymentAttempt
from shop.orders.errors import IdempotencyClash
from shop.orders.returns.cases import NewCase, lock_order, open_case, send_receipt
from shop.orders.returns.claims import release_claims
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import refund_unsent
from shop.orders.returns.paid_units import is_any_disputed
from shop.orders.returns.photos import Photo, store_photos
from shop.orders.returns.price_differences import Replaced
from shop.orders.returns.replacements import (
    FREE,
    AgreedPrice,
    claim_replacement,
    end_replacement,
    place_exchange,
)
from shop.orders.returns.returnable import ReturnableLine, returnable_lines
from shop.orders.returns.rules import LOST_PARCEL_DAYS, WARRANTY_DAYS
from shop.orders.returns.transitions import move_case
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.core.typed_text import compact_code, normalize_email
from shop.platform.database.clock import clock_now

Kind, State, Reason = ReturnCase.Kind, ReturnCase.State, ReturnCase.Reason
NUMBER_PARTS = (2, 6, 10)  # positions of the dashes of an order number
APPROVED_AT_ONCE = frozenset({Kind.RETURN, Kind.EXCHANGE})
# Reasons that make a request a claim, which staff check first.
CLAIMS = {
    Reason.DEFECTIVE: Kind.WARRANTY,
    Reason.WRONG_ITEM: Kind.WARRANTY,
    Reason.NOT_AS_SHOWN: Kind.WARRANTY,
    Reason.DAMAGED: Kind.DAMAGED,
    Reason.NOT_ARRIVED: Kind.LOST,
}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A buyer's declaration to withdraw; no units mean everything that is left of the order."""

    key: str
    order_id: int
    name: str
    email: str
    units: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """A request to return units with a reason.

    `exchange` names another article by line, `agreed` the price difference that the buyer has
    agreed to, and `gift_card` a card that pays for it. Staff who open a case give its `kind`; by
    default it is that of the reason.
    """

    key: str
    order_id: int
    email: str
    units: Mapping[int, int]
    reason: str
    comment: str = ""
    exchange: Mapping[int, Product] = field(default_factory=dict)
    agreed: AgreedPrice = FREE
    gift_card: GiftCard | None = None
    photos: Sequence[Photo] = ()
    kind: str = ""
    by_id: int | None = None


def find_buyers_order(number: str, email: str) -> Order | None:
    """Return the order of a number and an email address, however both are typed; None if unknown.

    Guests type the address of their order; a buyer with an account may type that of the account.
    """
    code = compact_code(number)
    code = code if code.startswith("MS") else f"MS{code}"
    begin, middle, end = NUMBER_PARTS
    dashed = f"{code[:begin]}-{code[begin:middle]}-{code[middle:end]}-{code[end:]}"
    order = Order.objects.select_related("market", "user", "ship_to").filter(number=dashed).first()
    address = normalize_email(email)
    if order is None or not address:
        return None
    known = {normalize_email(order.guest_email or "")}
    if order.user is not None:
        known.add(normalize_email(order.user.email))
    return order if address in known else None


@transaction.atomic
def withdraw(declaration: Withdrawal) -> ReturnCase:
    """Record a withdrawal from an order or some of its units; a second one is the same.

    Units that were not packed are refunded at once; the others when they have come back. Raises
    `ReturnRefused` if nothing is left to withdraw from, or a chosen line is excluded or its
    period is over.
    """
    order = lock_order(declaration.order_id)
    if earlier := _earlier(declaration.key, order):
        return earlier
    lines = returnable_lines(order, clock_now())
    units = dict(declaration.units) or {
        each.line.pk: each.left for each in lines if each.may_withdraw
    }
    if same := _same_withdrawal(order, units, lines):
        return same
    units = units or {each.line.pk: each.left for each in lines if each.left}
    chosen = _choose(order, lines, units)
    for each in chosen:
        _check_withdrawal(each)
    new = NewCase(
        key=declaration.key,
        kind=Kind.WITHDRAWAL,
        state=State.APPROVED,
        name=declaration.name,
        email=declaration.email,
    )
    case = open_case(order, chosen, units, new)
    send_receipt(case)
    failpoint("withdrawal.received")
    refund_unsent(case)
    return case


def request_return(request: ReturnRequest) -> ReturnCase:
    """Record a return, an exchange or a claim.

    A return within the market's period is approved at once; staff check a claim first. An exchange
    reserves the other article at once; if it is dearer, the difference has to be paid while it is
    reserved. Raises `ReturnRefused`, `PhotoRefused`, and for an exchange the errors of
    `place_exchange`.
    """
    if request.reason not in Reason.values:
        raise ReturnRefused(reason="no_reason", field="reason")
    kind = request.kind or CLAIMS.get(Reason(request.reason), Kind.RETURN)
    if request.exchange and kind == Kind.RETURN:
        kind = Kind.EXCHANGE
    with transaction.atomic():
        # The rights lock of a placement comes before the lock of the order.
        attempt = claim_replacement(request.key) if kind == Kind.EXCHANGE else None
        order = lock_order(request.order_id)
        if earlier := _earlier(request.key, order):
            return earlier
        case = _open_return(order, request, kind)
        store_photos(case, request.photos)
        if attempt is not None:
            _reserve_exchange(case, attempt, request)
        send_receipt(case)
    return case


@transaction.atomic
def cancel_request(case: ReturnCase, *, by_id: int | None) -> None:
    """End a case that the buyer no longer wants, before the goods are on their way.

    Raises `ReturnStateConflict`.
    """
    lock_order(case.order_id)
    case.refresh_from_db()
    move_case(case, to=State.CANCELLED, by_id=by_id)
    release_claims(case.lines.filter(refund=None))
    end_replacement(case, by_id=by_id)


def _reserve_exchange(case: ReturnCase, attempt: PaymentAttempt, request: ReturnRequest) -> None:
    """Reserve the articles that a buyer wants instead of those of a case."""
    if is_any_disputed(case.order):
        raise ReturnRefused(reason="disputed", number=case.number)
    for line_id, product in request.exchange.items():
        case.lines.filter(order_line=line_id).update(exchange_for=product)
    lines = list(case.lines.select_related("order_line__product__parent"))
    for line in lines:
        if line.order_line_id not in request.exchange:
            sold = line.order_line
            raise ReturnRefused(reason="mixed", line=sold.pk, title=sold.title)
    wanted = [
        Replaced(line.order_line, line.found, request.exchange[line.order_line_id])
        for line in lines
    ]
    place_exchange(case, attempt, wanted, request.agreed, request.gift_card)
    failpoint("exchange.placed")


def _open_return(order: Order, request: ReturnRequest, kind: str) -> ReturnCase:
    lines = returnable_lines(order, clock_now())
    chosen = _choose(order, lines, request.units)
    for each in chosen:
        _check_return(each, kind, by_staff=request.by_id is not None)
    new = NewCase(
        key=request.key,
        kind=kind,
        state=State.APPROVED if kind in APPROVED_AT_ONCE else State.REQUESTED,
        email=request.email,
        reason=request.reason,
        comment=request.comment,
        opened_by_id=request.by_id,
    )
    return open_case(order, chosen, request.units, new)


def _earlier(key: str, order: Order) -> ReturnCase | None:
    case = ReturnCase.objects.filter(key=key).first()
    if case is not None and case.order_id != order.pk:
        raise IdempotencyClash(key=key)
    return case


def _same_withdrawal(
    order: Order, units: Mapping[int, int], lines: Sequence[ReturnableLine]
) -> ReturnCase | None:
    """Return an earlier withdrawal of the same units, or of everything if nothing is left."""
    left = {each.line.pk: each.left for each in lines}
    if any(left.values()) if not units else any(left.get(pk, 0) >= units[pk] for pk in units):
        return None
    for case in ReturnCase.objects.filter(order=order, kind=Kind.WITHDRAWAL).order_by("-pk"):
        if not units or dict(case.lines.values_list("order_line_id", "units")) == dict(units):
            return case
    return None


def _choose(
    order: Order, lines: Sequence[ReturnableLine], units: Mapping[int, int]
) -> list[ReturnableLine]:
    """Return the chosen lines, or refuse: the order's state, more than is left, or nothing."""
    if order.status not in {OrderState.PAID, OrderState.FULFILLED}:
        ended = order.status in {OrderState.REFUND_DUE, OrderState.REFUNDED}
        raise ReturnRefused(reason="refunded" if ended else "unpaid", order=order.number)
    by_id = {each.line.pk: each for each in lines}
    if unknown := units.keys() - by_id.keys():
        raise ReturnRefused(reason="unknown_line", line=min(unknown))
    wanted = {pk: number for pk, number in units.items() if number}
    if not wanted:
        raise ReturnRefused(reason="nothing", order=order.number)
    for pk, number in wanted.items():
        each = by_id[pk]
        if not 0 < number <= each.left:
            left = max(each.left, 0)
            raise ReturnRefused(reason="too_many", line=pk, title=each.line.title, left=left)
    return [by_id[pk] for pk in sorted(wanted)]


def _check_withdrawal(each: ReturnableLine) -> None:
    if each.may_withdraw:
        return
    if each.policy.is_excluded:
        reason = "excluded"
    else:
        reason = "too_late" if each.window.has_withdrawal else "no_withdrawal"
    until = each.window.withdrawal_until
    raise ReturnRefused(reason=reason, line=each.line.pk, title=each.line.title, until=until)


def _check_return(each: ReturnableLine, kind: str, *, by_staff: bool) -> None:
    """Refuse a line that was not sent or is too late; staff may open late cases."""
    line, title = each.line.pk, each.line.title
    if not each.was_sent:
        raise ReturnRefused(reason="not_sent", line=line, title=title)
    if by_staff:
        return
    if kind not in APPROVED_AT_ONCE:
        if each.today > _claim_end(each, kind):
            until = _claim_end(each, kind)
            raise ReturnRefused(reason="too_late", line=line, title=title, until=until)
    elif each.policy.is_excluded:
        raise ReturnRefused(reason="excluded", line=line, title=title)
    elif not each.may_return:
        reason = "too_late" if each.last_day else "no_returns"
        raise ReturnRefused(reason=reason, line=line, title=title, until=each.last_day)


def _claim_end(each: ReturnableLine, kind: str) -> date:
    days = LOST_PARCEL_DAYS if kind == Kind.LOST else WARRANTY_DAYS
    return (each.delivered or each.today) + timedelta(days=days)
