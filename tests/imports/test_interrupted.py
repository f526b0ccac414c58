"""Uploads that are killed, cut off, or sent twice at once: each row is written once."""

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import OperationalError

from catalog.models import Product, ProductVersion
from shop.commerce.inventory.models import StockMovement
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import apply_plan, start_applying
from shop.imports.models import CatalogImport, PlanRow
from shop.imports.services import find_import
from shop.platform.core.errors import DomainError
from tests.background.workers import armed, run_command
from tests.imports.files import Licensed, as_csv
from tools.testing import databases

ROOT = Path(__file__).resolve().parents[2]
ROWS = 720
# The result of a run, without values that differ between runs: ids and times.
DUMP = """
    select p.upc, p.structure, p.title_en, profile.properties, p.is_public, s.more::text,
        s.rrp_amount, o.upc, r.num_in_stock,
        (select array_agg((v.number, v.status, v.content_hash)::text order by v.number)
            from catalogue_productversion v where v.product_id = p.id),
        (select array_agg((m.code, price.amount)::text order by m.code)
            from pricing_marketprice price join markets_market m on m.id = price.market_id
            where price.product_id = p.id),
        (select array_agg((x.kind, x.in_stock)::text order by x.id)
            from inventory_stockmovement x where x.stock_record_id = r.id),
        (select count(*) from catalogue_productrights pr
            join catalogue_productversion v on v.id = pr.version_id where v.product_id = p.id),
        p.search_document is not null
    from catalogue_product p
    left join catalogue_product o on o.id = p.parent_id
    left join catalogue_datasheet s on s.product_id = p.id
    left join partner_stockrecord r on r.product_id = p.id
    left join licensing_rightsprofile profile on profile.id = p.rights_profile_id
    order by p.upc
"""


@pytest.fixture
def licensed(committed_world) -> Licensed:
    return Licensed(committed_world)


def rows(licensed: Licensed, count: int = ROWS) -> list[dict[str, str]]:
    """Return articles: one in five is a variant of the one before."""
    made = []
    for number in range(count):
        sku = f"A-{number:05d}"
        if number % 5 == 1:
            made.append(licensed.variant(sku, f"A-{number - 1:05d}", colour="navy"))
        else:
            stock = {} if number % 5 == 0 else {"stock_main": str(number)}
            made.append(licensed.row(sku, title_en=f"Pin {number}", **{"stock_main": "", **stock}))
    return made


def dump(name: str) -> list[tuple]:
    """Return the catalog of a database, comparable with another's."""
    with psycopg.connect(databases.address(name)) as link:
        return link.execute(DUMP).fetchall()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_killed_upload_goes_on_and_leaves_what_an_uninterrupted_one_leaves(
    licensed, committed_db, tmp_path
):
    file = tmp_path / "articles.csv"
    file.write_bytes(as_csv(rows(licensed)))
    code, by = licensed.licensee.code, author(licensed)
    connections.close_all()
    copy = f"committed_copy_{os.getpid()}"
    databases.clone(committed_db, copy)
    sent = ("--licensee", code, "--by", by)
    try:
        done = run_command(committed_db, "import_catalog", str(file), *sent)
        assert done.returncode == 0, done.stdout + done.stderr
        expected = dump(committed_db)
        databases.clone(copy, committed_db)
    finally:
        databases.drop(copy)

    with armed("import.batch_written"):
        killed = run_command(committed_db, "import_catalog", str(file), *sent)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    assert not Product.objects.exists()
    with acting_for(licensed.licensee.pk):
        catalog_import = CatalogImport.objects.get()
    again = ("--licensee", code, "--resume", str(catalog_import.public_id))
    with armed("import.batch_applied"):
        killed = run_command(committed_db, "import_catalog", *again)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    assert 0 < Product.objects.count() < ROWS
    done = run_command(committed_db, "import_catalog", *again)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(expected) == ROWS
    assert dump(committed_db) == expected
    shutil.rmtree(ROOT / "var" / "uploads" / str(catalog_import.public_id), ignore_errors=True)


def author(licensed: Licensed) -> str:
    """Return the address of who uploads."""
    from shop.identity.accounts.models import User

    return User.objects.get(pk=licensed.by_id).email


def planned(licensed: Licensed, *made: dict[str, str]) -> CatalogImport:
    catalog_import = licensed.plan(*made)
    assert catalog_import.state == CatalogImport.State.PLANNED
    return catalog_import


def in_thread(step, *arguments):
    """Run in a thread with its own connection; return the result, or the refusal."""
    try:
        return step(*arguments)
    except DomainError as error:
        return error.code
    finally:
        connections.close_all()


def apply_again(catalog_import: CatalogImport):
    fresh = find_import(import_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    return apply_plan(catalog_import=fresh).state


def test_two_workers_at_one_upload_write_each_row_once(licensed):
    catalog_import = start_applying(catalog_import=planned(licensed, *rows(licensed, 60)))
    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(lambda _: in_thread(apply_again, catalog_import), range(2)))
    assert seen == ["APPLIED", "APPLIED"]
    assert Product.objects.count() == 60
    assert ProductVersion.objects.count() == 48
    assert StockMovement.objects.filter(kind="RECEIVED").count() == 48


def test_the_same_file_twice_at_once_is_applied_once(licensed):
    imports = [planned(licensed, *rows(licensed, 20)) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        seen = list(
            pool.map(lambda catalog_import: in_thread(apply_again, catalog_import), imports)
        )
    assert "APPLIED" in seen
    assert set(seen) <= {"APPLIED", "another_upload", "catalog_changed"}
    assert Product.objects.count() == 20
    assert ProductVersion.objects.count() == 16


def test_two_people_at_once_do_not_write_over_each_other(licensed):
    licensed.apply(licensed.row("PIN-1"))
    first = planned(licensed, licensed.row("PIN-1", price_fr="20"))
    second = planned(licensed, licensed.row("PIN-1", price_fr="30"))
    assert apply_again(first) == "APPLIED"
    assert in_thread_free(second) == "catalog_changed"


def in_thread_free(catalog_import: CatalogImport):
    try:
        return apply_again(catalog_import)
    except DomainError as error:
        return error.code


def test_a_database_that_went_away_in_the_middle_is_gone_on_with(licensed):
    catalog_import = start_applying(catalog_import=planned(licensed, *rows(licensed, 700)))

    def go_away(done: int, _total: int) -> None:
        if done > 300:
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(OperationalError):
        apply_plan(catalog_import=catalog_import, on_progress=go_away)
    connections.close_all()
    assert apply_again(catalog_import) == "APPLIED"
    assert Product.objects.count() == 700
    with acting_for(licensed.licensee.pk):
        assert not PlanRow.objects.filter(done_at__isnull=True).exists()
