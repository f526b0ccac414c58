"""Returns, exchanges and claims of a buyer, on the page of an order that a link opens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from catalog.models import Product
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.client_ip import client_address
from shop.orders.aftersales.order_links import order_for_token, order_token
from shop.orders.checkout.quote import ZERO, Destination
from shop.orders.returns.errors import ReturnRefused, ReturnStateConflict
from shop.orders.returns.exchange_cards import find_exchange_card
from shop.orders.returns.mails import describe_case
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.photos import read_photos
from shop.orders.returns.replacements import AgreedPrice, offered_sizes
from shop.orders.returns.requests import ReturnRequest, cancel_request, request_return
from shop.orders.returns.returnable import ReturnableLine, decide_returnable, returnable_lines
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import clean_lines
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.limits.errors import TooManyTries
from shop.web.storefront.buying.basket import LONGEST_CODE, refused_answer
from shop.web.storefront.buying.return_messages import TypedForm, return_refusal
from shop.web.storefront.buying.withdrawals import units_of

type Sizes = dict[int, list[tuple[Product, Decimal]]]

State = ReturnCase.State
LONGEST_COMMENT = 2000
AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)
_CASES = CompiledRead(
    lambda order: ReturnCase.objects.filter(order=order).select_related(
        "order__market__selling_entity", "replacement__market"
    )
)


@never_cache
@sensitive_post_parameters("card")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ShopRequest, token: str) -> HttpResponse:
    """Show the form of a return, and record the request."""
    order = _order(token)
    lines = [each for each in returnable_lines(order, request.at) if each.was_sent and each.left]
    where = Destination(order.market, str(order.ship_to_id), request.at)
    sizes = {each.line.pk: offered_sizes(each.line, where) for each in lines}
    if request.method != "POST":
        return _page(request, token, order, lines, sizes)
    try:
        case = request_return(_request(request, order, lines, sizes))
    except DomainError as error:
        if error.data.get("reason") == "not_agreed":
            return _page(request, token, order, lines, sizes, price=error.data)
        field = str(error.data.get("field", "")) or "units"
        price = None
        if isinstance(error, GiftCardRefused | TooManyTries):
            field, price = "gift_card", asdict(_agreed_price(request))
        errors = {field: return_refusal(error)}
        page = _page(request, token, order, lines, sizes, errors=errors, price=price)
        return refused_answer(page, error)
    replacement = case.replacement
    if replacement is not None and replacement.status == OrderState.PENDING:
        messages.success(request, _("Your return is registered. Pay the difference next."))
        return redirect("checkout:payment-details", token=order_token(replacement))
    if case.state == State.REQUESTED:
        messages.success(
            request, _("We have received your request. We will check it and email you.")
        )
    else:
        messages.success(
            request, _("Your return is registered. We have emailed you the next steps.")
        )
    return redirect("customer:anon-order", token=token)


@require_POST
def cancel(request: ShopRequest, token: str, public_id: UUID) -> HttpResponse:
    """Cancel a return that was not sent yet; a withdrawal stays."""
    order = _order(token)
    cases = ReturnCase.objects.filter(order=order).exclude(kind=ReturnCase.Kind.WITHDRAWAL)
    case = cases.filter(public_id=public_id).first()
    if case is None:
        raise Http404
    try:
        cancel_request(case, by_id=None)
    except ReturnStateConflict:
        messages.error(request, _("This return can no longer be cancelled."))
    else:
        messages.success(request, _("Your return has been cancelled."))
    return redirect("customer:anon-order", token=token)


def returns_context(order: Order, at: datetime, read: Sequence[Line]) -> dict[str, Any]:
    """Return what an order's page shows of its returns, and whether more can be returned.

    `read` has the order's lines with their products.
    """
    cases, lines = _CASES.rows(order=order.pk), decide_returnable(order, read, at)
    return {
        "cases": [describe_case(case) | {"is_open": _is_open(case)} for case in cases],
        "may_withdraw": any(each.may_withdraw for each in lines),
        "may_return": any(each.was_sent and each.left for each in lines),
    }


def _is_open(case: ReturnCase) -> bool:
    """Return whether the buyer can still cancel a case."""
    is_withdrawal = case.kind == ReturnCase.Kind.WITHDRAWAL
    return case.state in {State.REQUESTED, State.APPROVED} and not is_withdrawal


def _order(token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    return order


def _request(
    request: ShopRequest,
    order: Order,
    lines: list[ReturnableLine],
    sizes: Sizes,
) -> ReturnRequest:
    """Return the typed request.

    Raises `ReturnRefused`, `PhotoRefused`, `GiftCardRefused` and `TooManyTries`.
    """
    units = {each.line.pk: units_of(request, each.line.pk, each.left) for each in lines}
    chosen = {pk: number for pk, number in units.items() if number}
    exchange = _exchange(request, [each.line for each in lines if each.line.pk in chosen], sizes)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid4()
    return ReturnRequest(
        key=f"buyer:{key}",
        order_id=order.pk,
        email=order.guest_email,
        units=chosen,
        reason=request.POST.get("reason", "")[:20],
        comment=clean_lines(request.POST.get("comment", ""))[:LONGEST_COMMENT],
        exchange=exchange,
        agreed=_agreed_price(request),
        gift_card=_gift_card(request, order) if exchange else None,
        photos=read_photos([file for file in request.FILES.getlist("photos") if file]),
    )


def _exchange(request: ShopRequest, lines: Sequence[Line], sizes: Sizes) -> dict[int, Product]:
    """Return the chosen sizes by line. Raises `ReturnRefused` for one that is not offered."""
    exchange = {}
    for line in lines:
        wanted = request.POST.get(f"exchange_{line.pk}", "")
        size = next((size for size, _more in sizes[line.pk] if size.sku == wanted), None)
        if wanted and size is None:
            raise ReturnRefused(reason="no_variant", line=line.pk, title=line.title)
        if size is not None:
            exchange[line.pk] = size
    return exchange


def _gift_card(request: ShopRequest, order: Order) -> GiftCard | None:
    """Return the gift card that the buyer has typed; None without one."""
    text = request.POST.get("card", "").strip()[:LONGEST_CODE]
    if not text:
        return None
    return find_exchange_card(order, text, address=client_address(request))


def _agreed_price(request: ShopRequest) -> AgreedPrice:
    return AgreedPrice(_agreed(request, "agreed_pay"), _agreed(request, "agreed_back"))


def _agreed(request: ShopRequest, name: str) -> Decimal:
    """Return an amount that the page showed and the buyer confirmed; 0 for anything else."""
    text = request.POST.get(name, "")
    return Decimal(text) if AMOUNT.fullmatch(text) else ZERO


def _page(  # noqa: PLR0913  what the page shows
    request: ShopRequest,
    token: str,
    order: Order,
    lines: list[ReturnableLine],
    sizes: Sizes,
    *,
    errors: dict[str, str] | None = None,
    price: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; `price` is that of an exchange, which the buyer confirms."""
    rows = [
        {
            "each": each,
            "units": request.POST.get(f"units_{each.line.pk}", "0"),
            "sizes": _priced(sizes[each.line.pk]) if each.may_return else [],
            "wanted": request.POST.get(f"exchange_{each.line.pk}", ""),
        }
        for each in lines
    ]
    context = {
        "form": TypedForm(errors or {}),
        "order": order,
        "token": token,
        "rows": rows,
        "reasons": ReturnCase.Reason.choices,
        "reason": request.POST.get("reason", ""),
        "comment": request.POST.get("comment", ""),
        "key": request.POST.get("key") or uuid4(),
        "price": price,
    }
    return render(request, "web/return_request.html", context, status=422 if errors else 200)


def _priced(sizes: Sequence[tuple[Product, Decimal]]) -> list[dict[str, Any]]:
    """Return articles that a line can be exchanged for, each with its difference in price."""
    return [
        {"article": size, "more": max(difference, ZERO), "less": max(-difference, ZERO)}
        for size, difference in sizes
    ]
