"""Promotions as created by staff."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from shop.commerce.markets.models import Market
from shop.commerce.promotions.changes import PromotionDraft, save_promotion
from shop.commerce.promotions.codes import add_code
from shop.commerce.promotions.terms import Gives
from shop.oscar.offers import ConditionalOffer, Voucher
from shop.platform.database.clock import database_now


def make_promotion(
    name: str = "Tenth", *, market: str = "fr", code: str = "", usage: str = "", **fields: Any
) -> ConditionalOffer:
    """Create a promotion that is in force now: by default 10 % off everything."""
    at: datetime = fields.pop("at", database_now())
    fields = {
        "gives": Gives.PERCENTAGE,
        "gives_value": Decimal(10),
        "begin": at,
        "end": at + timedelta(days=7),
        "titles": {"en": name},
    } | fields
    market_row = Market.objects.for_request().get(code=market)
    draft = PromotionDraft(name=name, market=market_row, coded=bool(code), **fields)
    offer = save_promotion(draft, at=at, by_id=None)
    if code:
        add_code(offers=[offer], text=code, usage=usage or Voucher.MULTI_USE)
    return offer
