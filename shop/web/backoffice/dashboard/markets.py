"""Markets of the dashboard: the checklist that opens one, its delivery methods, exchange rates."""

from collections.abc import Callable
from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.openings import (
    checklist,
    close_market,
    open_market,
    remove_delivery_method,
    save_delivery_method,
)
from shop.commerce.markets.models import Market
from shop.finance.royalties.models import FxRate
from shop.finance.royalties.services import record_rate
from shop.platform.core.errors import DomainError
from shop.platform.core.money import round_money
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.pagination import page_of

REFUSALS = {
    "market_not_ready": "The market cannot be opened yet. Complete the checklist first.",
    "default_market_stays": "The default market is always open. Make another market the default.",
}


class DeliveryMethodForm(forms.ModelForm):
    """A delivery method of one market."""

    territories = forms.CharField(
        required=False,
        max_length=1000,
        label="Destinations",
        help_text="Country codes, for example DE FR. Leave blank for all other countries of"
        " the market.",
        widget=forms.TextInput,
    )

    class Meta:
        model = DeliveryMethod
        fields = ("code", "territories", "amount", "free_over", "days_min", "days_max")

    def __init__(self, *args: Any, market: Market, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.market = market
        self.initial["territories"] = " ".join(self.instance.territories)
        labels = {
            "code": "Speed",
            "amount": f"Price in {market.currency}",
            "free_over": f"Free delivery from this order value in {market.currency}",
            "days_min": "Minimum working days",
            "days_max": "Maximum working days",
        }
        for name, field in self.fields.items():
            field.label = labels.get(name, field.label)
            field.widget.attrs["class"] = "form-control"
        self.fields["days_min"].help_text = ""

    def clean_territories(self) -> list[str]:
        """Return country codes that the market delivers to, without duplicates."""
        codes = self.cleaned_data["territories"].upper().replace(",", " ").split()
        served = set(self.instance.market.ship_to.values_list("code", flat=True))
        if unknown := sorted(set(codes) - served):
            raise forms.ValidationError(
                f"{', '.join(unknown)}: the market does not deliver there. Use its country codes."
            )
        return sorted(set(codes))

    def clean(self) -> dict[str, Any]:
        """Refuse amounts with more decimals than the currency has, and duplicate methods."""
        cleaned = super().clean() or self.cleaned_data
        currency = self.instance.market.currency
        for name in ("amount", "free_over"):
            amount = cleaned.get(name)
            if amount is not None and amount != round_money(amount, currency):
                self.add_error(name, f"{currency} has no decimals. Enter a whole amount.")
        first, last = cleaned.get("days_min"), cleaned.get("days_max")
        if first is not None and last is not None and last < first:
            self.add_error("days_max", "Enter at least the minimum number of days.")
        if "territories" in cleaned and "code" in cleaned:
            self._check_places(cleaned["code"], cleaned["territories"])
        return cleaned

    def _check_places(self, code: str, territories: list[str]) -> None:
        others = DeliveryMethod.objects.filter(market=self.instance.market, code=code)
        for other in others.exclude(pk=self.instance.pk):
            shared = set(other.territories) & set(territories)
            if shared or not (other.territories or territories):
                places = ", ".join(sorted(shared)) or "all other destinations"
                self.add_error(
                    "territories", f"There is already such a delivery method for {places}."
                )


class RateForm(StyledForm):
    """An exchange rate of a day."""

    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label="Day")
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


def show_list(request: HttpRequest) -> HttpResponse:
    """List the markets with the missing items of their checklists."""
    at = database_now()
    rows = [
        (market, [line for line in checklist(market, at) if not line.is_met])
        for market in Market.objects.select_related("selling_entity")
    ]
    return render(request, "oscar/dashboard/markets/list.html", {"rows": rows})


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a market's checklist and delivery methods; open or close it."""
    market = get_object_or_404(Market.objects.select_related("selling_entity"), code=code)
    if request.method == "POST":
        _open_or_close(request, market)
        return redirect("dashboard:market", code=code)
    lines = checklist(market, database_now())
    context = {
        "market": market,
        "lines": lines,
        "is_ready": all(line.is_met for line in lines),
        "methods": DeliveryMethod.objects.filter(market=market).order_by("code", "pk"),
        "may_edit": request.user.has_perm("fulfillment.change_deliverymethod"),
    }
    return render(request, "oscar/dashboard/markets/market.html", context)


def edit_method(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """Add a delivery method to a market, or change one."""
    market = get_object_or_404(Market, code=code)
    method = get_object_or_404(DeliveryMethod, pk=pk, market=market) if pk else None
    form = DeliveryMethodForm(request.POST or None, instance=method, market=market)
    if form.is_valid():
        row = save_delivery_method(method=form.save(commit=False), by_id=_who(request))
        _record(request, row, CHANGE if pk else ADDITION, f"Delivery method of {market}")
        messages.success(request, "Delivery method saved.")
        return redirect("dashboard:market", code=code)
    context = {"market": market, "form": form, "method": method}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/markets/method.html", context, status=status)


def remove_method(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Remove a delivery method after confirmation."""
    market = get_object_or_404(Market, code=code)
    method = get_object_or_404(DeliveryMethod, pk=pk, market=market)
    if request.method == "POST":
        _record(request, method, DELETION, f"Delivery method of {market}")
        if bare := remove_delivery_method(method=method, by_id=_who(request)):
            messages.error(request, f"{market} is open and has no delivery to {', '.join(bare)}.")
        messages.success(request, "Delivery method removed.")
        return redirect("dashboard:market", code=code)
    context = {"market": market, "method": method}
    return render(request, "oscar/dashboard/markets/remove.html", context)


def exchange_rates(request: HttpRequest) -> HttpResponse:
    """List exchange rates, newest first; add one. A rate that is recorded is never changed."""
    form = RateForm(request.POST or None)
    if form.is_valid() and _recorded(request, form):
        messages.success(request, "Exchange rate saved.")
        return redirect("dashboard:exchange-rates")
    rows = FxRate.objects.order_by("-day", "base", "quote")
    context = {"form": form, "page": page_of(request, rows)}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/markets/rates.html", context, status=status)


def _open_or_close(request: HttpRequest, market: Market) -> None:
    steps: dict[str, Callable[[], None]] = {
        "open": lambda: open_market(market=market, at=database_now(), by_id=_who(request)),
        "close": lambda: close_market(market=market, by_id=_who(request)),
    }
    name = request.POST.get("do", "")
    if name not in steps:
        return
    try:
        steps[name]()
    except DomainError as error:
        messages.error(request, REFUSALS[error.code])
    else:
        done = "opened" if name == "open" else "closed"
        _record(request, market, CHANGE, f"Market {done}")
        messages.success(request, f"{market} is {done}.")


def _recorded(request: HttpRequest, form: RateForm) -> bool:
    try:
        with transaction.atomic():
            row = record_rate(**form.cleaned_data)
    except IntegrityError:
        form.add_error("day", "There is already a rate for these currencies on this day.")
        return False
    _record(request, row, ADDITION, "Exchange rate")
    return True


def _record(request: HttpRequest, row: Model, action: int, message: str) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001  Django's documented name
    LogEntry.objects.log_actions(_who(request), rows, action, change_message=message)


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
