"""Opening of cases: the row with its lines, the claimed units, the receipt and the label."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from structlog import get_logger

from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.orders.returns.claims import claim_units
from shop.orders.returns.models import ReturnCase, ReturnLine, ReturnPolicy
from shop.orders.returns.paid_units import find_exchanged_orders
from shop.orders.returns.returnable import ReturnableLine
from shop.orders.returns.transitions import record_event
from shop.oscar.order.models import Order
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
Kind, Postage = ReturnCase.Kind, ReturnPolicy.Postage
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LABEL_JOB = "returns.request_label"
LONGEST_COMMENT = 2000
# The seller pays for return shipping of faulty goods: Directive (EU) 2019/771, Art. 14.
SHOP_PAYS = frozenset({Kind.WARRANTY, Kind.DAMAGED, Kind.LOST, Kind.REFUSED})
WITHOUT_PARCEL = frozenset({Kind.LOST, Kind.REFUSED})


@dataclass(frozen=True, slots=True)
class NewCase:
    """The facts of a case that its buyer, or staff for the buyer, gives."""

    key: str
    kind: str
    state: str
    email: str
    name: str = ""
    reason: str = ""
    comment: str = ""
    opened_by_id: int | None = None


def lock_order(order_id: int) -> Order:
    """Return an order whose row is locked, with its market and its ship-to."""
    orders = Order.objects.select_for_update(of=("self",)).select_related("market", "ship_to")
    return orders.get(pk=order_id)


def lock_exchanged_orders(order: Order) -> Order:
    """Return an order that is locked after those whose units it replaces, the oldest first."""
    return [lock_order(each.pk) for each in find_exchanged_orders(order)][-1]


def open_case(
    order: Order, chosen: Sequence[ReturnableLine], units: Mapping[int, int], new: NewCase
) -> ReturnCase:
    """Write a case with its lines and claim their units; the caller locks the order."""
    case = ReturnCase.objects.create(
        number=new_case_number(),
        key=new.key,
        order=order,
        kind=new.kind,
        state=new.state,
        name=new.name[:150],
        email=new.email,
        reason=new.reason,
        comment=new.comment[:LONGEST_COMMENT],
        opened_by_id=new.opened_by_id,
        postage=_postage(chosen, new.kind),
    )
    for each in chosen:
        claim_units(each.line, units[each.line.pk])
    ReturnLine.objects.bulk_create(
        ReturnLine(
            case=case,
            order_line=each.line,
            units=units[each.line.pk],
            was_sent=each.was_sent or each.line.packing_since is not None,
        )
        for each in chosen
    )
    record_event(case, "requested", new.opened_by_id)
    log.info("return.requested", order=order.number, number=case.number, kind=case.kind)
    return case


def send_receipt(case: ReturnCase) -> None:
    """Queue the receipt of a case, and its label if the shop pays for the approved return."""
    queue_return_mail(case, "receipt")
    if case.state == ReturnCase.State.APPROVED:
        request_label(case)


def request_label(case: ReturnCase) -> bool:
    """Queue the prepaid label of an approved case; return False if it has none to send back."""
    if case.postage != Postage.SHOP or case.kind in WITHOUT_PARCEL:
        return False
    if not case.lines.filter(was_sent=True).exists():
        return False
    queue_job(LABEL_JOB, case_id=case.pk)
    return True


def queue_return_mail(case: ReturnCase, event: str) -> None:
    """Queue a mail about a case: receipt, approved, rejected."""
    queue_message(
        order=case.order,
        kind=OutgoingMessage.Kind.RETURN,
        key=f"return:{case.pk}:{event}",
        payload={"case": case.pk, "event": event},
    )


def new_case_number() -> str:
    """Return a random number of a case such as `R-7K3F-Q9XD`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"R-{letters[:4]}-{letters[4:]}"


def _postage(chosen: Sequence[ReturnableLine], kind: str) -> str:
    """Return who pays for return shipping: the shop if it does for one of the lines."""
    shop_pays = any(each.policy.postage == Postage.SHOP for each in chosen)
    return Postage.SHOP if kind in SHOP_PAYS or shop_pays else Postage.BUYER
