"""Changes of prices by staff: a price from an instant on, or a sale price for a period.

The past is never changed. A price without an end replaces all that follow; after a sale price the
price that it interrupted goes on.
"""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from structlog import get_logger

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.core.money import round_money

log = get_logger(__name__)


@transaction.atomic
def set_price(  # noqa: PLR0913  one keyword for each part of a price
    *,
    product: Product,
    market: Market,
    amount: Decimal,
    begin: datetime,
    end: datetime | None = None,
    at: datetime,
    by_id: int | None,
) -> MarketPrice:
    """Store a price for `[begin, end)`; return its row. `at` is the present.

    Raises `ValidationError` by field.
    """
    _check(market, amount, (begin, end), at)
    Product.objects.select_for_update(no_key=True).get(pk=product.pk)  # one change at a time
    period = DateTimeTZRange(begin, end)
    rows = MarketPrice.objects.filter(product=product, market=market)
    same = rows.filter(amount=amount, valid=period).first() or (
        rows.filter(amount=amount, valid__contains=begin, valid__endswith=end).first()
        if begin <= at
        else None
    )
    if same is not None:
        return same
    for row in list(rows.filter(valid__overlap=period)):
        _cut_out(row, begin, end)
    price = MarketPrice.objects.create(
        product=product, market=market, amount=amount, valid=period, is_sale=end is not None
    )
    log.info("price.set", product=product.pk, market=market.code, by=by_id)
    return price


def _cut_out(row: MarketPrice, begin: datetime, end: datetime | None) -> None:
    """Leave of a price what is before and after a period."""
    lower, upper = row.valid.lower, row.valid.upper
    starts_before = lower is None or lower < begin
    goes_on = end is not None and (upper is None or upper > end)
    if starts_before:
        MarketPrice.objects.filter(pk=row.pk).update(valid=DateTimeTZRange(lower, begin))
    else:
        row.delete()
    if goes_on:
        MarketPrice.objects.create(
            product_id=row.product_id,
            market_id=row.market_id,
            amount=row.amount,
            is_sale=row.is_sale,
            valid=DateTimeTZRange(end, upper),
        )


def _check(
    market: Market, amount: Decimal, period: tuple[datetime, datetime | None], at: datetime
) -> None:
    begin, end = period
    errors = {}
    if amount <= 0:
        errors["amount"] = "Enter a price above 0."
    elif amount != round_money(amount, market.currency):
        errors["amount"] = f"{market.currency} does not have that many decimals."
    if begin < at:
        errors["begins"] = "Prices of the past cannot be changed. Leave this blank for now."
    elif end is not None and end <= begin:
        errors["ends"] = "The end must be after the beginning."
    if errors:
        raise ValidationError(errors)
