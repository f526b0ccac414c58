"""Grants of the running shop: its role owns nothing and cannot rewrite a ledger."""

from typing import Any

from django.conf import settings
from django.db import connections
from psycopg import sql

from shop.settings.env import ConfigurationError

# Rows of these tables are evidence: the running shop adds to them and reads them.
APPEND_ONLY_TABLES = (
    "business_vatcheck",
    "catalogue_approvalcondition",
    "catalogue_conditionmet",
    "catalogue_reviewcomment",
    "fulfillment_shipment",
    "fulfillment_shipmentline",
    "fulfillment_trackingevent",
    "giftcards_giftcardmovement",
    "inventory_stockmovement",
    "invoices_taxdocument",
    "invoices_taxdocumentline",
    "ledger_balancetransaction",
    "ledger_entry",
    "ledger_journal",
    "ordering_deliverychange",
    "ordering_domainevent",
    "ordering_staffnote",
    "licensing_rightsdecisionlog",
    "returns_inspectedunits",
    "royalties_royaltyaccrual",
    "royalties_royaltyconversion",
    "licensing_rightsdenial",
    "licensing_trailday",
)
TRAIL = "trail"  # suffix of all tables of the audit log


def grant_app_role(using: str) -> None:
    """Grant the application's role its rights on every table, as the connected owner."""
    role = settings.APP_DATABASE_ROLE
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        if not role or cursor.fetchone()[0] == role:
            return
        cursor.execute("select rolsuper from pg_roles where rolname = %s", [role])
        row = cursor.fetchone()
        if row is None:
            message = f"the role {role!r} of DATABASE_URL does not exist in the database"
            raise ConfigurationError(message)
        for statement in _statements():
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
        present = set(connection.introspection.table_names(cursor))
        trails = {table for table in present if table.endswith(TRAIL)}
        for table in trails | present.intersection(APPEND_ONLY_TABLES):
            cursor.execute(
                sql.SQL("revoke update, delete on {table} from {role}").format(
                    table=sql.Identifier(table), role=sql.Identifier(role)
                )
            )
        _close_owner_functions(cursor)


def _close_owner_functions(cursor: Any) -> None:
    """Revoke functions that run with the owner's rights from PUBLIC.

    PostgreSQL grants each new function to PUBLIC, also those of a dump or a snapshot.
    """
    cursor.execute(
        """select p.oid::regprocedure::text from pg_proc p
             join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'public' and p.prosecdef
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"""
    )
    for (signature,) in cursor.fetchall():
        cursor.execute(f"revoke all on function {signature} from public")


def _statements() -> tuple[str, ...]:
    return (
        "grant usage on schema public to {role}",
        "grant select, insert, update, delete on all tables in schema public to {role}",
        "grant usage on all sequences in schema public to {role}",
        "grant execute on all functions in schema public to {role}",
    )
