"""Stock rules that the database itself enforces, whatever the code does."""

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg import errors, sql

from shop.orders.checkout.placement import place_order
from shop.oscar.partner.models import StockRecord
from tools.testing import databases
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, empty_order, request_for

LEDGERS = ["inventory_stockmovement", "licensing_rightsdecisionlog", "ordering_domainevent"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("num_held = num_in_stock + 1", "stock_is_never_oversold"),
        ("num_allocated = num_in_stock + 1", "stock_is_never_oversold"),
        ("num_held = 2, num_allocated = 2", "stock_is_never_oversold"),
        ("num_held = -1", "num_held_check"),
        ("num_in_stock = -1", "check"),
    ],
)
def test_no_statement_can_oversell(world: RightsWorld, change: str, rule: str) -> None:
    record = StockRecord.objects.get(product=world.product(stock=3))
    statement = sql.SQL("update partner_stockrecord set {} where id = %s").format(sql.SQL(change))
    with (
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [record.pk])


RESERVATION = """
    insert into inventory_reservation (stock_record_id, order_id, quantity, state, expires_at)
    select %(record)s, %(order)s, {quantity}, 'HELD', now() from generate_series(1, {times})
"""
ATTEMPTS = """
    insert into payments_paymentattempt (public_id, idempotency_key, request_hash, order_id,
                                         state, amount, currency, intent_id, decline_code)
    select gen_random_uuid(), n, '', %(order)s, '{state}', 1, 'EUR', {intent}, ''
    from unnest(array['a', 'b']) n
"""
MOVEMENT = """
    insert into inventory_stockmovement (stock_record_id, kind, in_stock, held, allocated, reason)
    values (%(record)s, 'ADJUSTED', 0, 0, 0, '')
"""
UNTRUE = {
    "a_reservation_holds_something": RESERVATION.format(quantity=0, times=1),
    "an_order_reserves_a_stock_record_once": RESERVATION.format(quantity=1, times=2),
    "a_movement_moves_something": MOVEMENT,
    "an_order_is_in_a_known_state": "update order_order set status = 'LOST' where id = %(order)s",
    "a_pending_order_holds_stock_until_a_time": (
        "update order_order set hold_expires_at = null where id = %(order)s"
    ),
    "an_order_is_paid_once": ATTEMPTS.format(state="SUCCEEDED", intent="n"),
    "an_attempt_beyond_new_has_an_intent": ATTEMPTS.format(state="CREATED", intent="null"),
}


@pytest.mark.parametrize("rule", UNTRUE)
def test_a_row_that_cannot_be_true_is_refused(world: RightsWorld, rule: str) -> None:
    facts = {
        "record": StockRecord.objects.get(product=world.product()).pk,
        "order": empty_order().pk,
    }
    with (
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(UNTRUE[rule], facts)


@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}", "truncate {}"])
def test_the_running_shop_cannot_rewrite_what_happened(
    committed_world: RightsWorld, committed_db: str, table: str, verb: str
) -> None:
    place_order(request_for(basket_with(committed_world.product())))
    statement = verb.replace("id = id", "position = position") if "event" in table else verb
    with psycopg.connect(databases.address(committed_db, "shop_app")) as app:
        count = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
        assert app.execute(count).fetchone()[0] > 0
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(sql.SQL(statement).format(sql.Identifier(table)))


def test_the_running_shop_cannot_change_the_schema(committed_db: str) -> None:
    with psycopg.connect(databases.address(committed_db, "shop_app")) as app:
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("alter table order_order drop constraint an_order_is_in_a_known_state")
        app.rollback()
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("create table mine (id int)")
