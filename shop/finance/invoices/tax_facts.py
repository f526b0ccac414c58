"""Tax of an order as it was decided when it was placed, and the form of its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shop.finance.invoices.models import TaxDocument
from shop.oscar.order.models import Order

# Destinations whose law knows no tax invoice for a sale to a consumer: a receipt is issued. In the
# United States sales tax is shown on the receipt; there is no federal rule on invoices.
RECEIPT_COUNTRIES = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "HK"})
# Reasons that a document must name when it has no tax, by treatment.
# Of multi-purpose vouchers: taxed when the goods are supplied. Read on 2026-11-30.
VOUCHERS = "Directive 2006/112/EC, Art. 30b(2)"
LEGAL_BASIS: Mapping[str, str] = {
    "reverse_charge": "Directive 2006/112/EC Art. 138 and 196",
    "export": "Directive 2006/112/EC Art. 146",
}


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """Place of the tax, the return that declares it, and its treatment."""

    country: str
    region: str
    scheme: str
    treatment: str


def tax_facts(order: Order) -> TaxFacts:
    """Return the tax facts of an order's snapshot.

    Orders of earlier releases have none: their scheme is "domestic" and the rates tell the rest.
    """
    snapshot: dict[str, Any] = order.snapshot
    ship_to: dict[str, Any] = snapshot.get("ship_to") or {}
    taxation: dict[str, Any] = snapshot.get("taxation") or {}
    return TaxFacts(
        country=str(taxation.get("country") or order.ship_to_id),
        region=str(taxation.get("region", ship_to.get("region")) or "")[:10],
        scheme=str(taxation.get("scheme") or "domestic"),
        treatment=str(taxation.get("treatment") or "taxed"),
    )


def layout_of(facts: TaxFacts) -> str:
    """Return the form of a document for a destination."""
    if facts.country in RECEIPT_COUNTRIES:
        return TaxDocument.Layout.RECEIPT
    return TaxDocument.Layout.INVOICE
