"""The statements that write a line of a basket: each decides what it writes by itself.

The basket's row is locked, so that an order of the basket has the line or comes before it. A line
that another request has changed since it was read is not written.
"""

from typing import Any

from shop.orders.errors import BasketNotOpen
from shop.oscar.basket.models import Basket, Line
from shop.platform.database.prepared import fetch_rows

OPENED = """
    with opened as (
        select id as basket_id, date_created from basket_basket
        where id = %(basket)s and status = 'Open' for no key update
    )"""
# One open basket for each owner and market: one that was begun at the same time is used.
BEGUN = """
    with opened as (
        insert into basket_basket (owner_id, status, date_created, market_id, channel, ship_to_id,
            voucher_code, gift_card_id)
        values (%(owner)s, 'Open', statement_timestamp(), %(market)s, %(channel)s, %(ship_to)s,
            %(voucher)s, %(gift_card)s)
        on conflict (owner_id, market_id) where status = 'Open' and owner_id is not null do nothing
        returning id as basket_id, date_created
    )"""
INSERTED = """, written as (
        insert into basket_line (basket_id, line_reference, product_id, stockrecord_id, quantity,
            price_currency, date_created, date_updated)
        select basket_id, %(reference)s, %(product)s, %(record)s::bigint, %(quantity)s,
            %(currency)s, statement_timestamp(), statement_timestamp() from opened
        on conflict (basket_id, line_reference) do nothing
        returning id
    )"""
UPDATED = """, written as (
        update basket_line l set quantity = %(quantity)s, date_updated = statement_timestamp()
        from opened
        where l.basket_id = opened.basket_id and l.product_id = %(product)s
            and l.quantity = %(before)s
        returning l.id
    )"""
RESULT = """
    select (select basket_id from opened), (select date_created from opened),
        (select id from written)
"""


def write_line(line: Line, *, before: int) -> bool:
    """Write a line whose basket had `before` units of its article; save the basket if it is new.

    Return False if another request has changed the line, or begun the owner's basket, meanwhile.
    Raises `BasketNotOpen`.
    """
    basket = line.basket
    is_new = basket.pk is None
    statement = (BEGUN if is_new else OPENED) + (UPDATED if before else INSERTED) + RESULT
    ((basket_id, date_created, line_id),) = fetch_rows(statement, _parameters(line, before))
    if basket_id is None:
        if not is_new or not _take_over(basket):
            raise BasketNotOpen
        return False
    basket.pk, basket.date_created = basket_id, date_created
    line.basket_id, line.pk = basket_id, line_id
    return line_id is not None


def _take_over(basket: Basket) -> bool:
    """Make a new basket the one that its owner began at the same time."""
    begun = Basket.objects.filter(
        owner_id=basket.owner_id, market_id=basket.market_id, status=Basket.OPEN
    ).first()
    if basket.owner_id is None or begun is None:
        return False
    basket.pk = begun.pk
    basket.refresh_from_db()
    return True


def _parameters(line: Line, before: int) -> dict[str, Any]:
    basket = line.basket
    return {
        "basket": basket.pk,
        "owner": basket.owner_id,
        "market": basket.market_id,
        "channel": basket.channel,
        "ship_to": basket.ship_to_id,
        "voucher": basket.voucher_code,
        "gift_card": basket.gift_card_id,
        "reference": line.line_reference,
        "product": line.product_id,
        "record": line.stockrecord_id,
        "quantity": line.quantity,
        "currency": line.price_currency,
        "before": before,
    }
