"""The basket: lines, prices for the chosen ship-to, and moves to other markets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Product
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.markets.middleware import SHIP_TO_COOKIE
from shop.commerce.markets.requests import ShopRequest
from shop.commerce.vouchers.errors import VoucherRefused
from shop.identity.accounts.client_ip import client_address
from shop.orders.aftersales.order_links import order_for_token
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import (
    add_to_basket,
    drop_gift_card,
    drop_voucher,
    set_quantity,
    use_gift_card,
    use_voucher,
)
from shop.orders.checkout.offers import find_offered_article, public_articles
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.denials.denial_log import log_denied_sale
from shop.oscar.basket.models import Line
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.platform.limits.errors import TooManyTries
from shop.web.form_answers import shown_at
from shop.web.storefront.buying.basket_switch import (
    basket_switch_offer,
    country_code,
    offers_from_elsewhere,
)
from shop.web.storefront.buying.cookies import remember
from shop.web.storefront.buying.error_messages import parked_text, refusal_text
from shop.web.storefront.buying.unpaid import unpaid_order
from shop.web.templatetags.language_tags import translated

LAST_QUANTITY = 999
LONGEST_CODE = 100


class Refused:
    """The codes that were refused just now, as a form of which the page shows a summary."""

    def __init__(self, voucher: str, gift_card: str) -> None:
        sentences = {"voucher": voucher, "gift-card": gift_card}
        self.errors = {field: text for field, text in sentences.items() if text}


def destination(request: ShopRequest, territory: str = "") -> Destination:
    """Return the destination of the request's basket."""
    return Destination(request.market, territory or request.ship_to, request.at, request.channel)


@never_cache
@require_safe
def show(request: ShopRequest) -> HttpResponse:
    """Show the basket for the chosen ship-to, or offer the market that serves another one."""
    return _page(request)


def _page(
    request: ShopRequest, *, typed: str = "", voucher_error: str = "", card_error: str = ""
) -> HttpResponse:
    quote = quote_basket(request.basket, destination(request))
    unpaid = unpaid_order(request)
    context = {
        "quote": quote,
        "parked": [(line, parked_text(line, request.ship_to)) for line in quote.parked],
        "offer": basket_switch_offer(request, request.GET.get("to", "")),
        "refused": Refused(voucher_error, card_error),
        "elsewhere": offers_from_elsewhere(request),
        "unpaid": unpaid,
        "unpaid_order": order_for_token(unpaid) if unpaid else None,
        # The lines are here already: the header need not ask for their number.
        "basket_count": quote.units,
        "typed": typed,
        "voucher_error": voucher_error or _voucher_note(quote),
        "card_error": card_error,
        "typed_card": request.POST.get("card", "")[:LONGEST_CODE] if card_error else "",
        "card_note": _card_note(quote),
    }
    return shown_at(render(request, "web/basket.html", context), reverse("basket:summary"))


def refused_answer(page: HttpResponse, error: DomainError) -> HttpResponse:
    """Return the page with the input; after too many attempts, with the time to wait."""
    if wait := error.data.get("wait"):
        page.status_code = 429
        page["Retry-After"] = str(wait)
    return page


def _voucher_note(quote: Quote) -> str:
    refusal = quote.voucher.refusal if quote.voucher else None
    return refusal_text(refusal) if refusal else ""


def _card_note(quote: Quote) -> str:
    refusal = quote.gift_card.refusal if quote.gift_card else None
    return refusal_text(refusal) if refusal else ""


def note_refusal(request: ShopRequest, error: DomainError) -> None:
    """Record a denied sale for the rights desk, without the person."""
    visitor = f"{request.session.session_key}:{request.basket.pk}"
    market, channel = request.market.code, request.channel
    log_denied_sale(error, market=market, channel=channel, visitor=visitor)


@require_POST
def add(request: ShopRequest) -> HttpResponse:
    """Add an item; a refusal is shown on the page the visitor came from."""
    typed = request.POST.get("sku", "")
    return _add(request, find_offered_article(typed, request.basket, destination(request)))


@require_POST
def add_by_number(request: ShopRequest, pk: int) -> HttpResponse:
    """Put an article in that is named as Oscar's forms do: by number, a variant as `child_id`."""
    child = request.POST.get("child_id", "")
    number = whole_number(child) if child else pk
    articles = public_articles(request.basket, destination(request))
    return _add(request, articles.filter(pk=number).first())


def _add(request: ShopRequest, product: Product | None) -> HttpResponse:
    if product is None:
        raise Http404
    top = product.top
    page = redirect("catalogue:detail", slug=top.slug or "-", sku=top.sku)
    try:
        add_to_basket(
            basket=request.basket,
            product=product,
            quantity=_quantity(request.POST.get("quantity", "1")),
            destination=destination(request),
        )
    except DomainError as error:
        note_refusal(request, error)
        messages.error(request, refusal_text(error))
        return page
    text = _("%(title)s is in your basket.") % {"title": translated(product, "title")}
    messages.success(request, mark_safe(text))  # noqa: S308  the title is escaped by its tag
    return redirect("basket:summary")


@require_POST
def change_line(request: ShopRequest, line_id: int) -> HttpResponse:
    """Change a quantity or remove a line. Lines of other baskets answer 404."""
    if not Line.objects.filter(pk=line_id, basket=request.basket.pk or 0).exists():
        raise Http404
    quantity = 0 if "remove" in request.POST else _quantity(request.POST.get("quantity", ""))
    try:
        set_quantity(
            basket=request.basket,
            line_id=line_id,
            quantity=quantity,
            destination=destination(request),
        )
    except DomainError as error:
        messages.error(request, refusal_text(error))
    return redirect("basket:summary")


@require_POST
def change_voucher(request: ShopRequest) -> HttpResponse:
    """Apply or remove a voucher; a refusal keeps the input."""
    if "remove" in request.POST:
        drop_voucher(request.basket)
        return redirect("basket:summary")
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        use_voucher(
            basket=request.basket,
            text=typed,
            destination=destination(request),
            address=client_address(request),
        )
    except (VoucherRefused, TooManyTries) as error:
        return refused_answer(_page(request, typed=typed, voucher_error=refusal_text(error)), error)
    return redirect("basket:summary")


@sensitive_post_parameters("card")
@require_POST
def change_gift_card(request: ShopRequest) -> HttpResponse:
    """Apply or remove a gift card; a refusal keeps the input."""
    if "remove" in request.POST:
        drop_gift_card(request.basket)
        return redirect("basket:summary")
    try:
        use_gift_card(
            basket=request.basket,
            text=request.POST.get("card", "")[:LONGEST_CODE],
            destination=destination(request),
            address=client_address(request),
        )
    except (GiftCardRefused, TooManyTries) as error:
        return refused_answer(_page(request, card_error=refusal_text(error)), error)
    return redirect("basket:summary")


@require_POST
def choose_ship_to(request: ShopRequest) -> HttpResponse:
    """Remember a ship-to of this market; for another one, offer to move first."""
    code = country_code(request.POST.get("ship_to", ""))
    if code in request.market.ship_to_codes:
        return remember(redirect("basket:summary"), {SHIP_TO_COOKIE: code})
    response = redirect("basket:summary")
    if code:
        response["Location"] += f"?to={code}"
    return response


def _quantity(text: str) -> int:
    """Parse a quantity; an invalid number returns one that is refused."""
    number = whole_number(text)
    return -1 if number is None else min(number, LAST_QUANTITY)
