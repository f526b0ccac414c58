"""Products copied by COPY equal those that the services write."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from rich.progress import Progress

from catalog.models import Product
from shop.demo import loading
from shop.demo.copying import TABLES, TRAILS, Copier
from shop.demo.deferred_schema import build_after_load, count_deferred, drop_for_load
from shop.demo.loading import load_products
from shop.demo.plan import draw_products, plan_product
from shop.demo.products import ReferenceRows, write_batch
from tests.conftest import committed_clone
from tools.testing import databases

DEMO = [["migrate", "--verbosity", "0"], ["load_demo"]]
DRAWN = list(draw_products(3 * 244, 2026))
FIRST = [drawn for drawn in DRAWN if drawn.edition == 1]
LATER = [drawn for drawn in DRAWN if drawn.edition == 2][:60]
# Keys and instants differ; references to rows are compared by the natural key of these.
OWN = {"id", "pgh_id", "pgh_obj_id", "public_id", "pgh_created_at", "pgh_context"}
OWN |= {"date_created", "date_updated", "created_at", "at"}
REFERENCES = {
    "parent_id": "(select upc from catalogue_product k where k.id = t.{0})",
    "product_id": "(select upc from catalogue_product k where k.id = t.{0})",
    "version_id": "(select upc from catalogue_product k join catalogue_productversion v"
    " on v.product_id = k.id where v.id = t.{0})",
    "stock_record_id": "(select partner_sku || location_id || coalesce(ships_on::text, '')"
    " from partner_stockrecord s where s.id = t.{0})",
}


@pytest.fixture
def demo_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Return a database with the first edition of the demo catalog, where commits are real."""
    with committed_clone(databases.ensure_template("demo", DEMO), django_db_blocker) as name:
        yield name


@pytest.fixture
def reference(demo_db: str) -> ReferenceRows:
    return ReferenceRows()


def _rows(table: str) -> list[str]:
    """Return the rows of a table as texts without keys and instants, in their own order."""
    with connection.cursor() as cursor:
        cursor.execute("select attname from pg_attribute where attrelid = %s::regclass"
                       " and attnum > 0 and not attisdropped", [table])  # fmt: skip
        names = sorted({name for (name,) in cursor.fetchall()} - OWN)
        values = (REFERENCES.get(name, "t.{0}").format(f'"{name}"') for name in names)
        cursor.execute(f"select row({', '.join(values)})::text from {table} t")
        return sorted(text for (text,) in cursor.fetchall())


def _written(write: Any) -> dict[str, list[str]]:
    with transaction.atomic():
        write()
        tables = (*TABLES, *TRAILS, "catalogue_staledocument", "catalogue_searchword")
        rows = {table: _rows(table) for table in tables}
        transaction.set_rollback(True)
    return rows


def test_copies_equal_the_services_rows(reference: ReferenceRows) -> None:
    learned = Copier(reference)
    learned.learn(LATER)
    by_services = _written(lambda: write_batch([plan_product(drawn) for drawn in LATER], reference))
    by_triggers = _written(lambda: Copier(reference).copy_batch(LATER))

    def copy_without_triggers() -> None:
        for action in ("disable", "enable"):
            for table in TABLES:
                with connection.cursor() as cursor:
                    cursor.execute("set constraints all immediate")
                    cursor.execute(f"alter table {table} {action} trigger user")
            if action == "disable":
                copier = Copier(reference, without_triggers=True)
                copier._templates = learned._templates
                copier.copy_batch(LATER)

    copied = _written(copy_without_triggers)

    assert len(by_services["catalogue_product"]) > 60
    for rows in (by_triggers, copied):
        for table, expected in by_services.items():
            assert rows[table] == expected, table


def test_a_copied_batch_is_written_once(reference: ReferenceRows) -> None:
    copier = Copier(reference)

    assert copier.copy_batch(LATER[:3]) == 3
    assert copier.copy_batch(LATER[:5]) == 2
    assert Product.objects.filter(upc=LATER[0].sku).count() == 1


def _schema(owner: psycopg.Connection) -> list[tuple[Any, ...]]:
    return owner.execute(
        "select indexdef from pg_indexes where schemaname = 'public'"
        " union all select conname || pg_get_constraintdef(oid) from pg_constraint"
        " union all select tgname || tgenabled::text from pg_trigger where not tgisinternal"
        " order by 1"
    ).fetchall()


def test_a_stopped_load_is_continued_with_the_same_schema(committed_db: str) -> None:
    with psycopg.connect(databases.address(committed_db), autocommit=True) as owner:
        before = _schema(owner)
        drop_for_load(owner, TABLES + TRAILS)
        assert _schema(owner) != before
        next(build_after_load(owner, TABLES + TRAILS))  # stopped before the first is built
        waiting = count_deferred(owner)
        assert waiting > 50

        assert len(list(build_after_load(owner, TABLES + TRAILS))) == waiting + len(TABLES + TRAILS)
        assert _schema(owner) == before
        assert count_deferred(owner) == 0


def test_a_large_load_drops_and_builds(
    demo_db: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "COPIED", 1)  # so that both connections have some of them
    address = databases.address(demo_db)
    settings.ENV = settings.ENV.with_values({"DATABASE_OWNER_URL": address})
    drawn = [*FIRST, *LATER[:4]]

    with psycopg.connect(address, autocommit=True) as owner, Progress(disable=True) as progress:
        before = _schema(owner)
        assert load_products(drawn, progress, defer_from=-len(FIRST)) == 4
        assert load_products(drawn, progress, defer_from=-len(FIRST)) == 0
        assert _schema(owner) == before
    assert Product.objects.filter(upc__in=[product.sku for product in drawn]).count() == 248
