"""The prices that an article had in a market, read with the statement that reads the article."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from shop.commerce.markets.models import Market

# Prices of the last months, oldest first; a variant without a price of its own has its parent's.
HISTORY = """
    select jsonb_agg(jsonb_build_array(lower(h.valid), upper(h.valid), h.amount::text, h.is_sale)
        order by h.valid)
    from pricing_marketprice h
    where h.market_id = {market} and h.product_id = {product}
        and (upper(h.valid) is null or upper(h.valid) > {at}::timestamptz - interval '400 days')
"""
_OWN_OR_PARENTS = """
    coalesce(
        (select o.product_id from pricing_marketprice o
            where o.product_id = {article} and o.market_id = %s and o.valid @> %s::timestamptz),
        (select a.parent_id from catalogue_product a where a.id = {article}))
"""


@dataclass(frozen=True, slots=True)
class PricePeriod:
    """A price during [begin, end); a sale price is one that was set for a period."""

    begin: datetime | None
    end: datetime | None
    amount: Decimal
    is_sale: bool = False


def history_column(article: str, market: Market, at: datetime) -> RawSQL:
    """Return an annotation with the price history of an article, for `read_history`.

    `article` is the SQL of the article's id.
    """
    product = _OWN_OR_PARENTS.format(article=article)
    text = HISTORY.format(market="%s", product=product, at="%s")
    values: Any = JSONField()
    return RawSQL(f"({text})", (market.pk, market.pk, at, at), values)  # noqa: S611


def read_history(value: Any) -> tuple[PricePeriod, ...]:
    """Return the periods of a column of `HISTORY`."""
    return _read_text(value) if isinstance(value, str) else _periods(value or ())


@lru_cache(maxsize=8_192)
def _read_text(text: str) -> tuple[PricePeriod, ...]:
    """Return the periods of a column as the database wrote it; many articles share a history."""
    return _periods(json.loads(text) or ())


def _periods(rows: Sequence[Any]) -> tuple[PricePeriod, ...]:
    return tuple(
        PricePeriod(_instant(begin), _instant(end), Decimal(amount), bool(is_sale))
        for begin, end, amount, is_sale in rows
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
