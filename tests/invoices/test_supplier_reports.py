"""The report of sellers (DAC7): figures in euro to the cent, who is in it, what is missing."""

from datetime import date
from decimal import Decimal

import pytest

from licensing.models import Licensee
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.invoices.models import SupplierTaxRecord
from shop.finance.invoices.supplier_reports import (
    REPORT_COLUMNS,
    Outcome,
    QuarterFigures,
    SupplierReportRow,
    decide_outcome,
    quarter_end,
    report_table,
    supplier_report,
)
from shop.finance.royalties.models import FxRate
from shop.identity.accounts.models import User
from shop.identity.onboarding.services import BankAccount, save_bank_account
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tests.invoices.making import paid_order, refund
from tools.testing.factories.catalog import RightsWorld

PAGE = "/dashboard/finance/sellers/"
ACCOUNTING = (
    "invoices.view_taxdocument",
    "invoices.change_suppliertaxrecord",
    "onboarding.view_bankdetails",
)
IBAN = "DE89370400440532013000"
SELLER = SupplierTaxRecord(arrangement=SupplierTaxRecord.Arrangement.SELLER)


def quarter_now() -> tuple[int, int]:
    """Return year and number of the quarter in the seller's time zone."""
    today = database_now().date()
    return today.year, (today.month - 1) // 3 + 1


@pytest.mark.parametrize(
    ("sales", "consideration", "outcome"),
    [
        (29, "2000.00", Outcome.SMALL),
        (30, "2000.00", Outcome.READY),
        (29, "2000.01", Outcome.READY),
        (1, None, Outcome.NO_RATE),
    ],
)
def test_a_seller_is_reported_from_thirty_sales_or_above_2000_euro(
    sales: int, consideration: str | None, outcome: Outcome
) -> None:
    amount = None if consideration is None else Decimal(consideration)
    decided = decide_outcome(
        SELLER, is_resident=True, sales=sales, consideration=amount, is_complete=True
    )
    assert decided == outcome


def test_an_arrangement_an_exemption_and_the_residence_decide_first() -> None:
    large = {"sales": 99, "consideration": Decimal(9999), "is_complete": False}
    supplier = SupplierTaxRecord(arrangement=SupplierTaxRecord.Arrangement.SUPPLIER)
    listed = SupplierTaxRecord(arrangement="seller", exemption="listed")
    assert decide_outcome(None, is_resident=True, **large) == Outcome.UNDECIDED
    assert decide_outcome(supplier, is_resident=True, **large) == Outcome.SUPPLIER
    assert decide_outcome(listed, is_resident=True, **large) == Outcome.EXEMPT
    assert decide_outcome(SELLER, is_resident=False, **large) == Outcome.NOT_RESIDENT
    assert decide_outcome(SELLER, is_resident=True, **large) == Outcome.INCOMPLETE
    assert [quarter_end(2026, number) for number in (1, 4)] == [
        date(2026, 3, 31),
        date(2026, 12, 31),
    ]


def test_figures_are_after_taxes_royalties_and_refunds_in_euro(world: RightsWorld) -> None:
    agreement = world.agreement(royalty_rate=Decimal("0.12"))
    year, number = quarter_now()
    euro = paid_order(world.product(sku="EUR", agreement=agreement), key="eur", quantity=2)
    refund(euro, {euro.lines.get().pk: 1}, world.officer_id)
    paid_order(
        world.product(sku="GBP", agreement=agreement), key="gbp", market="gb", territory="GB"
    )
    issue_due_documents()
    (row,) = supplier_report(year, today=database_now().date())
    assert (row.outcome, row.sales) == (Outcome.UNDECIDED, 2)
    assert row.quarters[number - 1].unconverted == ("GBP",)
    end = min(quarter_end(year, number), database_now().date())
    FxRate.objects.create(day=end, base="GBP", quote="EUR", rate="1.2", source="test")
    (row,) = supplier_report(year, today=database_now().date())
    # Left in euro: 20.00 with 3.34 tax and 2.00 royalties. In pounds: 18.00, 3.00 and 1.80.
    assert row.quarters[number - 1] == QuarterFigures(
        sales=2, consideration=Decimal("30.50"), fees=Decimal("4.16"), taxes=Decimal("6.94")
    )
    assert supplier_report(year - 1, today=date(year - 1, 12, 31)) == []


def test_accounting_completes_the_data_and_downloads_the_file(world: RightsWorld) -> None:
    paid_order(world.product(), quantity=1, key="one")
    issue_due_documents()
    licensee: Licensee = world.licensee
    Licensee.objects.filter(pk=licensee.pk).update(country_id="DE")
    accounting = staff_with(*ACCOUNTING)
    address = f"{PAGE}{licensee.code}/"
    assert "Decide who sells" in accounting.get(PAGE).text
    typed = {"arrangement": "seller", "tin": "12/345/67890"}
    refused = accounting.post(address, typed)
    assert refused.status_code == 422
    assert "Select the country that issued the number." in refused.text
    assert accounting.post(address, typed | {"tin_country": "DE"}).status_code == 302
    assert "Missing: Address, Registration number, Bank account" in accounting.get(PAGE).text
    assert "below the limits" in accounting.get(PAGE).text
    with acting_for(licensee.pk):
        account = BankAccount("Maker GmbH", IBAN, "COBADEFFXXX")
        save_bank_account(licensee=licensee, account=account, by=User.objects.all()[0])
    assert "Bank account" not in accounting.get(PAGE).text.split("Missing: ")[1].split("<")[0]
    confirmation = accounting.get(f"{PAGE}accounts/")
    assert "Download as CSV" in confirmation.text
    assert IBAN not in accounting.get(PAGE, {"format": "csv"}).getvalue().decode()
    assert "2023" in accounting.get(PAGE, {"year": "1999"}).text
    assert 'value="2025"' in accounting.get(PAGE, {"year": "2025"}).text
    without = staff_with("invoices.view_taxdocument")
    assert without.get(f"{PAGE}accounts/").status_code == 403
    assert without.get(address).status_code == 403


def test_the_file_has_reported_licensees_only_with_their_figures(world: RightsWorld) -> None:
    record = SupplierTaxRecord(arrangement="seller", tin="1", tin_country_id="DE")
    figures = [QuarterFigures(30, Decimal("2500.10"), Decimal("1.00"), Decimal("500.02"))] * 4
    ready, small = (
        SupplierReportRow(world.licensee, record, figures, outcome, [])
        for outcome in (Outcome.READY, Outcome.SMALL)
    )
    (cells,) = report_table([ready, small], {world.licensee.pk: IBAN})
    named = dict(zip(REPORT_COLUMNS, cells, strict=True))
    assert (named["Account"], named["Member states"], named["TIN"]) == (IBAN, "DE PT", "1")
    assert (named["Q4 sales"], named["Q4 consideration EUR"]) == (30, Decimal("2500.10"))
    assert ready.consideration == Decimal("10000.40")


def test_whole_accounts_need_a_fresh_sign_in(db: None) -> None:
    answer = staff_with(*ACCOUNTING).post(f"{PAGE}accounts/")
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]
