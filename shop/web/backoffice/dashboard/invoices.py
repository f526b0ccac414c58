"""Invoices and credit notes for shop staff: search, download, and the list as CSV."""

from collections.abc import Iterator
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from shop.finance.invoices.models import DocumentKind, TaxDocument
from shop.finance.invoices.pdf.responses import pdf_response
from shop.finance.invoices.querysets import find_documents
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.shared.exports import as_csv
from shop.web.pagination import page_of
from shop.web.typed_fields import DayField

COLUMNS = ("Number", "Kind", "Date", "Order", "Corrects", "Country", "Region", "Return",
           "Treatment", "Currency", "Net", "Tax", "Total")  # fmt: skip


class InvoiceSearchForm(DashboardSearchForm):
    """Search of documents by number, order, dates and kind."""

    first_day = DayField(required=False, label="From", widget=forms.DateInput({"type": "date"}))
    last_day = DayField(
        required=False, label="To (inclusive)", widget=forms.DateInput({"type": "date"})
    )
    kind = forms.ChoiceField(
        required=False, label="Kind", choices=[("", "Any kind"), *DocumentKind.choices]
    )


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List documents, the newest first; `format=csv` downloads all that were found."""
    form = InvoiceSearchForm(request.GET)
    documents = find_documents(
        text=form.filters.get("q", ""),
        first=form.filters.get("first_day"),
        last=form.filters.get("last_day"),
        kind=form.filters.get("kind", ""),
    )
    if request.GET.get("format") == "csv":
        return as_csv("invoices", COLUMNS, _rows(documents.iterator()))
    context = {"form": form, "page": page_of(request, documents)}
    return render(request, "oscar/dashboard/finance/invoices.html", context)


def show_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Download a document."""
    related = ("order", "corrects", "seller")
    rows = TaxDocument.objects.select_related(*related)
    return pdf_response(get_object_or_404(rows, public_id=public_id))


def _rows(documents: Iterator[TaxDocument]) -> Iterator[tuple[object, ...]]:
    for document in documents:
        yield (
            document.number,
            DocumentKind(document.kind).name,
            document.issue_date.isoformat(),
            document.order.number,
            document.corrects.number if document.corrects else "",
            document.country,
            document.region,
            document.scheme,
            document.treatment,
            document.currency,
            document.sign * document.net,
            document.sign * document.tax,
            document.sign * document.gross,
        )
