"""Checkout on one page: country first, then its address, delivery, and the order itself."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.accounts.network import client_address
from shop.core.errors import DomainError
from shop.core.money import from_minor
from shop.core.numbers import whole_number
from shop.forks.order.models import Order
from shop.fulfillment.services import DeliveryOption
from shop.markets.requests import ShopRequest
from shop.ordering.addresses import address_fields
from shop.ordering.checkoutform import CheckoutForm
from shop.ordering.errors import ShipToRefused
from shop.ordering.placement import PlaceOrder, begin_payment
from shop.ordering.places import destination_at
from shop.ordering.quote import Destination, Quote, quote_basket
from shop.web.buying.basket import countries, country_code, move_offer, note_refusal
from shop.web.buying.unpaid import remember_order, take_draft, typed_for, unpaid_order
from shop.web.buying.wording import parked_text, refusal_text
from shop.web.names import country_in_sentence
from shop.web.templatetags.shop_tags import money_text

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
        if request.basket.pk is None or not request.basket.lines.exists():
            return redirect("basket")
        return _page(request, _first_form(request))
    form = CheckoutForm.typed(request.POST, _country(request, request.POST))
    shown_only = "use_country" in request.POST or "update_total" in request.POST
    if shown_only or move_offer(request, request.POST.get("country", "")):
        return _page(request, form, offered=request.POST.get("country", ""))
    if not form.check() or not _knows_country(request, form):
        return _page(request, form)
    if "review" in request.POST and _quote(request, form).tax_known:
        return _page(request, form, reviewed=True)
    return _place(request, form)


def _first_form(request: ShopRequest) -> CheckoutForm:
    """Return the form with what is known: of an order just cancelled, else of the last one."""
    user, typed = request.user, take_draft(request)
    if not typed and user.is_authenticated:
        last = Order.objects.filter(user=user).select_related("shipping_address")
        order = last.order_by("-date_placed").first()
        typed = typed_for(order) if order else {}
        typed["email"] = user.email
    country = _country(request, request.GET if "country" in request.GET else typed)
    form = CheckoutForm.empty(country, email=typed.get("email", ""))
    if typed.get("country") == country:
        form.values |= {name: value for name, value in typed.items() if name != "country"}
    return form


def _quote(request: ShopRequest, form: CheckoutForm) -> Quote:
    return quote_basket(request.basket, _destination(request, form))


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
        user_id=user_id,
        client=client_address(request),
        ships_on=request.POST.get("ships_on", "")[:10],
    )
    try:
        placed = begin_payment(order)
    except DomainError as error:
        note_refusal(request, error)
        return _refused(request, form, error)
    return redirect("pay", token=remember_order(request, placed.order))


def _refused(request: ShopRequest, form: CheckoutForm, error: DomainError) -> HttpResponse:
    """Say what stopped the order; everything typed stays."""
    existing = Order.objects.filter(payment_attempts__idempotency_key=form.key).first()
    if existing is not None:
        return redirect("pay", token=remember_order(request, existing))
    if error.code == "basket_not_open":  # it was ordered in another tab
        token = unpaid_order(request)
        return redirect("pay", token=token) if token else redirect("basket")
    offered = ""
    if error.code == "quote_changed":
        form.errors["delivery"] = _changed(request, error)
    elif error.code == "ship_to_refused":
        form.errors["postcode"] = refusal_text(error)
    elif error.code == "tax_unknown":
        field = "state" if error.data["reason"] == "region_required" else "country"
        form.errors[field] = refusal_text(error)
    elif error.code == "delivery_refused" and (offered := _elsewhere(request, error)):
        name = country_in_sentence(offered)
        form.errors["postcode"] = _("This postcode is in %(country)s.") % {"country": name}
    else:
        form.errors["delivery"] = refusal_text(error)
    changed = error.code == "quote_changed" or error.data.get("reason") == "changed"
    return _page(request, form, offered=offered, changed=changed)


def _changed(request: ShopRequest, error: DomainError) -> str:
    """Say what is another now: the total, its last day, or what a gift card leaves of it."""
    if error.data.get("field") == "to_pay":
        return _("What is left to pay has changed. Check it and order again.")
    if error.data["expected"] == error.data["actual"]:
        return _("The day on which it is sent has changed. Check it and order again.")
    old, new = int(str(error.data["expected"])), int(str(error.data["actual"]))
    if old < 0:  # no total was agreed to
        return refusal_text(error)
    currency = request.market.currency
    totals = [money_text(from_minor(amount, currency), currency) for amount in (old, new)]
    text = _("The total has changed from %(old)s to %(new)s. Check it and order again.")
    return text % dict(zip(("old", "new"), totals, strict=True))


def _elsewhere(request: ShopRequest, error: DomainError) -> str:
    """Return the territory the postcode lies in when this market does not serve it."""
    code = str(error.data.get("territory", ""))
    return "" if code in request.market.ship_to_codes else code


def _page(
    request: ShopRequest,
    form: CheckoutForm,
    *,
    offered: str = "",
    changed: bool = False,
    reviewed: bool = False,
) -> HttpResponse:
    first = _quote(request, form)
    choices = _choices(first)
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
        "chosen": chosen,
        "quote": quote,
        "parked": [(line, parked_text(line, first.destination.territory)) for line in quote.parked],
        "countries": countries(request),
        "offer": move_offer(request, offered),
        "changed": changed,
    }
    return render(request, "web/checkout.html", context, status=422 if form.errors else 200)


def _destination(request: ShopRequest, form: CheckoutForm) -> Destination:
    """Where the typed address lies; the country alone while its postcode is none of ours."""
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
    return there


def _choices(first: Quote) -> list[Choice]:
    """Every way of delivery with its own total, tax of the country and region included."""
    choices = []
    for option in first.delivery:
        quote = first.with_delivery(option)
        choices.append(Choice(option, quote.total_minor, quote.to_pay_minor, quote))
    return choices


def _country(request: ShopRequest, values: object) -> str:
    """Return the country asked for when this market serves it, else the chosen ship-to."""
    code = country_code(values.get("country", ""))  # type: ignore[attr-defined]
    return code if code in request.market.ship_to_codes else request.ship_to


def _knows_country(request: ShopRequest, form: CheckoutForm) -> bool:
    """Whether the country sent is the form's; one that nobody knows is never replaced silently."""
    asked = request.POST.get("country", "")
    if asked and country_code(asked) != form.country:
        form.errors["country"] = _("Choose a country from the list.")
    return not form.errors


def _ordered_basket(form: CheckoutForm) -> int:
    """The basket that the form's key has ordered already: a second click finds its order."""
    order = Order.objects.filter(payment_attempts__idempotency_key=form.key).first()
    return order.basket_id or 0 if order else 0


def _number(text: str) -> int:
    """Read an amount in minor units; what is none is an amount that nobody agreed to."""
    number = whole_number(text, MOST_MINOR)
    return -1 if number is None else number
