"""Vouchers as created by staff."""

from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from shop.commerce.vouchers.models import Voucher
from shop.oscar.basket.models import Basket
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with


def make_voucher(code: str = "TENTH", **fields: Any) -> Voucher:
    """Create a voucher that is valid now: by default 10 % off."""
    day, now = timedelta(days=1), database_now()
    if "amount" not in fields:
        fields = {"percent": 10} | fields
    fields = {"valid": DateTimeTZRange(now - day, now + day)} | fields
    return Voucher.objects.create(code=code, **fields)


def basket_using(code: str, *products: Any, **changes: Any) -> Basket:
    """Return a guest's basket with a voucher."""
    basket = basket_with(*products, **changes)
    Basket.objects.filter(pk=basket.pk).update(voucher_code=code)
    basket.refresh_from_db()
    return basket


def two_articles(world: RightsWorld, **fields: Any) -> list[Any]:
    """Create two sellable articles."""
    return [world.product(sku=f"ARTICLE-{n}", **fields) for n in range(2)]
