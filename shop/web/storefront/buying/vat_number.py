"""The VAT number of a company that buys: entered, checked and removed on the basket page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.commerce.business.errors import VatNumberRefused
from shop.commerce.business.models import VatCheck
from shop.commerce.business.services import remove_vat_number, set_vat_number
from shop.commerce.markets.requests import ShopRequest
from shop.platform.problems.texts import VAT_NUMBER_REASONS
from shop.web.storefront.buying.basket import destination

LONGEST = 60
Outcome = VatCheck.Outcome


@require_POST
def change(request: ShopRequest) -> HttpResponse:
    """Check a VAT number and keep it with the basket, or remove it."""
    if request.basket.pk is None:
        return redirect("basket:summary")
    if "remove" in request.POST:
        remove_vat_number(basket=request.basket)
        return redirect("basket:summary")
    try:
        check = set_vat_number(
            basket=request.basket,
            company=request.POST.get("company", ""),
            text=request.POST.get("vat_number", "")[:LONGEST],
            country=destination(request).territory,
        )
    except VatNumberRefused as error:
        messages.error(request, str(VAT_NUMBER_REASONS[str(error.data["reason"])]))
    else:
        if check.outcome == Outcome.UNAVAILABLE:
            text = _(
                "VAT numbers cannot be checked right now, so tax is charged. To order without"
                " tax, remove the number and enter it again later."
            )
            messages.warning(request, text)
        else:
            messages.success(request, _("Your VAT number has been saved for the invoice."))
    return redirect("basket:summary")
