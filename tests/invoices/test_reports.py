"""Tax reports, bookings and payouts equal the books and the documents, to the cent."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.test import Client
from python_calamine import CalamineWorkbook

from shop.commerce.markets.models import SellingEntity, TaxClass
from shop.finance.invoices.bookings import account_numbers, bookings_between
from shop.finance.invoices.issuing import issue_document
from shop.finance.invoices.models import AccountMapping, TaxDocument
from shop.finance.invoices.tax_reports import TaxReportRow, tax_report
from shop.finance.ledger.models import Account, BalanceTransaction, Entry
from shop.finance.ledger.payouts import read_payouts
from shop.finance.ledger.services import StripeMovement, post_fee, post_payout
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tests.invoices.making import credit_notes_of, invoice_of, paid_order, refund, sale_of
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

BOOKKEEPER = (
    "invoices.view_taxdocument",
    "invoices.view_accountmapping",
    "invoices.add_accountmapping",
    "invoices.change_accountmapping",
)


def report() -> list[TaxReportRow]:
    """Return the report of the year around now."""
    year = TaxDocument.objects.order_by("pk")[0].year
    return tax_report(date(year, 1, 1), date(year, 12, 31))


def sold(world: RightsWorld, **where: str) -> Order:
    """Return a paid order with its invoice."""
    sku = "-".join(where.values())
    order = paid_order(world.product(sku=sku), key=sku, **where)
    invoice_of(order)
    return order


def test_the_report_groups_by_return_place_and_rate(world: RightsWorld) -> None:
    SellingEntity.objects.update(country_id="FR")
    for market, territory in (
        ("fr", "FR"), ("fr", "BE"), ("gb", "GB"), ("us", "US"), ("jp", "JP"), ("int", "BR"),
    ):  # fmt: skip
        sold(world, market=market, territory=territory)
    rows = {(row.scheme, row.country, row.region): row for row in report()}
    assert {key[:2] for key in rows} == {
        ("domestic", "FR"),
        ("union_oss", "BE"),
        ("uk_vat", "GB"),
        ("us_sales_tax", "US"),
        ("local", "JP"),
        ("export", "BR"),
    }
    # 25 EUR with 21 % Belgian VAT, rounded by line: 20 / 1.21 = 16.53 and 5 / 1.21 = 4.13.
    belgium = rows["union_oss", "BE", ""]
    assert (belgium.rate, belgium.net, belgium.tax) == (
        Decimal("0.21"),
        Decimal("20.66"),
        Decimal("4.34"),
    )
    assert rows["us_sales_tax", "US", "MT"].tax == 0
    assert rows["export", "BR", ""].treatment == "export"


def test_the_report_equals_the_books_and_the_documents(world: RightsWorld) -> None:
    book = world.product(sku="BOOK", tax_class=TaxClass.BOOK)
    order = paid_order(world.product(), book, quantity=3)
    invoice_of(order)
    lines = order.lines.order_by("pk")
    refund(order, {lines[0].pk: 1, lines[1].pk: 2}, world.officer_id)
    credit_notes_of(order)
    rows = report()
    tax = -Entry.objects.filter(account=Account.TAX).aggregate(sum=Sum("amount"))["sum"]
    net = -Entry.objects.filter(
        account__in=(Account.SALES, Account.SHIPPING, Account.DUTY)
    ).aggregate(sum=Sum("amount"))["sum"]
    assert sum(row.tax for row in rows) == Decimal(tax) / 100
    assert sum(row.net for row in rows) == Decimal(net) / 100
    documents = TaxDocument.objects.all()
    assert sum(row.gross for row in rows) == sum(each.sign * each.gross for each in documents)


def test_a_refund_counts_in_its_own_period_and_names_the_corrected_quarter(
    world: RightsWorld,
) -> None:
    order = paid_order(world.product())
    issue_document(sale_of(order).pk, at=datetime(2026, 12, 30, 12, tzinfo=UTC))
    refund(order, {order.lines.get().pk: 1}, world.officer_id)
    journal = order.journals.get(kind="REFUND_AGREED")
    issue_document(journal.pk, at=datetime(2027, 1, 4, 12, tzinfo=UTC))
    year, following = (date(2026, 12, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31))
    assert [(row.net, row.corrected) for row in tax_report(*year)] == [(Decimal("20.84"), "")]
    assert [(row.net, row.corrected) for row in tax_report(*following)] == [
        (Decimal("-16.67"), "2026-Q4")
    ]


@pytest.fixture
def bookkeeper(db: None) -> Client:
    return staff_with(*BOOKKEEPER)


def test_bookings_sum_to_zero_and_carry_the_bookkeepers_numbers(
    world: RightsWorld, bookkeeper: Client
) -> None:
    order = sold(world, market="fr", territory="FR")
    page = bookkeeper.get("/dashboard/finance/bookings/")
    assert "Accounts without a number" in page.text
    for typed in (
        {"account": "SALES", "scheme": "", "country": "", "number": "8400"},
        {"account": "SALES", "scheme": "domestic", "country": "fr", "number": "8401"},
    ):
        answer = bookkeeper.post("/dashboard/finance/accounts/new/", typed)
        assert answer.status_code == 302, answer.text
    wrong = {"account": "TAX", "number": "no"}
    assert bookkeeper.post("/dashboard/finance/accounts/new/", wrong).status_code == 422
    assert AccountMapping.objects.count() == 2
    day = database_now().date()
    bookings = list(bookings_between(day, day, account_numbers()))
    assert sum(booking.amount for booking in bookings) == 0
    numbers = {booking.account: booking.number for booking in bookings}
    assert numbers["SALES"] == "8401"
    invoice = TaxDocument.objects.get()
    assert {(booking.order, booking.document) for booking in bookings} == {
        (order.number, invoice.number)
    }


def test_the_datev_file_has_its_header_and_one_row_for_each_entry(
    world: RightsWorld, bookkeeper: Client
) -> None:
    order = sold(world, market="fr", territory="FR")
    AccountMapping.objects.create(account="STRIPE", number="1360")
    day = database_now().date().isoformat()
    period = {"first_day": day, "last_day": day, "adviser": "29098", "client": "55003"}
    file = bookkeeper.get("/dashboard/finance/bookings/", period | {"format": "datev"})
    header, columns, *rows = file.content.decode("cp1252").splitlines()
    fields = header.split(";")
    assert fields[:5] == ['"EXTF"', "700", "21", '"Buchungsstapel"', "13"]
    assert fields[10:12] == ["29098", "55003"]
    assert columns.startswith("Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen")
    assert len(rows) == Entry.objects.count() == 4
    cells = [row.split(";") for row in rows]
    stripe = next(row for row in cells if row[6] == "1360")
    assert stripe[:3] == ["25,00", "S", "EUR"]
    assert stripe[10] == TaxDocument.objects.get().number
    signed = [(1 if row[1] == "S" else -1) * Decimal(row[0].replace(",", ".")) for row in cells]
    assert sum(signed) == 0
    assert order.number in stripe[13]


def test_the_report_page_and_its_files_agree(world: RightsWorld, bookkeeper: Client) -> None:
    sold(world, market="fr", territory="FR")
    day = TaxDocument.objects.get().issue_date.isoformat()
    period = {"first_day": day, "last_day": day}
    page = bookkeeper.get("/dashboard/finance/tax/", period)
    assert "Domestic" in page.text
    assert "€4.16" in page.text
    answer = bookkeeper.get("/dashboard/finance/tax/", period | {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Net"], row["Tax"], row["Gross"]) == ("20.84", "4.16", "25.00")
    xlsx = bookkeeper.get("/dashboard/finance/tax/", period | {"format": "xlsx"}).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_index(0)
    assert sheet.to_python()[1][9:12] == [20.84, 4.16, 25.0]
    strange = bookkeeper.get("/dashboard/finance/tax/", {"first_day": "2027-01-01", "last_day": ""})
    assert strange.status_code == 200
    assert staff_with("order.view_order").get("/dashboard/finance/tax/").status_code == 403


def test_payouts_are_listed_with_their_movements(world: RightsWorld, bookkeeper: Client) -> None:
    at = database_now() - timedelta(days=1)
    for seconds, (pk, kind, amount, fee) in enumerate(
        (
            ("txn_1", "charge", 2500, 100),
            ("txn_2", "refund", -500, 0),
            ("txn_3", "payout", -1900, 0),
            ("txn_4", "charge", 1000, 40),
        )
    ):
        BalanceTransaction.objects.create(
            id=pk,
            type=kind,
            currency="EUR",
            amount=amount,
            fee=fee,
            source=pk,
            happened_at=at + timedelta(seconds=seconds),
        )
        movement = StripeMovement(pk, "EUR", amount)
        post_fee(StripeMovement(pk, "EUR", fee))
        if kind == "payout":
            post_payout(movement)
    sold(world, market="fr", territory="FR")  # Stripe's movement of it is not fetched yet
    waiting, paid = read_payouts().rows
    assert (paid.id, paid.paid_out, paid.left, paid.posted) == ("txn_3", 19, 0, True)
    assert (waiting.id, waiting.charges, waiting.left) == ("", 10, Decimal("9.60"))
    page = bookkeeper.get("/dashboard/finance/payouts/")
    assert "txn_3" in page.text
    # The charges that were fetched belong to no order.
    assert "The ledger and Stripe differ" in page.text
    assert len(read_payouts().report.differences) == 2


def test_a_payout_of_the_provider_is_fetched_and_agrees(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    (made,) = stripe.control("POST", "payouts")["payouts"]
    assert deliver_events(stripe, "payout.") == 1  # the event alone fetches the movements
    assert [row.id for row in read_payouts().rows] == [made["id"]]
    assert reconcile_balance(in_flight=timedelta(0)).differences == ()
    statement = read_payouts()
    (row,) = statement.rows
    assert (row.id, row.charges, row.left, row.posted) == (made["id"], 25, 0, True)
    assert row.paid_out == Decimal(made["amount"]) / 100 == row.charges - row.fees
    assert statement.report.differences == ()
