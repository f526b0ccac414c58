"""Rows inserted by prepared statements are those that Django would insert."""

from datetime import datetime

import pytest

from shop.finance.payments.models import StripeEvent
from shop.oscar.order.models import Line, Order
from shop.platform.database.prepared_inserts import MOST_AT_ONCE, insert_rows
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox


def columns(row: Order | Line) -> dict[str, object]:
    """Return what the database has of a row, without its keys."""
    stored = type(row).objects.get(pk=row.pk)
    fields = [field for field in row._meta.concrete_fields if not field.unique]
    return {field.attname: getattr(stored, field.attname) for field in fields}


def test_a_row_is_stored_as_django_stores_it(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    for row in (order, order.lines.get()):
        names = [field.attname for field in row._meta.concrete_fields if not field.unique]
        copy = type(row)(**{name: getattr(row, name) for name in names})
        if isinstance(copy, Order):
            copy.number = "MS-OTHER"
        insert_rows([copy])
        assert copy.pk > row.pk
        assert columns(copy) == columns(row)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, MOST_AT_ONCE, MOST_AT_ONCE + 1])
def test_rows_get_the_values_that_the_database_fills(number: int) -> None:
    rows = [StripeEvent(id=f"evt_{n}", type="payout.paid", payload={"n": n}) for n in range(number)]
    insert_rows(rows)
    assert {row.pk: row.payload for row in StripeEvent.objects.all()} == {
        f"evt_{n}": {"n": n} for n in range(number)
    }
    assert all(isinstance(row.received_at, datetime) for row in rows)
    for row in rows:
        row.save()
    assert StripeEvent.objects.count() == number
