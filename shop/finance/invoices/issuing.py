"""Issue the document of a posting: an invoice for a sale, a credit note for an agreed refund.

An invoice is issued when the order is paid. Tax on a distance sale is chargeable when the payment
is accepted (Directive 2006/112/EC Art. 66a and, for a payment on account, Art. 65), and Art. 220(1)
asks for an invoice of a payment made before the goods leave. Waiting for the parcel would date the
invoice, and with it the return, after the tax was due.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from structlog import get_logger

from shop.finance.invoices.credit_lines import (
    LineAmounts,
    PostedAmounts,
    ReturnedUnits,
    credit_lines,
    lines_left,
)
from shop.finance.invoices.errors import DocumentMissing
from shop.finance.invoices.models import DocumentKind, TaxDocument, TaxDocumentLine
from shop.finance.invoices.numbering import IssuedNumber, NumberedSeller, take_number
from shop.finance.invoices.order_lines import card_sku, invoice_lines
from shop.finance.invoices.parties import buyer_facts, seller_facts
from shop.finance.invoices.tax_facts import TaxFacts, layout_of, tax_facts
from shop.finance.ledger.models import Account, Entry, Journal
from shop.finance.payments.models import Refund
from shop.oscar.order.models import Order
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import from_minor
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.database.prepared_inserts import insert_rows

log = get_logger(__name__)
ZERO = Decimal("0.00")
DOCUMENTED = (Journal.Kind.CHARGE, Journal.Kind.REFUND_AGREED)
RECENT = 2000  # documents whose postings are looked at again, because postings commit out of order
REFUND_KEY = "refund-agreed:"
CARD_KEY = "gift-card:"
_JOURNAL = CompiledRead(lambda pk: Journal.objects.filter(pk=pk, kind__in=DOCUMENTED))
_LOCKED_ORDER = CompiledRead(
    lambda pk: (
        Order.objects.select_for_update(of=("self",), no_key=True)
        .select_related("market__selling_entity", "shipping_address")
        .filter(pk=pk)
        .order_by()
    )
)
_EXISTING = CompiledRead(lambda journal: TaxDocument.objects.filter(journal=journal).order_by("pk"))


def due_journals(*, everything: bool = False) -> QuerySet[Journal]:
    """Return the postings without a document, oldest first.

    Without `everything` those before the last `RECENT` documents are left to the nightly run.
    """
    journals = Journal.objects.filter(kind__in=DOCUMENTED, order__isnull=False).filter(
        ~Exists(TaxDocument.objects.filter(journal=OuterRef("pk")))
    )
    if not everything:
        newest = TaxDocument.objects.aggregate(newest=Max("pk"))["newest"] or 0
        since = TaxDocument.objects.filter(pk__lte=newest - RECENT).order_by("-pk").first()
        if since is not None:
            journals = journals.filter(pk__gt=since.journal_id)
    return journals.order_by("pk")


def issue_due_documents(*, everything: bool = False) -> int:
    """Issue all documents that are due, each in a transaction of its own; return how many."""
    issued = 0
    for journal_id in due_journals(everything=everything).values_list("pk", flat=True).iterator():
        try:
            issue_document(journal_id)
        except DocumentMissing as error:
            log.error("invoice.missing", order=str(error.data["order"]))  # noqa: TRY400  a posting without its sale
            continue
        issued += 1
    return issued


@transaction.atomic
def issue_document(journal_id: int, *, at: datetime | None = None) -> TaxDocument:
    """Issue the document of a posting, or return the one that exists. `at` is for tests.

    Raises `DocumentMissing` for a refund whose sale has no invoice.
    """
    journal = _JOURNAL.first(pk=journal_id)
    if journal is None:
        raise Journal.DoesNotExist
    # Documents of an order are issued one by one: a credit note counts those before it.
    order = _LOCKED_ORDER.first(pk=journal.order_id) if journal.order_id else None
    existing = _EXISTING.first(journal=journal.pk)
    if existing is not None:
        return existing
    if order is None:
        raise DocumentMissing(order="")
    if journal.kind == Journal.Kind.CHARGE:
        document, lines = _invoice(journal, order)
    else:
        document, lines = _credit_note(journal, order)
    seller = document.seller
    number = take_number(
        NumberedSeller(seller.pk, seller.code, seller.time_zone), document.kind, at
    )
    failpoint("invoices.numbered")
    return _write(document, lines, number)


def _write(
    document: TaxDocument, lines: Iterable[LineAmounts], number: IssuedNumber
) -> TaxDocument:
    amounts = list(lines)
    document.number, document.year, document.sequence = number.text, number.year, number.sequence
    document.issued_at, document.issue_date = number.at, number.day
    document.net = sum((line.net for line in amounts), ZERO)
    document.tax = sum((line.tax for line in amounts), ZERO)
    document.gross = document.net + document.tax
    insert_rows([document])
    rows = [
        TaxDocumentLine(
            document=document,
            position=position,
            kind=line.kind,
            order_line_id=line.order_line_id,
            sku=line.sku,
            description=line.description[:300],
            quantity=line.quantity,
            before_discount=line.before_discount,
            net=line.net,
            tax=line.tax,
            gross=line.gross,
            rate=line.rate,
        )
        for position, line in enumerate(amounts, start=1)
    ]
    insert_rows(rows)
    failpoint("invoices.written")
    log.info("invoice.issued", number=document.number, kind=document.kind)
    return document


def _invoice(journal: Journal, order: Order) -> tuple[TaxDocument, list[LineAmounts]]:
    facts = tax_facts(order)
    document = _document(DocumentKind.INVOICE, journal, order, facts)
    document.layout = layout_of(facts)
    document.seller = order.market.selling_entity
    document.seller_facts, document.buyer_facts = seller_facts(order), buyer_facts(order)
    document.gift_card_amount = order.gift_card_amount
    return document, invoice_lines(order)


def _credit_note(journal: Journal, order: Order) -> tuple[TaxDocument, list[LineAmounts]]:
    """Return a credit note under the invoice's seller, tax and addresses."""
    invoice = (
        TaxDocument.objects.select_related("seller")
        .filter(order=order, kind=DocumentKind.INVOICE)
        .first()
    )
    if invoice is None:
        raise DocumentMissing(order=order.number)
    refund = _refund_of(journal)
    document = _document(
        DocumentKind.CREDIT_NOTE,
        journal,
        order,
        TaxFacts(invoice.country, invoice.region, invoice.scheme, invoice.treatment),
    )
    document.layout, document.seller, document.corrects = invoice.layout, invoice.seller, invoice
    document.seller_facts, document.buyer_facts = invoice.seller_facts, invoice.buyer_facts
    document.language = invoice.language
    document.reason = refund.reason[:200] if refund else ""
    document.gift_card_amount = refund.gift_card_amount if refund else ZERO
    return document, _credited(invoice, journal, refund)


def _document(kind: str, journal: Journal, order: Order, facts: TaxFacts) -> TaxDocument:
    zone = ZoneInfo(order.market.selling_entity.time_zone)
    return TaxDocument(
        kind=kind,
        order=order,
        journal=journal,
        language=order.language,
        currency=journal.currency,
        supply_date=journal.written_at.astimezone(zone).date(),
        country=facts.country,
        region=facts.region,
        scheme=facts.scheme,
        treatment=facts.treatment,
    )


def _refund_of(journal: Journal) -> Refund | None:
    """Return the partial refund of a posting; None for the refund of a whole order."""
    try:
        public_id = UUID(journal.key.removeprefix(REFUND_KEY))
    except ValueError:
        return None
    return Refund.objects.filter(public_id=public_id).first()


def _credited(invoice: TaxDocument, journal: Journal, refund: Refund | None) -> list[LineAmounts]:
    entries = dict(
        Entry.objects.filter(journal=journal)
        .values_list("account")
        .annotate(minor=Sum("amount"))
        .values_list("account", "minor")
    )

    def amount(account: str) -> Decimal:
        return from_minor(entries.get(account, 0), journal.currency)

    posted = PostedAmounts(
        goods=amount(Account.SALES),
        delivery=amount(Account.SHIPPING) + amount(Account.DUTY),
        tax=amount(Account.TAX),
        cards=amount(Account.GIFT_CARDS),
    )
    earlier = TaxDocumentLine.objects.filter(document__corrects=invoice)
    left = lines_left(_amounts(invoice.lines.all()), _amounts(earlier))
    returned = [
        ReturnedUnits(part.order_line_id, part.units, part.excl, part.incl - part.excl)
        for part in (refund.lines.order_by("order_line_id") if refund else ())
    ]
    return credit_lines(left, posted, returned, journal.currency, _card_skus(refund))


def _card_skus(refund: Refund | None) -> list[str]:
    """Return the gift card of a refund, whose key ends in its number within the order."""
    if refund is None or not refund.key.startswith(CARD_KEY):
        return []
    return [card_sku(int(refund.key.rpartition(":")[2]))]


def _amounts(rows: Iterable[TaxDocumentLine]) -> list[LineAmounts]:
    return [
        LineAmounts(
            kind=row.kind,
            order_line_id=row.order_line_id,
            description=row.description,
            sku=row.sku,
            quantity=row.quantity,
            before_discount=row.before_discount,
            net=row.net,
            tax=row.tax,
            rate=row.rate,
        )
        for row in rows
    ]
