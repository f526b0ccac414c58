"""The page on which the owner of an account cancels a reset of its second factor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.errors import FactorResetRefused
from shop.identity.accounts.factor_resets import cancel_reset, reset_for_token


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_reset(request: ShopRequest, token: str) -> HttpResponse:
    """Show a planned reset to the owner, identified by the link; cancel it on a POST."""
    reset = reset_for_token(token)
    if reset is None:
        raise Http404
    if request.method == "POST":
        try:
            cancel_reset(public_id=reset.public_id, by=None)
        except FactorResetRefused:
            messages.error(request, _("This reset can no longer be cancelled."))
        return redirect("factor-reset", token)
    return render(request, "web/factor_reset.html", {"reset": reset, "token": token})
