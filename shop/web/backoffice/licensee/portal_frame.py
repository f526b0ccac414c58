"""Tables and forms of the rights desk in the portal's frame."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.commerce.markets.models import Market
from shop.platform.core.money import minor_digits
from shop.web.backoffice.shared import forms as desk_forms
from shop.web.backoffice.shared import tables

PRICE = "price_"
LAYOUT = "licensee/layout.html"


def show_page(
    request: HttpRequest, page: tables.Page, template: str = "backoffice/tables.html"
) -> HttpResponseBase:
    """Show a page of tables, or the requested one as CSV."""
    framed = replace(page, context=page.context | {"layout": LAYOUT})
    return tables.show_page(request, framed, template)


def show_form(
    request: HttpRequest, form: forms.Form, form_page: desk_forms.FormPage
) -> HttpResponseBase:
    """Show a form; invalid input is shown again."""
    return desk_forms.show_form(request, form, form_page, LAYOUT)


def currencies_by_market() -> dict[str, str]:
    """Return the currency of each market, by its code."""
    return dict(Market.objects.values_list("code", "currency"))


def cell_text(column: str, value: str, currencies: Mapping[str, str]) -> str:
    """Return a cell as people read it: a price with the decimals that its currency has."""
    currency = currencies.get(column.removeprefix(PRICE)) if column.startswith(PRICE) else None
    if not currency or not value or minor_digits(currency):
        return value
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return value
    return f"{amount:.0f}" if amount == amount.to_integral_value() else value
