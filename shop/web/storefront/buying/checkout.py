"""Checkout on one page: country first, then its address, delivery, and the order itself."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.fulfillment.addresses import format_address_lines
from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.markets.requests import ShopRequest
from shop.commerce.promotions.gift_wrap import gift_wrap_price
from shop.identity.accounts.client_ip import client_address
from shop.orders.checkout.address_book import save_address, saved_addresses
from shop.orders.checkout.addresses import address_fields, form_values
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.orders.checkout.destination import destination_at, with_tax_answer
from shop.orders.checkout.guest_reminders import save_guest_choice, wants_reminder
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.pick_up import quote_option
from shop.orders.checkout.placement import begin_payment
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.errors import AddressBookFull, ShipToRefused
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.web.storefront.buying.basket import note_refusal
from shop.web.storefront.buying.basket_switch import basket_switch_offer, country_code
from shop.web.storefront.buying.checkout_errors import note_error, territory_elsewhere
from shop.web.storefront.buying.error_messages import parked_text, refusal_text
from shop.web.storefront.buying.unpaid import remember_order, take_draft, typed_for, unpaid_order
from shop.web.templatetags.language_tags import comma

SHOWN_ONLY = frozenset({"use_country", "use_address", "update_total"})
MOST_MINOR = 10**12  # as the API takes it


@dataclass(frozen=True, slots=True)
class Choice:
    """A way of delivery with the whole total it leads to."""

    option: DeliveryOption
    total_minor: int
    to_pay_minor: int
    quote: Quote


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: ShopRequest) -> HttpResponse:
    """Show the page, change its country, or place the order and go on to payment."""
    if request.method != "POST":
        if request.basket.pk is None or _is_empty(request.basket):
            return redirect("basket:summary")
        return _page(request, _first_form(request))
    form = CheckoutForm.typed(request.POST, _country(request, request.POST))
    _keep_reminder_choice(request, form)
    if "use_address" in request.POST:
        form = _with_saved_address(request, form)
    shown_only = not SHOWN_ONLY.isdisjoint(request.POST)
    if shown_only or basket_switch_offer(request, request.POST.get("country", "")):
        return _page(request, form, offered=request.POST.get("country", ""))
    form.needs_address = not _only_cards(request)
    if not form.check() or not _knows_country(request, form):
        return _page(request, form)
    if "review" in request.POST and _quote(request, form).tax_known:
        return _page(request, form, reviewed=True)
    return _place(request, form)


def _is_empty(basket: Basket) -> bool:
    return not basket.bought_cards and not basket.has_lines()


def _only_cards(request: ShopRequest) -> bool:
    """Return whether the page asked for no address, because the basket has gift cards alone."""
    basket = request.basket
    return "only_cards" in request.POST and not basket.has_lines()


def _first_form(request: ShopRequest) -> CheckoutForm:
    """Return the form with known values: of an order just cancelled, else of the last order."""
    user, typed = request.user, take_draft(request)
    if not typed and user.is_authenticated:
        last = Order.objects.filter(user=user).select_related("shipping_address")
        order = last.order_by("-date_placed").first()
        default = saved_addresses(user.pk).filter(is_default_for_shipping=True).first()
        typed = typed_for(order) if order else {}
        typed |= form_values(default) if default else {}
        typed["email"] = user.email
    country = _country(request, request.GET if "country" in request.GET else typed)
    form = CheckoutForm.empty(country, email=typed.get("email", ""))
    if typed.get("country") == country:
        form.values |= {name: value for name, value in typed.items() if name != "country"}
    return form


def _with_saved_address(request: ShopRequest, form: CheckoutForm) -> CheckoutForm:
    """Put a saved address of the signed-in person into the form; the rest stays as typed."""
    number = whole_number(request.POST.get("saved", "")) or 0
    address = saved_addresses(request.user.pk or 0).filter(pk=number).first()
    if address is None or address.country_id not in request.market.ship_to_codes:
        return form
    values = form_values(address)
    form.country = values.pop("country")
    if not values["phone"]:
        del values["phone"]
    form.values |= values
    return form


def _saved(request: ShopRequest) -> list[tuple[int, str]]:
    """Return the saved addresses to which this market delivers, each on one line."""
    if not request.user.is_authenticated:
        return []
    language = str(request.LANGUAGE_CODE)
    return [
        (address.pk, comma().join(format_address_lines(address, language)))
        for address in saved_addresses(request.user.pk)
        if address.country_id in request.market.ship_to_codes
    ]


def _keep_address(request: ShopRequest, form: CheckoutForm) -> None:
    """Save the order's address if the buyer asked for it; a full address book does not block the
    order.
    """
    if request.user.is_authenticated and "save_address" in request.POST and form.point is None:
        try:
            save_address(user_id=request.user.pk, country=form.country, columns=form.address)
        except AddressBookFull as error:
            messages.info(request, refusal_text(error))


def _keep_reminder_choice(request: ShopRequest, form: CheckoutForm) -> None:
    """Store whether a guest wants a reminder of the basket; accounts choose in their settings.

    The page says whether the guest had agreed, so that most orders need no statement.
    """
    if not {"remind", "reminded"}.isdisjoint(request.POST) and not request.user.is_authenticated:
        save_guest_choice(
            basket=request.basket,
            email=form.values["email"],
            wanted="remind" in request.POST,
            language=str(request.LANGUAGE_CODE),
        )


def _quote(request: ShopRequest, form: CheckoutForm) -> Quote:
    return quote_basket(request.basket, _destination(request, form), gift_wrap=form.gift_wrap)


def _place(request: ShopRequest, form: CheckoutForm) -> HttpResponse:
    user_id = request.user.pk if request.user.is_authenticated else None
    delivery = form.values["delivery"]
    to_pay = request.POST.get(f"to_pay_{delivery}", "")
    order = PlaceOrder(
        idempotency_key=form.key,
        basket_id=request.basket.pk or _ordered_basket(form),
        market_code=request.market.code,
        territory=form.country,
        channel=request.channel,
        language=str(request.LANGUAGE_CODE),
        email=form.values["email"],
        delivery_code=delivery,
        expected_minor=_number(request.POST.get(f"expected_{delivery}", "")),
        expected_to_pay=_number(to_pay) if to_pay else None,
        address=form.address,
        region=form.region,
        gift_message=form.values["gift_message"],
        hides_prices=form.hides_prices,
        gift_wrap=form.gift_wrap,
        user_id=user_id,
        client=client_address(request),
        ships_on=request.POST.get("ships_on", "")[:10],
    )
    try:
        placed = begin_payment(order)
    except DomainError as error:
        note_refusal(request, error)
        return _refused(request, form, error)
    _keep_address(request, form)
    return redirect("checkout:payment-details", token=remember_order(request, placed.order))


def _refused(request: ShopRequest, form: CheckoutForm, error: DomainError) -> HttpResponse:
    """Show why the order was refused and keep the input."""
    existing = Order.objects.filter(payment_attempts__idempotency_key=form.key).first()
    if existing is not None:
        return redirect("checkout:payment-details", token=remember_order(request, existing))
    if error.code == "basket_not_open":  # it was ordered in another tab
        token = unpaid_order(request)
        return (
            redirect("checkout:payment-details", token=token)
            if token
            else redirect("basket:summary")
        )
    note_error(form, error, request.market)
    changed = error.code == "quote_changed" or error.data.get("reason") == "changed"
    offered = territory_elsewhere(error, request.market)
    return _page(request, form, offered=offered, changed=changed)


def _page(
    request: ShopRequest,
    form: CheckoutForm,
    *,
    offered: str = "",
    changed: bool = False,
    reviewed: bool = False,
) -> HttpResponse:
    first = _quote(request, form)
    choices = _choices(request, first)
    chosen = next(
        (choice for choice in choices if choice.option.code == form.values.get("delivery")),
        choices[0] if choices else None,
    )
    quote = chosen.quote if chosen else first
    fields = [
        (field, form.values.get(field.name, ""), form.errors.get(field.name, ""))
        for field in address_fields(form.country, str(request.LANGUAGE_CODE), form.area)
    ]
    names = ["country", *(field.name for field, _value, _error in fields)]
    names += ["email", "phone", "delivery"]
    form.errors = dict(
        sorted(
            form.errors.items(), key=lambda item: names.index(item[0]) if item[0] in names else 0
        )
    )
    context = {
        "form": form,
        "reviewed": reviewed,
        "fields": fields,
        "choices": choices,
        "collects": any(choice.option.point for choice in choices),
        "chosen": chosen,
        "quote": quote,
        "basket_count": quote.units,  # the lines are here already
        "parked": [(line, parked_text(line, first.destination.territory)) for line in quote.parked],
        "offer": basket_switch_offer(request, offered),
        "wrap_price": gift_wrap_price(request.market) if quote.lines else None,
        "changed": changed,
        "saved": _saved(request),
        "chosen_address": whole_number(request.POST.get("saved", "")),
        "wants_reminder": not request.user.is_authenticated and wants_reminder(request.basket),
        "keep_address": "save_address" in request.POST,
    }
    return render(request, "web/checkout.html", context, status=422 if form.errors else 200)


def _destination(request: ShopRequest, form: CheckoutForm) -> Destination:
    """Return the destination of the typed address; only the country if its postcode is unknown."""
    market, at, channel = request.market, request.at, request.channel
    try:
        there = destination_at(
            market,
            country=form.country,
            postcode=form.postcode,
            state=form.region,
            at=at,
            channel=channel,
        )
    except ShipToRefused:
        there = None
    if there is None or there.territory not in market.ship_to_codes:
        return Destination(market, form.country, at, channel, form.region)
    return with_tax_answer(there, form.postcode)


def _choices(request: ShopRequest, first: Quote) -> list[Choice]:
    """Every way of delivery with its own total, tax of the country and region included."""
    choices = []
    for option in first.delivery:
        wrapped = first.wrap_price is not None
        quote = quote_option(first, option, request.basket, gift_wrap=wrapped)
        choices.append(Choice(option, quote.total_minor, quote.to_pay_minor, quote))
    return choices


def _country(request: ShopRequest, values: object) -> str:
    """Return the requested country if this market serves it, else the chosen ship-to."""
    code = country_code(values.get("country", ""))  # type: ignore[attr-defined]
    return code if code in request.market.ship_to_codes else request.ship_to


def _knows_country(request: ShopRequest, form: CheckoutForm) -> bool:
    """Return whether the submitted country is the form's. Unknown countries are never replaced
    silently.
    """
    typed_country = request.POST.get("country", "")
    if typed_country and country_code(typed_country) != form.country:
        form.errors["country"] = _("Choose a country from the list.")
    return not form.errors


def _ordered_basket(form: CheckoutForm) -> int:
    """The basket that the form's key has ordered already: a second click finds its order."""
    order = Order.objects.filter(payment_attempts__idempotency_key=form.key).first()
    return order.basket_id or 0 if order else 0


def _number(text: str) -> int:
    """Parse an amount in minor units; return -1 if it is invalid."""
    number = whole_number(text, MOST_MINOR)
    return -1 if number is None else number
