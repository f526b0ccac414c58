"""Statements of royalties by agreement and period, for Finance and for rights holders."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from licensing.models import Agreement
from shop.finance.royalties.services import complete_conversions, record_rate, reverse_accruals
from shop.finance.royalties.statements import royalty_statement
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in, staff_with
from tests.royalties.test_accruals import agreement_of, paid, stored_rate
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

FINANCE, DESK = "/dashboard/finance/royalties/", "/rights/royalties/"


@pytest.fixture
def today() -> date:
    return datetime.now(UTC).date()


def test_a_statement_adds_up_sales_and_refunds_of_its_period(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    stored_rate(today)
    agreement = agreement_of(world, world.mark, marketing_fund_rate=Decimal("0.02"))
    product = world.product(agreement=agreement)
    kept = paid(stripe, waiting_order(product, quantity=3))
    returned = paid(stripe, waiting_order(product, key="key-2"))
    reverse_accruals(order=returned)
    (row,) = royalty_statement(Agreement.objects.all(), today, today)
    # three at 20.00 with 20 % of tax: 50.00 net, of which 12 % are 6.00, or 5.64 CHF at 0.94
    assert (row.agreement, row.currency, row.net) == (agreement, "EUR", Decimal("50.00"))
    assert (row.earned, row.marketing_fund) == (Decimal("6.00"), Decimal("1.00"))
    assert (row.settled_in, row.settled, row.unconverted) == ("CHF", Decimal("5.64"), 0)
    assert kept.lines.get().royalty_accruals.get().earned == Decimal("6.00")
    tomorrow = today + timedelta(days=1)
    assert royalty_statement(Agreement.objects.all(), tomorrow, tomorrow) == []
    assert royalty_statement(Agreement.objects.exclude(pk=agreement.pk), today, today) == []


def test_sales_without_an_exchange_rate_are_counted_until_it_is_known(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    paid(stripe, waiting_order(world.product(agreement=agreement_of(world, world.mark))))
    (row,) = royalty_statement(Agreement.objects.all(), today, today)
    assert (row.settled, row.unconverted) == (Decimal(0), 1)
    assert "add the exchange rate" in staff_with("invoices.view_taxdocument").get(FINANCE).text
    record_rate(day=today, base="EUR", quote="CHF", rate=Decimal("0.94"), source="A test")
    complete_conversions()
    (row,) = royalty_statement(Agreement.objects.all(), today, today)
    assert (row.earned, row.settled, row.unconverted) == (Decimal("2.00"), Decimal("1.88"), 0)


def test_finance_and_the_holder_see_it_and_other_holders_do_not(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    stored_rate(today)
    agreement = agreement_of(world, world.mark)
    paid(stripe, waiting_order(world.product(agreement=agreement), quantity=3))
    finance = staff_with("invoices.view_taxdocument")
    own = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    other = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory())
    for client, address in ((finance, FINANCE), (own, DESK)):
        assert agreement.number in client.get(address).text
        lines = b"".join(client.get(f"{address}?format=csv")).decode("utf-8-sig").splitlines()
        assert lines[1].endswith(f"{agreement.number},EUR,50.00,6.00,0.00,0.00,CHF,5.64,0")
    assert agreement.number not in other.get(DESK).text
    assert "There are no royalties in this period." in other.get(DESK).text


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(world: RightsWorld) -> None:
    finance = staff_with("invoices.view_taxdocument")
    answer = finance.get(FINANCE, {"first": "2026-03-02", "last": "2026-03-01"})
    assert answer.status_code == 422
    assert "Enter a day that is not before the first one." in answer.text
    assert 'value="2026-03-02"' in answer.text
    assert finance.get(FINANCE, {"first": "soon", "last": ""}).status_code == 422
    assert staff_with("order.view_order").get(FINANCE).status_code == 403
