"""Submission of a basket: the first step of transaction 1 after the key is claimed.

One statement locks the basket, gives the time of the lock, and reads the revision of rights and
settings under which everything else of the order is read.
"""

import json
from datetime import datetime
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS

from licensing.reading.snapshot import PLACE_AND_STATE, RightsSnapshot, territory_and_snapshot_of
from shop.orders.errors import BasketNotOpen
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.prepared import fetch_rows

COLUMNS = [field.attname for field in Basket._meta.concrete_fields]  # noqa: SLF001  documented
# The returned columns are computed after the row was locked. The transaction took the rights lock
# in an earlier statement, so these rights are those of the order.
SUBMIT = f"""
    with rights as ({PLACE_AND_STATE})
    update basket_basket as b set status = 'Submitted', date_submitted = clock_timestamp()
    from rights where b.id = %s and b.status = 'Open'
    returning {", ".join(f"b.{column}" for column in COLUMNS)}, clock_timestamp(), rights.*
"""  # noqa: S608  our own statement


class Submission(NamedTuple):
    """A basket that became submitted at an instant, under a revision of rights and settings."""

    basket: Basket
    at: datetime
    rights: RightsSnapshot


def submit_basket(basket_id: int, territory: str) -> Submission:
    """Submit an open basket, which locks it; a refusal of the order leaves it open.

    `at` is the time at which it was locked: a denial that was committed while this waited has begun
    by then. Raises `BasketNotOpen` with the order that was made of it.
    """
    rows = fetch_rows(SUBMIT, [territory, basket_id])
    if not rows:
        order = Order.objects.filter(basket_id=basket_id).order_by("-pk").first()
        raise BasketNotOpen(order=order.number if order else None)
    row, width = rows[0], len(COLUMNS)
    _, rights = territory_and_snapshot_of(row[width + 1 :])
    basket = Basket.from_db(DEFAULT_DB_ALIAS, COLUMNS, row[:width])
    basket.bought_cards = json.loads(str(basket.bought_cards))  # a cursor returns JSON as text
    return Submission(basket, row[width], rights)
