"""Differences in the books: listed by their checks, explained by finance, resolved when gone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from shop.finance.ledger.models import BalanceTransaction
from shop.finance.ledger.stripe_reconciliation import compare_books
from shop.orders.casework.differences import (
    record_breaches,
    record_differences,
    record_ledger_differences,
)
from shop.orders.casework.models import BookDifference
from shop.orders.invariants.registry import Finding
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in

LIST = "/dashboard/finance/differences/"


@pytest.fixture
def finance(db: None) -> Client:
    groups = ("Accounting", "Refunds")
    return signed_in(email="fi@example.org", role="staff", is_staff=True, groups=groups)


def rows() -> list[tuple[str, str]]:
    return list(BookDifference.objects.order_by("pk").values_list("key", "state"))


def test_a_charge_that_the_ledger_lacks_is_explained_and_later_resolved(finance: Client) -> None:
    now = database_now()
    charge = BalanceTransaction(
        id="txn_1", type="charge", currency="EUR", amount=1990, fee=0, source="ch_1",
        intent_id="pi_1", happened_at=now - timedelta(days=1),
    )  # fmt: skip
    charge.save(force_insert=True)
    for _night in range(2):
        record_ledger_differences(compare_books(now, now))
    assert rows() == [("EUR charge of pi_1", "open")]
    assert "nothing in the ledger, 19.90 at Stripe" in finance.get(LIST).text
    row = BookDifference.objects.get()
    page = f"{LIST}{row.pk}/"
    sent = {"state": "explained", "note": "", "owner": "fi@example.org"}
    assert "Write down the cause." in finance.post(page, sent).text
    stranger = finance.post(page, sent | {"note": "x", "owner": "nobody@example.org"})
    assert "No colleague in the shop" in stranger.text
    assert finance.post(page, sent | {"note": "Paid by hand at Stripe."}).status_code == 302
    record_ledger_differences(compare_books(now, now))
    assert rows() == [("EUR charge of pi_1", "explained")]  # it is as it was explained
    assert "Explained: Paid by hand at Stripe." in finance.get(page).text
    charge.id, charge.amount = "txn_2", 1000
    charge.save(force_insert=True)
    record_ledger_differences(compare_books(now, now))
    assert rows() == [("EUR charge of pi_1", "open")]  # the explanation was of another amount
    record_differences("ledger", {})
    assert rows() == [("EUR charge of pi_1", "resolved")]
    late = finance.post(page, sent | {"note": "Late."})
    assert (late.status_code, "was resolved while" in late.text) == (422, True)
    table = b"".join(finance.get(LIST, {"format": "csv", "state": "resolved"}).streaming_content)
    assert b"EUR charge of pi_1" in table


def test_checks_leave_each_others_rows_alone(db: None) -> None:
    record_breaches([Finding("stock is never oversold", 1, "PIN-1"), Finding("ok", 0, "")])
    record_differences("ledger", {})
    record_differences("refund", {"refund 1": "10.00 EUR"})
    assert rows() == [("stock is never oversold", "open"), ("refund 1", "open")]
    with pytest.raises(IntegrityError), transaction.atomic():
        BookDifference.objects.update(state="explained")
