"""Raw SQL as the running shop's role: the database itself keeps licensees apart, with the scoping
queryset or without it; the storefront's tables stay open to the storefront.
"""

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from psycopg import sql

from licensing.models import Licensee
from shop.identity.team.invitations import invite
from shop.identity.team.keys import create_key
from shop.identity.team.models import ApiKey, Invitation
from shop.identity.tenancy import TenantQuerySet, acting_for, querysets
from tests.licensee_portal.conftest import member
from tools.testing import databases
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory

# Tables that the portal alone serves: all that a TenantQuerySet reads.
CLOSED = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if isinstance(model._default_manager.all(), TenantQuerySet)
)
SHOWN = ("catalogue_product", "partner_stockrecord", "order_order", "licensing_licensee")


def fill(licensee: Licensee) -> None:
    """Make an invitation and a key of a licensee."""
    with acting_for(licensee.pk):
        by = UserFactory(role="licensee", licensee=licensee).pk
        invite(licensee=licensee, email=f"{licensee.code}@example.org", role="owner", by_id=by)
        create_key(licensee=licensee, name=licensee.code, scopes=["catalog:read"], by_id=by)


@pytest.fixture
def two(committed_world: RightsWorld) -> tuple[Licensee, Licensee]:
    """Return two licensees with rows in the portal's tables."""
    committed_world.product()
    licensees = committed_world.licensee, LicenseeFactory()
    for licensee in licensees:
        fill(licensee)
    return licensees


@pytest.fixture
def login(two: tuple[Licensee, Licensee]) -> Iterator[psycopg.Connection]:
    """Return a connection as the running shop has it."""
    with psycopg.connect(databases.address(connection.settings_dict["NAME"], "shop_app")) as found:
        yield found


def become(login: psycopg.Connection, licensee: Licensee) -> None:
    login.execute("select set_config('app.tenant', %s, true)", [str(licensee.pk)])


def whose(login: psycopg.Connection, table: str) -> set[int]:
    rows = login.execute(sql.SQL("select licensee_id from {}").format(sql.Identifier(table)))
    return {licensee for (licensee,) in rows}


def test_the_portals_tables_are_closed_and_closed_to_their_owner_too(db: None) -> None:
    assert {"team_apikey", "team_invitation"} <= set(CLOSED)
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relrowsecurity and relforcerowsecurity"
            " and relname = any(%s) order by relname",
            [CLOSED],
        )
        assert [name for (name,) in cursor.fetchall()] == CLOSED


def test_the_shops_role_cannot_pass_by(login: psycopg.Connection) -> None:
    row = login.execute(
        "select rolsuper, rolbypassrls, exists (select from pg_tables where schemaname = 'public'"
        " and tableowner = current_user) from pg_roles where rolname = current_user"
    ).fetchone()
    assert row == (False, False, False)


def test_without_a_tenant_there_are_no_rows(login: psycopg.Connection) -> None:
    for table in CLOSED:
        assert whose(login, table) == set(), table
    login.execute("select set_config('app.tenant', '', true)")
    for table in CLOSED:
        assert whose(login, table) == set(), table


def test_a_tenant_reads_its_own_rows_alone(
    login: psycopg.Connection, two: tuple[Licensee, Licensee]
) -> None:
    for licensee in two:
        become(login, licensee)
        for table in ("team_apikey", "team_invitation"):
            assert whose(login, table) == {licensee.pk}


def test_another_tenants_rows_are_neither_changed_nor_removed(
    login: psycopg.Connection, two: tuple[Licensee, Licensee]
) -> None:
    become(login, two[0])
    for table in CLOSED:
        name = sql.Identifier(table)
        for statement in (
            "update {} set licensee_id = licensee_id where licensee_id = %s",
            "delete from {} where licensee_id = %s",
        ):
            done = login.execute(sql.SQL(statement).format(name), [two[1].pk])
            assert done.rowcount == 0, (table, statement)


def test_no_row_is_written_or_given_to_another_tenant(
    login: psycopg.Connection, two: tuple[Licensee, Licensee]
) -> None:
    for statement in (
        "update team_apikey set licensee_id = %s",
        "insert into team_apikey (licensee_id, name, prefix, secret_hash, scopes, created_by_id)"
        " select %s, 'forged', 'forged', '', '{{catalog:read}}', created_by_id from team_apikey",
    ):
        become(login, two[0])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            login.execute(statement.replace("{{", "{").replace("}}", "}"), [two[1].pk])
        login.rollback()


def test_a_tenant_ends_with_its_transaction(
    login: psycopg.Connection, two: tuple[Licensee, Licensee]
) -> None:
    become(login, two[0])
    login.commit()
    assert whose(login, "team_apikey") == set()


def test_the_policy_cannot_be_taken_off(login: psycopg.Connection) -> None:
    for statement in (
        "alter table team_apikey disable row level security",
        "alter table team_apikey no force row level security",
        "drop policy rows_are_their_licensees on team_apikey",
        "set role shop_owner",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            login.execute(statement)
        login.rollback()


def test_the_storefront_still_sees_everything(
    login: psycopg.Connection, two: tuple[Licensee, Licensee]
) -> None:
    before = {table: _count(login, table) for table in SHOWN}
    assert before["catalogue_product"] == 1
    assert before["licensing_licensee"] == 2
    become(login, two[1])
    assert {table: _count(login, table) for table in SHOWN} == before


def test_with_the_scoping_taken_out_the_database_still_gives_nothing_of_others(
    world: RightsWorld, licensee: Licensee, other: Licensee, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(licensee)
    fill(other)
    monkeypatch.setattr(querysets, "own_rows", lambda rows, *_: rows)
    owner = member(licensee)
    with acting_for(licensee.pk):
        for model in (ApiKey, Invitation):
            found = model.objects.of(other)  # the queryset lets everything through
            assert {row.licensee_id for row in found} == {licensee.pk}
    with acting_for(other.pk):
        foreign = ApiKey.objects.get().pk, Invitation.objects.get().pk
    assert other.code not in owner.get("/licensee/keys/").text
    assert f"{other.code}@" not in owner.get("/licensee/team/").text
    for address in (
        f"/licensee/keys/{foreign[0]}/revoke/",
        f"/licensee/team/invitations/{foreign[1]}/withdraw/",
    ):
        assert owner.get(address).status_code == 404
        assert owner.post(address).status_code == 404
    assert Client().get("/en-fr/").status_code == 200


def _count(login: psycopg.Connection, table: str) -> int:
    row = login.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
    return row[0] if row else 0
