"""Saved addresses of the signed-in person: list, add, change and delete."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from licensing.models import Territory
from shop.commerce.fulfillment.addresses import format_address_lines
from shop.commerce.markets.requests import ShopRequest
from shop.orders.checkout.address_book import (
    AddressForm,
    delete_address,
    make_default,
    save_address,
    saved_addresses,
)
from shop.orders.checkout.addresses import address_fields, form_values
from shop.oscar.address import UserAddress
from shop.platform.core.errors import DomainError
from shop.web.storefront.buying.basket_switch import country_code
from shop.web.storefront.buying.error_messages import refusal_text


@never_cache
@login_required(login_url="account_login")
@require_safe
def show_list(request: ShopRequest) -> HttpResponse:
    """List the addresses of the signed-in person."""
    language = get_language() or "en"
    addresses = [
        (address, format_address_lines(address, language))
        for address in saved_addresses(_owner(request))
    ]
    return render(request, "web/addresses.html", {"addresses": addresses})


@never_cache
@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ShopRequest) -> HttpResponse:
    """Show an empty form, or save a new address."""
    return _edit(request, None)


@never_cache
@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ShopRequest, pk: int) -> HttpResponse:
    """Show an address to change, or save the change."""
    return _edit(request, get_object_or_404(saved_addresses(_owner(request)), pk=pk))


@login_required(login_url="account_login")
@require_POST
def act(request: ShopRequest, pk: int) -> HttpResponse:
    """Delete an address or make it the default one."""
    address = get_object_or_404(saved_addresses(_owner(request)), pk=pk)
    if "delete" in request.POST:
        delete_address(user_id=_owner(request), address_id=address.pk)
        messages.success(request, _("Address deleted."))
    elif "default" in request.POST:
        make_default(user_id=_owner(request), address_id=address.pk)
        messages.success(request, _("Default address changed."))
    return redirect("customer:address-list")


def _edit(request: ShopRequest, address: UserAddress | None) -> HttpResponse:
    stored = form_values(address) if address else {}
    if request.method != "POST":
        form = AddressForm(stored.get("country", request.ship_to), stored)
        return _page(request, form, address)
    country = country_code(request.POST.get("country", ""))
    is_served = Territory.objects.filter(pk=country, served=True).exists()
    form = AddressForm.typed(request.POST, country if is_served else request.ship_to)
    if "use_country" in request.POST:
        return _page(request, form, address)
    if not is_served:
        form.errors["country"] = _("Choose a country from the list.")
    elif form.check() and _save(request, form, address):
        messages.success(request, _("Address saved."))
        return redirect("customer:address-list")
    return _page(request, form, address)


def _save(request: ShopRequest, form: AddressForm, address: UserAddress | None) -> bool:
    try:
        save_address(
            user_id=_owner(request),
            country=form.country,
            columns=form.address,
            address_id=address.pk if address else None,
        )
    except DomainError as error:
        form.errors["name"] = refusal_text(error)
        return False
    return True


def _page(request: ShopRequest, form: AddressForm, address: UserAddress | None) -> HttpResponse:
    fields = [
        (field, form.values.get(field.name, ""), form.errors.get(field.name, ""))
        for field in address_fields(form.country, get_language() or "en")
    ]
    context = {
        "form": form,
        "fields": fields,
        "address": address,
    }
    return render(request, "web/address.html", context, status=422 if form.errors else 200)


def _owner(request: ShopRequest) -> int:
    return int(request.user.pk or 0)  # a signed-in person's: the views ask for no other
