"""Accounts of licensees for finance: masked, and whole after the password or a code again.

Each reading of a whole account is in the history of the licensee and in the security log.
"""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib.admin.models import CHANGE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.onboarding.models import BankDetails
from shop.identity.onboarding.services import BankAccount, read_bank_account
from shop.identity.tenancy import acting_for
from shop.web.backoffice.dashboard.record_pages import changes_of, record_change
from shop.web.pagination import page_of


def show_list(request: HttpRequest) -> HttpResponse:
    """List the licensees by name."""
    text = request.GET.get("q", "")[:100]
    rows = Licensee.objects.select_related("country").order_by("legal_name")
    if text:
        rows = rows.filter(legal_name__icontains=text)
    context = {"page": page_of(request, rows), "search": text}
    return render(request, "oscar/dashboard/finance/licensee_accounts.html", context)


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show the masked account of a licensee; a POST shows it whole, after reauthentication."""
    if request.method == "POST":
        return cast("HttpResponse", _show_whole(request, code))
    return _page(request, get_object_or_404(Licensee, code=code), None)


@reauthentication_required  # type: ignore[untyped-decorator]
def _show_whole(request: HttpRequest, code: str) -> HttpResponse:
    licensee, person = get_object_or_404(Licensee, code=code), cast("User", request.user)
    with acting_for(licensee.pk):
        account = read_bank_account(licensee=licensee, by=person)
        if account is not None:
            record_change(licensee, person.pk, CHANGE, "Read the whole account for payments")
    return _page(request, licensee, account)


def _page(request: HttpRequest, licensee: Licensee, account: BankAccount | None) -> HttpResponse:
    with acting_for(licensee.pk):
        details: Any = BankDetails.objects.of(licensee).first()
        last_digits = details.last_digits if details else ""
    context = {
        "licensee": licensee,
        "tax_number": licensee.tax_ids.get(licensee.country_id, ""),
        "last_digits": last_digits,
        "account": account,
        "changes": changes_of(licensee),
    }
    response = render(request, "oscar/dashboard/finance/licensee_account.html", context)
    if account is not None:
        response.headers["Cache-Control"] = "private, no-store"
    return response
