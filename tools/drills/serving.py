"""After-sale steps of a drill that dies in the middle of them: one process, run until it ends.

Every step is made by the service that its page calls, under a key of its order, so that a process
that was killed is repeated like a page that gave no answer. `effects` are the rows that each order
must have exactly once at the end.

    python -m tools.drills.serving STEP
"""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from catalog.models import Product
    from shop.orders.returns.models import ReturnCase
    from shop.orders.returns.requests import ReturnRequest
    from shop.oscar.order.models import Order

SKU = "DRILL-2"
# The step of each point, and its rows: a query that counts them for each paid or refunded order.
STEP_OF: Mapping[str, str] = {
    "packing.marked": "pack",
    "cancel.refunded": "cancel",
    "withdrawal.received": "withdraw",
    "exchange.placed": "exchange",
    "exchange.replaced": "replace",
    "return.inspected": "return",
    "return.refunded": "return",
}
REFUNDS = """
    select count(*) from payments_refund f join payments_paymentattempt a on a.id = f.attempt_id
    where a.order_id = o.id and f.state = 'SENT'
"""
RECEIPTS = """
    select count(*) from ordering_outgoingmessage m
    where m.order_id = o.id and m.kind = 'RETURN' and m.key ~ ':receipt$'
"""
PACKINGS = """
    select count(*) from ordering_domainevent e
    where e.subject = o.number and e.name = 'order.packing_started'
"""
REPLACEMENTS = """
    select count(*) from returns_returncase r
    where r.order_id = o.id and r.replacement_id is not null
"""
EFFECTS: Mapping[str, tuple[str, ...]] = {
    "pack": (PACKINGS,),
    "cancel": (REFUNDS,),
    "withdraw": (REFUNDS, RECEIPTS),
    "exchange": (REPLACEMENTS, RECEIPTS),
    "replace": (REPLACEMENTS, RECEIPTS),
    "return": (REFUNDS, RECEIPTS),
}


def prepare() -> None:
    """Create a product of two sizes, which can be exchanged."""
    from shop.commerce.markets.models import Market
    from shop.orders.returns.models import ReturnPolicy
    from tools.testing.factories.catalog import RightsWorld

    world = RightsWorld()
    world.product(sku=SKU, title="Drill shirt", slug="drill-2", stock=100_000, sizes=("M", "L"))
    market = Market.objects.get(code="fr")
    ReturnPolicy.objects.create(market=market, category=None, days=30)


def serve(step: str) -> None:
    """Make a step for every paid order; a repetition makes what is left."""
    from shop.oscar.order.models import Order

    for order in Order.objects.filter(status__in=["PAID", "FULFILLED"]).order_by("pk"):
        if order.total_incl_tax:
            STEPS[step](order)


def _pack(order: "Order") -> None:
    from shop.orders.aftersales.packing import start_packing

    lines = list(order.lines.filter(packing_since=None).values_list("pk", flat=True))
    if lines:
        start_packing(order_number=order.number, line_ids=lines, by_id=_clerk_id())


def _cancel(order: "Order") -> None:
    from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items

    line = order.lines.get()
    cancel_items(CancelRequest(f"cancel-{order.pk}", order.number, {line.pk: 1}))


def _withdraw(order: "Order") -> None:
    from shop.orders.returns.requests import Withdrawal, withdraw

    line = order.lines.get()
    key = f"withdraw-{order.pk}"
    withdraw(Withdrawal(key, order.pk, "Ada", order.guest_email, {line.pk: 1}))


def _exchange(order: "Order") -> "ReturnCase":
    from shop.orders.returns.replacements import other_sizes
    from shop.orders.returns.requests import request_return

    line = order.lines.get()
    _ship(order)
    return request_return(_request(order, exchange={line.pk: other_sizes(line)[0]}))


def _replace(order: "Order") -> None:
    from shop.orders.returns.models import ReturnCase
    from shop.orders.returns.outcomes import replace_case

    case = _exchange(order)
    _inspect(case)
    if case.state == ReturnCase.State.INSPECTED:
        replace_case(case, by_id=_clerk_id())


def _return(order: "Order") -> None:
    from shop.orders.returns.models import ReturnCase
    from shop.orders.returns.outcomes import refund_case
    from shop.orders.returns.requests import request_return

    _ship(order)
    case = request_return(_request(order))
    _inspect(case)
    if case.state == ReturnCase.State.INSPECTED:
        refund_case(case, by_id=_clerk_id())


def _inspect(case: "ReturnCase") -> None:
    """Receive and inspect the parcel of a case, unless that was done before."""
    from shop.orders.returns.inspections import Finding, inspect_units, receive_parcel
    from shop.orders.returns.models import ReturnCase

    by_id = _clerk_id()
    if case.state == ReturnCase.State.APPROVED:
        receive_parcel(case, by_id=by_id)
    if case.state == ReturnCase.State.RECEIVED:
        units = [line.pk for line in case.lines.all() for _ in range(line.units)]
        inspect_units(case, [Finding(pk, "NEW", "RESTOCK") for pk in units], by_id=by_id)


def _request(order: "Order", exchange: "Mapping[int, Product] | None" = None) -> "ReturnRequest":
    from shop.orders.returns.requests import ReturnRequest

    return ReturnRequest(
        key=f"return-{order.pk}",
        order_id=order.pk,
        email=order.guest_email,
        units={order.lines.get().pk: 1},
        reason="TOO_SMALL",
        exchange=exchange or {},
    )


def _ship(order: "Order") -> None:
    from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines

    line = order.lines.get()
    if not order.shipments.exists():
        parcel = ShipmentRequest(order.number, [line.pk], "other")
        ship_lines(request=parcel, licensee=line.product.top.licensee, by_id=_clerk_id())


def _clerk_id() -> int:
    from shop.identity.accounts.models import User

    clerk, _ = User.objects.get_or_create(email="clerk@example.org")
    return clerk.pk


STEPS: Mapping[str, Callable[["Order"], object]] = {
    "pack": _pack,
    "cancel": _cancel,
    "withdraw": _withdraw,
    "exchange": _exchange,
    "replace": _replace,
    "return": _return,
}

if __name__ == "__main__":
    django.setup()
    prepare() if sys.argv[1] == "prepare" else serve(sys.argv[1])
