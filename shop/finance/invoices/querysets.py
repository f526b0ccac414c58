"""Reads of documents: those of an order, and searches by staff."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from shop.finance.invoices.models import TaxDocument
from shop.oscar.order.models import Order
from shop.platform.database.compiled_reads import CompiledRead

RELATED = ("order", "corrects", "seller")
_SHOWN = CompiledRead(lambda order: TaxDocument.objects.filter(order=order).order_by("pk"))


def documents_of(order: Order) -> QuerySet[TaxDocument]:
    """Return the invoice and the credit notes of an order, oldest first."""
    return TaxDocument.objects.filter(order=order).select_related(*RELATED).order_by("pk")


def shown_documents(order: Order) -> list[TaxDocument]:
    """Return the documents of an order without related rows, oldest first."""
    return _SHOWN.rows(order=order.pk)


def document_of(order: Order, public_id: UUID) -> TaxDocument | None:
    """Return a document of an order; None for a document of another one."""
    return documents_of(order).filter(public_id=public_id).first()


def find_documents(
    *, text: str = "", first: date | None = None, last: date | None = None, kind: str = ""
) -> QuerySet[TaxDocument]:
    """Return documents by a part of their number or order, dates and kind, the newest first."""
    rows = TaxDocument.objects.select_related(*RELATED).order_by("-issued_at", "-pk")
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(order__number__icontains=text))
    if first:
        rows = rows.filter(issue_date__gte=first)
    if last:
        rows = rows.filter(issue_date__lte=last)
    return rows.filter(kind=kind) if kind else rows
