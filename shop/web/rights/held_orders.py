"""Paid orders that may not be sent: each waits for a person to say ship, or refund."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.accounts.models import User
from shop.accounts.roles import may_stop_sales, reach_of
from shop.core.errors import DomainError
from shop.ordering.models import HeldOrder
from shop.ordering.revocation import refund_held_order, ship_held_order

SHOWN = 200


def sees_held_orders(user: User) -> bool:
    """Whether the person sees them: shop staff, and officers whose reach is everything.

    An order may carry marks of several holders, so a holder's own officer does not see it.
    """
    return reach_of(user).everything


def decides_held_orders(user: User) -> bool:
    """Whether the person may decide: shop staff refund, officers may also let it go."""
    return sees_held_orders(user) and (user.runs_the_shop or may_stop_sales(user))


def show(request: HttpRequest) -> HttpResponse:
    """List what waits, oldest first, and what was decided last."""
    held = HeldOrder.objects.select_related("order__ship_to", "decided_by")
    context = {
        "waiting": held.filter(decision="").order_by("pk")[:SHOWN],
        "decided": held.exclude(decision="").order_by("-decided_at")[:SHOWN],
        "may_decide": isinstance(request.user, User) and decides_held_orders(request.user),
        "may_ship": isinstance(request.user, User) and may_stop_sales(request.user),
    }
    return render(request, "rights/held_orders.html", context)


def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Record a decision about one held order."""
    held = HeldOrder.objects.select_related("order").filter(pk=number).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        try:
            _decide(held, request)
        except DomainError as error:
            messages.error(request, _refusal(error))
        else:
            messages.success(request, f"{held.order.number}: {held.get_decision_display()}.")
    return redirect("rights:held-orders")


def _decide(held: HeldOrder, request: HttpRequest) -> None:
    user: Any = request.user
    note = request.POST.get("note", "").replace("\x00", "")[:2000]
    asked = request.POST.get("decision", "")
    if asked == HeldOrder.Decision.SHIP and may_stop_sales(user):
        reference = request.POST.get("reference", "").replace("\x00", "")[:150]
        ship_held_order(held=held, by_id=user.pk, reference=reference, note=note)
    elif asked == HeldOrder.Decision.REFUND:
        refund_held_order(held=held, by_id=user.pk, note=note)
    else:
        raise DecisionUnknown(field="decision", order=held.order.number)


class DecisionUnknown(DomainError):  # noqa: N818  a noun of the domain
    """Neither "ship" nor "refund", or "ship" by somebody who may not say so."""

    code = "decision_unknown"


def _refusal(error: DomainError) -> str:
    texts = {
        "reference_missing": "Reference: sending needs the licensor's reference for order {order}.",
        "held_order_decided": "Order {order} has been decided already.",
        "order_state_conflict": "Order {order} is no longer a paid order that waits.",
        "decision_unknown": "Decision: choose what may be decided for order {order}.",
    }
    return texts.get(error.code, "This did not work: {order}.").format(
        order=error.data.get("order", "")
    )
