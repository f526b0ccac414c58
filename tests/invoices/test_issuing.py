"""Invoices and credit notes equal their postings to the minor unit and are never changed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from shop.commerce.markets.models import SellingEntity, TaxClass
from shop.finance.invoices.issuing import issue_document, issue_due_documents
from shop.finance.invoices.models import NumberSeries, TaxDocument, TaxDocumentLine
from shop.finance.ledger.services import post_amount_agreed, post_refund_agreed
from shop.finance.payments.models import PaymentAttempt, Refund
from tests.invoices.making import credit_notes_of, invoice_of, paid_order, refund, sale_of
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld

YEAR_ENDS = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # 1 January 2027 in Paris


def amounts(document: TaxDocument) -> list[tuple[str, int, str, str, str]]:
    """Return the lines of a document in words."""
    return [
        (line.kind, line.quantity, str(line.net), str(line.tax), f"{line.rate:.3f}")
        for line in document.lines.all()
    ]


def test_a_paid_order_has_one_invoice_of_its_posting(world: RightsWorld) -> None:
    SellingEntity.objects.update(vat_number="FR40303265045", country_id="FR")
    order = paid_order(world.product(), quantity=2)
    invoice = invoice_of(order)
    assert issue_due_documents() == 0
    assert issue_document(sale_of(order).pk).pk == invoice.pk
    # 40 EUR and 5 EUR delivery with 20 % VAT.
    assert amounts(invoice) == [
        ("GOODS", 2, "33.33", "6.67", "0.200"),
        ("DELIVERY", 1, "4.17", "0.83", "0.200"),
    ]
    assert (invoice.net, invoice.tax, invoice.gross) == (
        Decimal("37.50"),
        Decimal("7.50"),
        order.total_incl_tax,
    )
    assert invoice.seller_facts["vat_number"] == "FR40303265045"
    assert invoice.buyer_facts["city"] == "Paris"
    assert (invoice.country, invoice.currency, invoice.language) == ("FR", "EUR", "en")
    assert broken_rules() == []


@pytest.mark.parametrize(
    ("market", "territory", "gross", "tax", "layout"),
    [
        ("jp", "JP", "3005", "273", "INVOICE"),
        ("ae", "AE", "85.00", "4.05", "INVOICE"),
        ("us", "US", "27.00", "0.00", "RECEIPT"),
    ],
)
def test_currencies_and_forms_of_other_markets(
    world: RightsWorld, market: str, territory: str, gross: str, tax: str, layout: str
) -> None:
    order = paid_order(world.product(), market=market, territory=territory)
    invoice = invoice_of(order)
    assert (invoice.gross, invoice.tax, invoice.layout) == (Decimal(gross), Decimal(tax), layout)
    assert broken_rules() == []


def test_refunds_have_credit_notes_that_sum_to_the_invoice(world: RightsWorld) -> None:
    book = world.product(sku="BOOK", tax_class=TaxClass.BOOK)
    order = paid_order(world.product(), book, quantity=3)
    invoice = invoice_of(order)
    pin, book_line = order.lines.order_by("pk")
    refund(order, {pin.pk: 1, book_line.pk: 2}, world.officer_id, key="first")
    (first,) = credit_notes_of(order)
    # 20 EUR with 20 %; two of three books at 5.5 % of 60 EUR: 56.87 * 2 / 3 = 37.91.
    assert amounts(first) == [
        ("GOODS", 1, "16.67", "3.33", "0.200"),
        ("GOODS", 2, "37.91", "2.09", "0.055"),
    ]
    assert (first.corrects_id, first.reason) == (invoice.pk, "does not fit")
    refund(order, {pin.pk: 2, book_line.pk: 1}, world.officer_id, delivery=True, key="second")
    _, second = credit_notes_of(order)
    assert first.gross + second.gross == invoice.gross == order.total_incl_tax
    assert first.tax + second.tax == invoice.tax
    for rate in ("0.20000", "0.05500"):
        lines = TaxDocumentLine.objects.filter(document__order=order, rate=rate)
        sums = [sum(line.tax * line.document.sign for line in lines)]
        assert sums == [0]
    assert broken_rules() == []


def test_an_amount_is_allocated_by_rate_and_the_last_refund_takes_what_is_left(
    world: RightsWorld,
) -> None:
    book = world.product(sku="BOOK", tax_class=TaxClass.BOOK)
    order = paid_order(world.product(), book)
    invoice = invoice_of(order)
    attempt = PaymentAttempt.objects.get(order=order)
    goodwill = Refund.objects.create(
        key="goodwill",
        request_hash="",
        attempt=attempt,
        amount=Decimal("7.01"),
        reason="scratched",
        by_id=world.officer_id,
    )
    post_amount_agreed(order=order, refund=goodwill)
    (note,) = credit_notes_of(order)
    assert note.gross == Decimal("7.01")
    assert {line.rate for line in note.lines.all()} == {Decimal("0.2"), Decimal("0.055")}
    post_refund_agreed(order=order, attempt=attempt)
    rest = credit_notes_of(order)[1]
    assert note.gross + rest.gross == invoice.gross
    assert note.tax + rest.tax == invoice.tax


def test_midnight_of_31_december_in_two_time_zones(world: RightsWorld) -> None:
    first, second = (paid_order(world.product(sku=sku), key=sku) for sku in ("A", "B"))
    SellingEntity.objects.update(time_zone="Europe/Paris")
    paris = issue_document(sale_of(first).pk, at=YEAR_ENDS)
    assert (paris.number, str(paris.issue_date)) == ("OPERATOR-2027-000001", "2027-01-01")
    SellingEntity.objects.update(time_zone="America/New_York")
    new_york = issue_document(sale_of(second).pk, at=YEAR_ENDS)
    assert (new_york.number, str(new_york.issue_date)) == ("OPERATOR-2026-000001", "2026-12-31")


def test_a_refund_after_the_year_closed_belongs_to_the_new_year(world: RightsWorld) -> None:
    order = paid_order(world.product())
    invoice = issue_document(sale_of(order).pk, at=datetime(2026, 12, 31, 12, tzinfo=UTC))
    post_refund_agreed(order=order, attempt=PaymentAttempt.objects.get(order=order))
    journal = order.journals.get(kind="REFUND_AGREED")
    note = issue_document(journal.pk, at=datetime(2027, 1, 2, 12, tzinfo=UTC))
    assert (invoice.number, note.number) == ("OPERATOR-2026-000001", "OPERATOR-C2027-000001")
    assert note.gross == invoice.gross


@pytest.mark.parametrize(
    "statement",
    [
        "update invoices_taxdocument set gross = gross + 1, net = net + 1",
        'update invoices_taxdocument set buyer_facts = \'{"name": "Other"}\'',
        "delete from invoices_taxdocumentline",
        "update invoices_taxdocumentline set description = 'other'",
        "update invoices_numberseries set last = last + 2",
        "update invoices_numberseries set last = last + 1",
        "delete from invoices_numberseries",
        "insert into invoices_taxdocumentline (document_id, position, kind, sku, description,"
        " quantity, before_discount, net, tax, gross, rate)"
        " select id, 9, 'GOODS', '', 'x', 1, 1, 1, 0, 1, 0 from invoices_taxdocument",
    ],
)
def test_the_database_refuses_changes_and_gaps(world: RightsWorld, statement: str) -> None:
    invoice_of(paid_order(world.product()))
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(f"{statement}; set constraints all immediate")


def test_a_transaction_that_fails_gives_its_number_back(world: RightsWorld) -> None:
    first, second = (paid_order(world.product(sku=sku), key=sku) for sku in ("A", "B"))

    def fail() -> None:
        with transaction.atomic():
            issue_document(sale_of(first).pk)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not NumberSeries.objects.exists()
    assert issue_document(sale_of(second).pk).sequence == 1
    assert issue_document(sale_of(first).pk).sequence == 2
