"""The statement of one contract as PDF, read back, for its three readers."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.test import Client
from pypdf import PdfReader

from licensing.models import Agreement
from shop.finance.royalties.agreement_statements import agreement_statement, guarantees_of
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in, staff_with
from tests.invoices.making import paid_order, refund
from tests.royalties.test_accruals import agreement_of, stored_rate
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory


def text_of(client: Client, address: str) -> str:
    """Return the text of a PDF, without breaks."""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_document_shows_the_numbers_of_the_table_to_the_cent(world: RightsWorld) -> None:
    today = datetime.now(UTC).date()
    stored_rate(today)
    agreement = agreement_of(
        world,
        world.mark,
        marketing_fund_rate=Decimal("0.02"),
        common_fund_rate=Decimal("0.01"),
        advance=Decimal("5.00"),
        minimum_guarantees=[[today.year, "100.00"]],
    )
    order = paid_order(world.product(agreement=agreement), quantity=3)
    refund(order, {order.lines.get().pk: 1}, world.officer_id)
    year = f"first={today.year}-01-01&last={today.year}-12-31"
    finance, desk = "/dashboard/finance/royalties/", "/rights/royalties/"
    portal = "/licensee/sales/royalties/"
    holder = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    maker = signed_in(
        role=User.Role.LICENSEE, licensee=world.licensee, licensee_role=User.LicenseeRole.FINANCE
    )
    staff = staff_with("invoices.view_taxdocument")
    for client, address in ((staff, finance), (holder, desk), (maker, portal)):
        table = b"".join(client.get(f"{address}?{year}&format=csv")).decode("utf-8-sig")
        row = table.splitlines()[1].split(",")
        # two of three at 20.00 with 20 % of tax: 33.33 net, of which 12 % are 4.00, or 3.76 CHF
        assert row[2:] == [
            *(agreement.number, "EUR", "33.33", "4.00", "0.67", "0.33", "CHF", "3.76", "0")
        ]
        assert (
            f"{address}{agreement.pk}/?{year}".replace("&", "&amp;")
            in client.get(f"{address}?{year}").text
        )
        text = text_of(client, f"{address}{agreement.pk}/?{year}")
        for part in (
            f"Agreement {agreement.number}",
            world.holder.name,
            world.licensee.legal_name,
            f"{world.mark.name} {world.category.name} France 12 % EUR 33.33 EUR 4.00 CHF 3.76",
            "EUR EUR 33.33 EUR 4.00 EUR 0.67 EUR 0.33 0.94 CHF 3.76",
            "Royalties of the period CHF 3.76",
            f"Minimum guarantee for {today.year} CHF 100.00",
            f"Shortfall of {today.year} CHF 96.24",
            "Advance at the beginning CHF 5.00",
            "Paid from the advance -CHF 5.00",
            "Advance left CHF 0.00",
            "Marketing fund CHF 0.63",
            "Common fund CHF 0.31",
            "CHF 95.94",
            "Exchange rates of the day of sale: A test.",
            "This statement is provisional: the period has not ended yet.",
        ):
            assert part in text, (part, text)
    other = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory())
    assert other.get(f"{desk}{agreement.pk}/?{year}").status_code == 404
    answer = staff.get(f"{finance}{agreement.pk}/?first=2026-03-02&last=2026-03-01", follow=True)
    assert answer.status_code == 422
    assert "Enter a day that is not before the first one." in answer.text


def test_versions_are_one_contract_and_its_last_year_ends_with_the_term(
    world: RightsWorld,
) -> None:
    today = datetime.now(UTC).date()
    agreement = agreement_of(world, world.mark, advance=Decimal("5.00"))
    paid_order(world.product(agreement=agreement))
    second = Agreement.objects.get(pk=agreement.pk)
    second.pk, second.version, second.status = None, 2, Agreement.Status.DRAFT
    second.term = (second.term.lower, datetime(2027, 6, 30, 22, tzinfo=UTC))
    second.minimum_guarantees = [[2026, "1.00"], [2027, "2.00"], [2028, "3.00"]]
    second.save(force_insert=True)
    second.refresh_from_db()
    statement = agreement_statement(second, today, today + timedelta(days=30), today)
    assert [row.group.rate for row in statement.details] == [Decimal("0.12")]
    assert statement.unconverted == 1  # it has no exchange rate, and is in no converted sum
    assert statement.period.royalties == 0
    assert statement.due_on == today + timedelta(days=60)
    assert [row.last_day for row in guarantees_of(second)] == [
        date(2026, 12, 31),
        date(2027, 6, 30),
    ]
