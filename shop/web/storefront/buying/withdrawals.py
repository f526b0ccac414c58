"""The withdrawal function: find the order, choose items, confirm; then the receipt.

It is open to guests and asks for no more than a name, the order and an email address.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.commerce.markets.requests import ShopRequest
from shop.orders.returns.mails import describe_case
from shop.orders.returns.receipts import case_for_token, receipt_token
from shop.orders.returns.requests import Withdrawal, find_buyers_order, withdraw
from shop.orders.returns.returnable import ReturnableLine, returnable_lines
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import clean_text
from shop.web.storefront.buying.return_messages import TypedForm, return_refusal

LONGEST = {"name": 150, "number": 40, "email": 254}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_from_order(request: ShopRequest) -> HttpResponse:
    """Ask for the order, then for its items; the second button declares the withdrawal."""
    values = _values(request)
    if request.method != "POST":
        return _page(request, values)
    order = find_buyers_order(values["number"], values["email"])
    errors = _errors(values, order)
    if errors or order is None:
        return _page(request, values, errors=errors)
    lines = returnable_lines(order, request.at)
    if "confirm" not in request.POST:
        return _page(request, values, order=order, lines=lines)
    declaration = Withdrawal(
        key=f"withdrawal:{_key(request)}",
        order_id=order.pk,
        name=values["name"],
        email=values["email"],
        units=_units(request, lines),
    )
    try:
        case = withdraw(declaration)
    except DomainError as error:
        errors = {"units": return_refusal(error)}
        return _page(request, values, order=order, lines=lines, errors=errors)
    return redirect("customer:withdrawal-receipt", receipt_token(case))


@never_cache
@require_safe
def show_receipt(request: ShopRequest, token: str) -> HttpResponse:
    """Show the receipt of a withdrawal with its date and time."""
    case = case_for_token(token)
    if case is None:
        raise Http404
    return render(request, "web/withdrawal_receipt.html", describe_case(case))


def units_of(request: ShopRequest, pk: int, most: int) -> int:
    """Return the typed units of a line; what is no number counts as more than there are."""
    typed = request.POST.get(f"units_{pk}", "").strip()
    if not typed:
        return 0
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else most + 1  # noqa: PLR2004


def _values(request: ShopRequest) -> dict[str, str]:
    """Return what was typed, or what is known of the visitor."""
    known = {
        "number": request.GET.get("order", ""),
        "email": getattr(request.user, "email", ""),
        "name": request.user.get_full_name() if request.user.is_authenticated else "",
    }
    source: Any = request.POST if request.method == "POST" else known
    return {name: clean_text(str(source.get(name, "")))[:most] for name, most in LONGEST.items()}


def _errors(values: dict[str, str], order: Order | None) -> dict[str, str]:
    missing = {
        "name": _("Enter your name."),
        "number": _("Enter the order number. It is in the confirmation email."),
        "email": _("Enter the email address of the order."),
    }
    errors = {name: text for name, text in missing.items() if not values[name]}
    if not errors and order is None:
        errors["number"] = _(
            "We found no order with this number and email address. Check both: they are in the"
            " confirmation email."
        )
    return errors


def _units(request: ShopRequest, lines: list[ReturnableLine]) -> dict[int, int]:
    units = {each.line.pk: units_of(request, each.line.pk, each.left) for each in lines}
    chosen = {pk: number for pk, number in units.items() if number}
    if not any(each.left for each in lines):
        return {}  # everything was withdrawn from before: it is the same withdrawal
    # No item at all is refused by the service; it would be everything.
    return chosen or {each.line.pk: 0 for each in lines}


def _key(request: ShopRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _page(
    request: ShopRequest,
    values: dict[str, str],
    *,
    order: Order | None = None,
    lines: list[ReturnableLine] | None = None,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    context = {
        "form": TypedForm(errors or {}),
        "values": values,
        "found": order,
        "lines": [
            (each, request.POST.get(f"units_{each.line.pk}", each.left if each.may_withdraw else 0))
            for each in lines or []
        ],
        "key": request.POST.get("key") or uuid4(),
    }
    return render(request, "web/withdraw.html", context, status=422 if errors else 200)
