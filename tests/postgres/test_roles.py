"""The running shop's role works on rows: it changes no table and rewrites no evidence."""

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg import sql

from shop.commerce.inventory.models import StockMovement
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.grants import APPEND_ONLY_TABLES, TRAIL
from tests.orders.sandbox import attempt_of, pay
from tools.testing import databases
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, units, waiting_order
from tools.testing.stripe_harness import Sandbox

ROW_RIGHTS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
EVIDENCE = (
    "business.VatCheck",
    "catalogue.ApprovalCondition",
    "catalogue.ConditionMet",
    "catalogue.ReviewComment",
    "fulfillment.Shipment",
    "fulfillment.ShipmentLine",
    "fulfillment.TrackingEvent",
    "giftcards.GiftCardMovement",
    "inventory.StockMovement",
    "invoices.TaxDocument",
    "invoices.TaxDocumentLine",
    "ordering.DeliveryChange",
    "ordering.DomainEvent",
    "ordering.StaffNote",
    "ledger.BalanceTransaction",
    "ledger.Entry",
    "ledger.Journal",
    "licensing.RightsDecisionLog",
    "licensing.RightsDenial",
    "licensing.TrailDay",
    "returns.InspectedUnits",
    "royalties.RoyaltyAccrual",
    "royalties.RoyaltyConversion",
)
OTHER_RIGHTS = {"TRUNCATE", "REFERENCES", "TRIGGER"}


@pytest.fixture
def app_login(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """Return a connection as the running shop has it."""
    address = databases.address(connection.settings_dict["NAME"], "shop_app")
    with psycopg.connect(address, autocommit=True) as login:
        yield login


def rights_on(login: psycopg.Connection, table: str) -> set[str]:
    rows = login.execute(
        "select kind from unnest(%s::text[]) kind where has_table_privilege(%s, kind)",
        [sorted(ROW_RIGHTS | OTHER_RIGHTS), f'public."{table}"'],
    )
    return {kind for (kind,) in rows}


def all_tables(login: psycopg.Connection) -> set[str]:
    rows = login.execute("select tablename from pg_tables where schemaname = 'public'")
    return {name for (name,) in rows}


@pytest.mark.parametrize(
    "statement",
    [
        "create table anything (id int)",
        "create schema anything",
        "create database anything",
        "create role anything",
        "create function anything() returns int language sql as 'select 1'",
        "create index anything on order_order (number)",
        "create trigger anything before update on order_order for each row "
        "execute function suppress_redundant_updates_trigger()",
        "alter table order_order drop column number",
        "alter table order_order add column anything int",
        "alter table inventory_stockmovement disable trigger all",
        "alter table order_order owner to shop_app",
        "drop table order_order",
        "truncate order_order",
        "set role shop_owner",
        "set session_replication_role = replica",
        "copy order_order to program 'cat'",
    ],
)
def test_what_only_the_owner_or_an_administrator_may_do_is_refused(
    app_login: psycopg.Connection, statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_login.execute(statement)


@pytest.mark.parametrize("label", EVIDENCE)
@pytest.mark.parametrize("change", ["update {} set {key} = {key}", "delete from {}", "truncate {}"])
def test_rows_of_evidence_are_neither_changed_nor_removed(
    app_login: psycopg.Connection, label: str, change: str
) -> None:
    meta = apps.get_model(label)._meta
    statement = sql.SQL(change).format(
        sql.Identifier(meta.db_table), key=sql.Identifier(meta.pk.column)
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_login.execute(statement)


@pytest.mark.parametrize("table", APPEND_ONLY_TABLES)
def test_evidence_may_be_read_and_added_to_and_nothing_else(
    app_login: psycopg.Connection, table: str
) -> None:
    assert rights_on(app_login, table) == {"SELECT", "INSERT"}
    row = app_login.execute(
        "select has_any_column_privilege(%s, 'UPDATE')", [f'public."{table}"']
    ).fetchone()
    assert row == (False,)


def test_the_ledgers_the_event_log_and_the_decision_log_are_evidence() -> None:
    kept = {apps.get_model(label)._meta.db_table for label in EVIDENCE}
    assert set(APPEND_ONLY_TABLES) == kept


def test_every_other_table_may_be_worked_on_and_none_is_owned(
    app_login: psycopg.Connection,
) -> None:
    tables = all_tables(app_login)
    models = {
        m._meta.db_table for m in apps.get_models(include_auto_created=True) if m._meta.managed
    }
    assert models - {"pghistory_events"} <= tables  # a model without a table: it joins others
    trails = {table for table in tables if table.endswith(TRAIL)}
    assert len(trails) > 25
    for table in sorted(trails):
        assert (table, rights_on(app_login, table)) == (table, {"SELECT", "INSERT"})
    for table in sorted(tables - trails - set(APPEND_ONLY_TABLES)):
        assert (table, rights_on(app_login, table)) == (table, ROW_RIGHTS)
    owners = app_login.execute(
        "select distinct tableowner from pg_tables where schemaname = 'public'"
    ).fetchall()
    assert owners == [("shop_owner",)]


def test_every_number_a_table_counts_with_may_be_drawn(app_login: psycopg.Connection) -> None:
    refused = app_login.execute(
        "select sequencename from pg_sequences where schemaname = 'public' "
        "and not has_sequence_privilege(format('public.%I', sequencename), 'USAGE')"
    ).fetchall()
    assert refused == []


def test_the_role_can_sell_from_placement_to_payment(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=10)
    become("shop_app")
    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("shop_app",)
        order = waiting_order(product, quantity=2)
        pay(stripe, order)
        settle_payment(attempt_of(order).pk)
        run_queued_jobs()
        assert Order.objects.get(pk=order.pk).status == OrderState.PAID
        assert units(product) == (10, 0, 2)
        assert StockMovement.objects.filter(stock_record__product=product).count() >= 2
    finally:
        become("shop_owner")


def become(role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role


def test_staff_notes_are_deleted_by_a_function_of_the_owner_alone(
    app_login: psycopg.Connection,
) -> None:
    assert "DELETE" not in rights_on(app_login, "ordering_staffnote")
    row = app_login.execute(
        """select prosecdef, has_function_privilege(oid, 'execute'), proacl::text like '%{=X%'
             from pg_proc where proname = 'erase_staff_notes'"""
    ).fetchone()
    assert row == (True, True, False)
