"""Products that a test begins with equal those that models and services write."""

from typing import Any

import pytest
from django.db import connection, transaction

from shop.demo.copying import TABLES, TRAILS
from tools.testing.factories.catalog import RightsWorld

WRITTEN = (*TABLES, *TRAILS, "catalogue_staledocument", "catalogue_searchword")
# Columns that differ from one product to the next.
OWN = {"id", "pgh_id", "pgh_obj_id", "public_id", "product_id", "version_id", "stock_record_id"}
OWN |= {"slug", "partner_sku", "created_at", "pgh_created_at", "date_created", "date_updated", "at"}


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select attname from pg_attribute where attrelid = %s::regclass"
                       " and attnum > 0 and not attisdropped", [table])  # fmt: skip
        columns = sorted({name for (name,) in cursor.fetchall()} - OWN)
        cursor.execute(f"select row({', '.join(columns)})::text from {table}")
        return sorted(text for (text,) in cursor.fetchall())


def _written(world: RightsWorld, **terms: Any) -> dict[str, list[str]]:
    with transaction.atomic():
        world.product(**terms)
        rows = {table: _rows(table) for table in WRITTEN}
        transaction.set_rollback(True)
    return rows


@pytest.mark.parametrize("terms", [{}, {"sku": "MUG", "title": "Mug", "stock": 0, "prices": {}}])
def test_a_plain_product_equals_what_services_write(
    world: RightsWorld, terms: dict[str, Any]
) -> None:
    by_statement = _written(world, **terms)
    assert by_statement["catalogue_product"]
    assert by_statement == _written(world, kind="pin", **terms)  # a field of its own: by services


def test_a_plain_product_is_read_as_it_is_stored(world: RightsWorld) -> None:
    product = world.product()
    stored = type(product).objects.get(pk=product.pk)
    assert {f.attname: getattr(product, f.attname) for f in product._meta.fields} == {
        f.attname: getattr(stored, f.attname) for f in stored._meta.fields
    }
