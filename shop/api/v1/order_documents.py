"""Invoices and credit notes of an order, under its token."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request

from shop.api.descriptions import extend_schema
from shop.api.v1.shapes import Amount
from shop.api.views import LANGUAGE, ApiView
from shop.finance.invoices.models import DocumentKind, TaxDocument
from shop.finance.invoices.pdf.responses import pdf_response
from shop.finance.invoices.querysets import document_of
from shop.orders.aftersales.order_links import order_for_token, shows_person
from shop.platform.core.money import amount_text
from shop.platform.database.clock import database_now


class OrderDocumentSerializer(serializers.Serializer[Any]):
    """An invoice or a credit note."""

    id = serializers.UUIDField(help_text="ID for the document's address.")
    kind = serializers.ChoiceField(choices=DocumentKind.values, help_text="Kind of document.")
    number = serializers.CharField(help_text="Number, without gaps by seller and year.")
    issued_on = serializers.DateField(help_text="Date of issue in the seller's time zone.")
    net = Amount("Total without tax.")
    tax = Amount("Tax.")
    total = Amount("Total with tax.")


class OrderDocument(ApiView):
    """A document of an order."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        operation_id="orders_document",
    )
    def get(self, _request: Request, token: str, public_id: UUID) -> HttpResponse:
        """Download an invoice or credit note as PDF.

        It is in the language of the order. Answers 404 when the link no longer shows the buyer.
        """
        order = order_for_token(token)
        if order is None or not shows_person(order, database_now()):
            raise Http404
        document = document_of(order, public_id)
        if document is None:
            raise Http404
        return pdf_response(document)


def document_body(document: TaxDocument) -> dict[str, Any]:
    """Return a document as an order lists it."""
    net, tax, total = (
        amount_text(amount, document.currency)
        for amount in (document.net, document.tax, document.gross)
    )
    return {
        "id": document.public_id,
        "kind": document.kind,
        "number": document.number,
        "issued_on": document.issue_date,
        "net": net,
        "tax": tax,
        "total": total,
    }
