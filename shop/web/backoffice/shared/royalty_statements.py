"""Statements of royalties, as the rights desk, Finance and licensees see them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from licensing.models import Agreement
from shop.finance.invoices.pdf.responses import statement_response
from shop.finance.royalties.agreement_statements import agreement_statement
from shop.finance.royalties.statements import StatementRow, royalty_statement
from shop.platform.core.money import amount_text
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.exports import as_csv, as_xlsx
from shop.web.typed_fields import DayField

COLUMNS = (
    *("Rights holder", "Licensee", "Agreement", "Currency", "Net sales", "Royalty"),
    *("Marketing fund", "Common fund", "Agreement currency", "Converted royalty", "Not converted"),
)

DAY = {"type": "date", "class": "form-control input"}  # of the dashboard and of the desk


class PeriodForm(forms.Form):
    """The days of a statement, both included; by default the current quarter."""

    first = DayField(label="From", widget=forms.DateInput(DAY))
    last = DayField(label="To", widget=forms.DateInput(DAY))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        typed = super().clean() or {}
        if "first" in typed and "last" in typed and typed["last"] < typed["first"]:
            self.add_error("last", "Enter a day that is not before the first one.")
        return typed


def show_statement(
    request: HttpRequest, agreements: QuerySet[Agreement], template: str
) -> HttpResponseBase:
    """Show the royalties of agreements in a period; `format=csv` and `xlsx` download them."""
    form, days = _period(request)
    rows = royalty_statement(agreements, days["first"], days["last"]) if form.is_valid() else []
    export = {"csv": as_csv, "xlsx": as_xlsx}.get(request.GET.get("format", ""))
    if export is not None and form.is_valid():
        return export(f"royalties-{days['first']}-{days['last']}", COLUMNS, _table(rows))
    status = 200 if form.is_valid() else 422
    context = {"form": form, "rows": rows, **days}
    return render(request, template, context, status=status)


def download_statement(
    request: HttpRequest, agreements: QuerySet[Agreement], pk: int, list_url: str
) -> HttpResponseBase:
    """Return the statement of one agreement as PDF; a wrong period is shown in the list."""
    agreement = get_object_or_404(agreements.select_related("licensor", "licensee__country"), pk=pk)
    form, days = _period(request)
    if not form.is_valid():
        return redirect(f"{list_url}?{request.GET.urlencode()}")
    made_on = database_now().date()
    return statement_response(agreement_statement(agreement, days["first"], days["last"], made_on))


def _period(request: HttpRequest) -> tuple[PeriodForm, dict[str, date]]:
    """Return the form and its days; the current quarter if none are typed or they are wrong."""
    days = _quarter_of(database_now().date())
    asked = "first" in request.GET or "last" in request.GET
    form = PeriodForm(request.GET if asked else days)
    return form, form.cleaned_data if form.is_valid() else days


def _quarter_of(day: date) -> dict[str, date]:
    return {"first": date(day.year, (day.month - 1) // 3 * 3 + 1, 1), "last": day}


def _table(rows: Iterable[StatementRow]) -> list[tuple[object, ...]]:
    return [
        (
            row.agreement.licensor.name,
            row.agreement.licensee.legal_name,
            row.agreement.number,
            row.currency,
            *(
                amount_text(amount, row.currency)
                for amount in (row.net, row.earned, row.marketing_fund, row.common_fund)
            ),
            row.settled_in,
            amount_text(row.settled, row.settled_in),
            row.unconverted,
        )
        for row in rows
    ]
