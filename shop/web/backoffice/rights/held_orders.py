"""Paid orders on hold: a person decides to ship or refund each."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from catalog.models import Product
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_refund_held_orders,
    may_stop_sales,
    sees_other_grants,
    visibility_of,
)
from shop.orders.aftersales.refundable_rest import find_rest
from shop.orders.denials.revocation import refund_held_order, ship_held_order
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.exports import as_csv

SHOWN = 200
REST = "REST"
COLUMNS = ("Order", "Ship-to", "Held since", "SKU", "Decision", "Decided at")


def sees_held_orders(user: User) -> bool:
    """Return whether the person sees held orders: shop staff who see all rights, and officers.

    An officer only sees the lines with marks of their own holder.
    """
    return sees_other_grants(user)


def decides_held_orders(user: User) -> bool:
    """Return whether the person may decide. Staff need a permission; officers may also ship.

    An order may carry marks of several holders, so a holder's own officer does not decide.
    """
    return visibility_of(user).everything and (may_refund_held_orders(user) or may_stop_sales(user))


def show(request: HttpRequest) -> HttpResponseBase:
    """List waiting orders, the oldest first, and the latest decisions; as CSV with `format=csv`."""
    person = person_of(request)
    holds = _because_of_rights().select_related("order__ship_to", "decided_by")
    waiting = _in_reach(holds.filter(decision="").order_by("pk")[:SHOWN], person)
    decided = _in_reach(holds.exclude(decision="").order_by("-decided_at")[:SHOWN], person)
    if request.GET.get("format") == "csv":
        rows = [
            (
                held_order.order.number,
                held_order.order.ship_to_id,
                held_order.since,
                sku,
                held_order.decision,
                held_order.decided_at,
            )
            for held_order, denied in (*waiting, *decided)
            for sku in (line["sku"] for line in denied)
        ]
        return as_csv("held-orders", COLUMNS, rows)
    context = {
        "waiting": [(held, lines, find_rest(held.order)) for held, lines in waiting],
        "decided": [held_order for held_order, _ in decided],
        "may_decide": decides_held_orders(person),
        "may_ship": may_stop_sales(person),
        "sees_all": visibility_of(person).everything,
    }
    return render(request, "rights/held_orders.html", context)


def count_waiting(person: User) -> int:
    """Return the number of visible held orders that wait for a decision."""
    waiting = _because_of_rights().filter(decision="").select_related("order__ship_to")
    if visibility_of(person).everything:
        return waiting.count()
    return len(_in_reach(waiting.order_by("pk")[:SHOWN], person))


def _because_of_rights() -> QuerySet[HeldOrder]:
    """Return holds because of rights; those for a fraud review are the dashboard's."""
    return HeldOrder.objects.filter(cause=HeldOrder.Cause.RIGHTS)


def _in_reach(rows: Iterable[HeldOrder], person: User) -> list[tuple[HeldOrder, list[Any]]]:
    """Return held orders with their denied lines; lines of other holders are hidden."""
    held_orders, visibility = list(rows), visibility_of(person)
    if visibility.everything:
        return [(held_order, held_order.denied) for held_order in held_orders]
    marks = visibility.marks().values("pk")
    skus = {line["sku"] for held_order in held_orders for line in held_order.denied}
    carrying = Product.objects.filter(upc__in=skus).filter(
        Q(versions__marks__property__in=marks) | Q(parent__versions__marks__property__in=marks)
    )
    own = set(carrying.values_list("upc", flat=True))
    seen = [
        (held_order, [line for line in held_order.denied if line["sku"] in own])
        for held_order in held_orders
    ]
    return [(held_order, lines) for held_order, lines in seen if lines]


def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Record a decision about one held order."""
    held = _because_of_rights().select_related("order").filter(pk=number).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        try:
            _decide(held, request)
        except DomainError as error:
            messages.error(request, _refusal(error, held.order))
        else:
            messages.success(request, f"{held.order.number}: {held.get_decision_display()}.")
    return redirect("rights:held-orders")


def _decide(held: HeldOrder, request: HttpRequest) -> None:
    user: Any = request.user
    note = request.POST.get("note", "")[:2000]
    decision = request.POST.get("decision", "")
    if decision == HeldOrder.Decision.SHIP and may_stop_sales(user):
        reference = request.POST.get("reference", "")[:150]
        ship_held_order(held=held, by_id=user.pk, reference=reference, note=note)
    elif decision in {HeldOrder.Decision.REFUND, REST}:
        refund_held_order(held=held, by_id=user.pk, note=note, keep_used=decision == REST)
    else:
        raise DecisionUnknown(field="decision", order=held.order.number)


class DecisionUnknown(DomainError):  # noqa: N818  a noun of the domain
    """The decision is unknown, or the person may not make it."""

    code = "decision_unknown"


def _refusal(error: DomainError, order: Order) -> str:
    texts = {
        "reference_missing": "Reference: enter the licensor's reference to ship order {order}.",
        "held_order_decided": "Order {order} has already been decided.",
        "order_state_conflict": "Order {order} is no longer paid and waiting.",
        "gift_card_used": "A gift card of order {order} has been used, so the order cannot be"
        " refunded as a whole. Refund all but used gift cards.",
        "decision_unknown": "Decision: choose one of the options for order {order}.",
    }
    return texts.get(error.code, "Something went wrong with order {order}.").format(
        order=order.number
    )
