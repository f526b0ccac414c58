"""Low stock is reported once each time it falls to the threshold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from shop.commerce.inventory.alerts import low_stock, mail_low_stock, open_low_stock_alerts
from shop.commerce.inventory.models import LowStockAlert
from shop.commerce.inventory.services import adjust_stock
from shop.oscar.partner.models import StockRecord
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


@pytest.fixture
def pin(world: RightsWorld) -> StockRecord:
    """Return the record of an article that is low at three of its ten units."""
    record = world.product(sku="PIN-1", stock=10).stockrecords.get()
    StockRecord.objects.filter(pk=record.pk).update(low_stock_threshold=3)
    world.product(sku="SCARF-1", stock=1)  # nobody wants to be told of it
    return record


@pytest.fixture
def change(pin: StockRecord) -> Callable[[int], tuple[int, int]]:
    """Return what adjusts the stock and looks: the alerts opened and mailed."""
    keeper = UserFactory()

    def book(units: int) -> tuple[int, int]:
        adjust_stock(stock_record=pin, change=units, reason="Counted", by_id=keeper.pk)
        return open_low_stock_alerts(), mail_low_stock()

    return book


def test_low_stock_is_told_of_once_each_time_it_falls(
    change: Callable[[int], tuple[int, int]], settings: Any
) -> None:
    settings.ENV = settings.ENV.with_values({"STOCK_ALERTS_TO": "stock@example.org"})
    assert [change(units) for units in (-6, -1, -1, +5, +1, -7)] == [
        (0, 0),  # 4 are left
        (1, 1),  # 3
        (0, 0),  # 2: told already
        (0, 0),  # 7: the alert is closed
        (0, 0),
        (1, 1),  # 1
    ]
    assert [record.product.sku for record in low_stock()] == ["PIN-1"]
    first, second = mail.outbox
    assert first.to == ["stock@example.org"]
    assert first.subject == "Low stock: 1 articles"
    assert "PIN-1" in first.body
    assert "3 available" in first.body
    assert "1 available" in second.body
    html = str(first.alternatives[0][0])
    assert "PIN-1" in html
    assert "/dashboard/stock/?only=low" in html


def test_what_nobody_was_told_of_waits(
    change: Callable[[int], tuple[int, int]], settings: Any
) -> None:
    assert change(-8) == (1, 0)
    assert LowStockAlert.objects.get().mailed_at is None
    settings.ENV = settings.ENV.with_values({"STOCK_ALERTS_TO": "stock@example.org"})
    assert mail_low_stock() == 1
    assert mail_low_stock() == 0
