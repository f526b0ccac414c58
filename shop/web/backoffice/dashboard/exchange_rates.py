"""Exchange rates of the dashboard: the list, rates typed by hand, and files of the ECB."""

from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import ADDITION
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.finance.royalties.ecb_files import MOST_BYTES, RatesUnreadable
from shop.finance.royalties.models import FxRate
from shop.finance.royalties.rate_import import import_rates
from shop.finance.royalties.services import record_rate
from shop.web.backoffice.dashboard.record_pages import record_change
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.pagination import page_of
from shop.web.typed_fields import DayField


class RateForm(StyledForm):
    """An exchange rate of a day."""

    day = DayField(widget=forms.DateInput(attrs={"type": "date"}), label="Day")
    base = forms.CharField(max_length=3, label="From currency", help_text="For example EUR.")
    quote = forms.CharField(max_length=3, label="To currency", help_text="For example CHF.")
    rate = forms.DecimalField(
        max_digits=18,
        decimal_places=8,
        label="Rate",
        help_text="Units of the second currency for one unit of the first, for example 0.94.",
    )
    source = forms.CharField(max_length=120, label="Source", help_text="For example ECB.")

    def clean_rate(self) -> Any:
        """Refuse rates that are not above 0."""
        rate = self.cleaned_data["rate"]
        if rate <= 0:
            raise forms.ValidationError("Enter a rate above 0.")
        return rate

    def clean(self) -> dict[str, Any]:
        """Return ISO 4217 codes in capitals; refuse the same currency twice."""
        form_data: dict[str, Any] = self.cleaned_data
        for name in ("base", "quote"):
            code = str(form_data.get(name, "")).strip().upper()
            form_data[name] = code
            if name not in self.errors and code not in list_currencies():
                self.add_error(name, "Enter a currency code of three letters, for example EUR.")
        if not self.errors and form_data["base"] == form_data["quote"]:
            self.add_error("quote", "Enter a different currency from the first one.")
        return form_data


class RateFileForm(StyledForm):
    """A file of the European Central Bank."""

    file = forms.FileField(
        label="File of the ECB's reference rates",
        help_text="XML or CSV, of a day or the history. Nothing is saved if a row has a problem.",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB. Use a shorter period.")
        return file


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of rates: all of them, or none with the first fault."""
    form = RateFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content, by_id = form.cleaned_data["file"].read(), int(request.user.pk or 0)
        try:
            result = import_rates(content=content, by_id=by_id)
        except RatesUnreadable as error:
            form.add_error("file", str(error))
        else:
            converted = f", {result.converted} royalties converted" if result.converted else ""
            days = "1 day" if result.days == 1 else f"{result.days} days"
            messages.success(request, f"{days} read: {result.added} rates added{converted}.")
            return redirect("dashboard:exchange-rates")
    status = 422 if form.errors else 200
    page = "oscar/dashboard/markets/rate_file.html"
    return render(request, page, {"form": form}, status=status)


def exchange_rates(request: HttpRequest) -> HttpResponse:
    """List exchange rates, newest first; add one. A rate that is recorded is never changed."""
    form = RateForm(request.POST or None)
    if form.is_valid() and _recorded(request, form):
        messages.success(request, "Exchange rate saved.")
        return redirect("dashboard:exchange-rates")
    rows = FxRate.objects.order_by("-day", "base", "quote")
    address = settings.ENV.FX_RATES_URL
    context = {"form": form, "page": page_of(request, rows), "address": address}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/markets/rates.html", context, status=status)


def _recorded(request: HttpRequest, form: RateForm) -> bool:
    try:
        with transaction.atomic():
            row = record_rate(**form.cleaned_data)
    except IntegrityError:
        form.add_error("day", "There is already a rate for these currencies on this day.")
        return False
    record_change(row, int(request.user.pk or 0), ADDITION, "Exchange rate")
    return True
