"""The texts of a document in its language, in the order in which it shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from babel.dates import format_date
from babel.numbers import format_currency, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.finance.invoices.models import DocumentKind, TaxDocument, TaxDocumentLine
from shop.finance.invoices.parties import postal_texts
from shop.finance.invoices.tax_facts import LEGAL_BASIS, VOUCHERS
from shop.platform.core.locales import locale_of
from shop.platform.core.money import round_money
from shop.platform.core.postal_lines import postal_lines

ZERO = Decimal("0.00")
FEW_SUMS = 2  # the total without tax and one rate, whose tax is that of the document


@dataclass(frozen=True, slots=True)
class TaxSum:
    """The sums of one rate."""

    rate: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Content:
    """A document as texts: blocks of lines, a table with its heads, and sums."""

    title: str
    facts: Sequence[tuple[str, str]]
    seller_label: str
    seller: Sequence[str]
    buyer_label: str
    buyer: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    sums: Sequence[tuple[str, str]]
    total: tuple[str, str]
    notes: Sequence[str]

    @property
    def texts(self) -> list[str]:
        """Return all texts, for the choice of fonts."""
        pairs = [*self.facts, *self.sums, self.total]
        flat = [text for pair in pairs for text in pair]
        cells = [cell for row in self.rows for cell in row]
        blocks = [self.seller_label, *self.seller, self.buyer_label, *self.buyer]
        return [self.title, *flat, *blocks, *self.heads, *cells, *self.notes]


def build_content(document: TaxDocument) -> Content:
    """Return the texts of a document in its own language."""
    language = document.language
    with override(language):
        return _Writer(document, language).write()


def tax_sums(lines: Sequence[TaxDocumentLine]) -> list[TaxSum]:
    """Return the sums of a document by rate, the highest first."""
    ordered = sorted(lines, key=lambda line: line.rate, reverse=True)
    sums = []
    for rate, group in groupby(ordered, key=lambda line: line.rate):
        rows = list(group)
        net = sum((line.net for line in rows), ZERO)
        sums.append(TaxSum(rate, net, sum((line.tax for line in rows), ZERO)))
    return sums


class _Writer:
    """Writes the texts of one document; its language is active."""

    def __init__(self, document: TaxDocument, language: str) -> None:
        self.document, self.language = document, language
        self.locale = locale_of(language)
        self.lines = list(document.lines.all())

    def write(self) -> Content:
        document = self.document
        return Content(
            title=self._title(),
            facts=self._facts(),
            seller_label=_("Seller"),
            seller=self._seller(),
            buyer_label=_("Buyer"),
            buyer=self._buyer(),
            heads=[_("Item"), _("Quantity"), _("Price"), _("Tax rate"), _("Tax"), _("Amount")],
            rows=[self._row(line) for line in self.lines],
            sums=self._sums(),
            total=(_("Total"), self._money(document.gross)),
            notes=self._notes(),
        )

    def _title(self) -> str:
        if self.document.is_credit_note:
            return _("Credit note")
        receipt = self.document.layout == TaxDocument.Layout.RECEIPT
        return _("Receipt") if receipt else _("Invoice")

    def _facts(self) -> list[tuple[str, str]]:
        document = self.document
        facts = [(_("Number"), document.number), (_("Date"), self._day(document.issue_date))]
        if document.corrects is not None:
            original = f"{document.corrects.number}\n{self._day(document.corrects.issue_date)}"
            facts.append((_("Corrects invoice"), original))
        else:
            facts.append((_("Date of payment and supply"), self._day(document.supply_date)))
        facts.append((_("Order"), document.order.number))
        return facts

    def _seller(self) -> list[str]:
        seller = self.document.seller_facts
        lines = [seller["name"], *seller["address"].splitlines()]
        for label, key in (
            (_("VAT number"), "vat_number"),
            (_("Register"), "register_entry"),
            (_("Represented by"), "represented_by"),
        ):
            if seller.get(key):
                lines.append(f"{label}: {seller[key]}")
        if self.document.scheme == "ioss" and seller.get("ioss_number"):
            lines.append(f"IOSS: {seller['ioss_number']}")
        return [*lines, *(seller[key] for key in ("email", "phone") if seller.get(key))]

    def _buyer(self) -> list[str]:
        buyer = self.document.buyer_facts
        if not buyer:
            return []
        lines = [buyer["company"]] if buyer.get("company") else []
        lines += postal_lines(postal_texts(buyer), self.language)
        if buyer.get("vat_number"):
            lines.append(f"{_('VAT number')}: {buyer['vat_number']}")
        return lines

    def _row(self, line: TaxDocumentLine) -> list[str]:
        name = line.description
        if line.kind != TaxDocumentLine.Kind.GOODS:
            label = str(TaxDocumentLine.Kind(line.kind).label)
            name = f"{label}: {name}" if name else label
        if line.sku:
            name = f"{name}\n{line.sku}"
        if line.discount > 0:
            off = _("Discount: %(amount)s") % {"amount": self._money(line.discount)}
            name = f"{name}\n{off}"
        return [
            name,
            str(line.quantity),
            self._money(round_money(line.before_discount / line.quantity, line.document.currency)),
            self._percent(line.rate),
            self._money(line.tax),
            self._money(line.gross),
        ]

    def _sums(self) -> list[tuple[str, str]]:
        document = self.document
        sums = [(_("Total without tax"), self._money(document.net))]
        for part in tax_sums(self.lines):
            label = _("Tax %(rate)s of %(amount)s") % {
                "rate": self._percent(part.rate),
                "amount": self._money(part.net),
            }
            sums.append((label, self._money(part.tax)))
        return [*sums, (_("Tax"), self._money(document.tax))] if len(sums) > FEW_SUMS else sums

    def _notes(self) -> list[str]:
        document = self.document
        notes = []
        if document.gift_card_amount:
            back = document.kind == DocumentKind.CREDIT_NOTE
            text = _("Returned to the gift card: %(amount)s")
            paid = _("Paid with a gift card: %(amount)s")
            notes.append(
                (text if back else paid) % {"amount": self._money(document.gift_card_amount)}
            )
        elif not document.is_credit_note:
            notes.append(_("Paid. Nothing is due."))
        if any(line.kind == TaxDocumentLine.Kind.GIFT_CARD for line in self.lines):
            text = _("Gift cards are sold without tax. It is due when they are used (%(law)s).")
            notes.append(text % {"law": VOUCHERS})
        if document.treatment == "reverse_charge":
            basis = LEGAL_BASIS["reverse_charge"]
            notes.append(_("Reverse charge: the customer owes the tax (%(law)s).") % {"law": basis})
        if document.treatment == "export":
            basis = LEGAL_BASIS["export"]
            notes.append(_("Export without tax (%(law)s).") % {"law": basis})
        return notes

    def _money(self, amount: Decimal) -> str:
        return str(
            format_currency(
                amount, self.document.currency, locale=self.locale, numbering_system="latn"
            )
        )

    def _percent(self, rate: Decimal) -> str:
        return str(format_percent(rate, "0.###%", locale=self.locale, numbering_system="latn"))

    def _day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.locale))
