"""The page on which a guest asks for the link to an order by its number and email address."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.email_addresses import check_email
from shop.orders.aftersales.guest_orders import ask_for_link
from shop.platform.core.typed_text import clean_text
from shop.platform.limits.errors import TooManyTries

LONGEST_NUMBER = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ShopRequest) -> HttpResponse:
    """Show the form, or mail the link; the answer does not tell whether the order exists."""
    if request.method != "POST":
        return _page(request, {}, {})
    values = {name: clean_text(request.POST.get(name, "")) for name in ("number", "email")}
    errors = {}
    if not 0 < len(values["number"]) <= LONGEST_NUMBER:
        errors["number"] = _("Enter the order number, for example MS-7K3F-Q9XD-2W.")
    try:
        email = check_email(values["email"])
    except ValidationError as error:
        errors["email"] = str(error.message)
    if errors:
        return _page(request, values, errors)
    try:
        ask_for_link(number=values["number"], email=email)
    except TooManyTries:
        return _page(request, values, {"number": _("Too many attempts. Try again in an hour.")})
    text = _(
        "If there is an order with this number and email address, we have sent you the link. Check "
        "your inbox."
    )
    messages.success(request, text)
    return redirect("customer:order-search")


def _page(request: ShopRequest, values: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    status = 422 if errors else 200
    context = {"values": values, "errors": errors}
    return render(request, "web/order_search.html", context, status=status)
