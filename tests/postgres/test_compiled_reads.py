"""A compiled read returns what Django's query returns, for other values and another language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalog.models import Product
from shop.platform.database.compiled_reads import CompiledRead
from tools.testing.factories.catalog import RightsWorld


def test_a_compiled_read_takes_other_values_and_the_language_of_the_page(
    world: RightsWorld,
) -> None:
    read = CompiledRead(
        lambda sku: Product.objects.filter(upc=sku).values_list("upc", "title").order_by("upc")
    )
    for sku, french in (("PIN-1", "Épinglette"), ("MUG-1", "Tasse")):
        Product.objects.filter(pk=world.product(sku=sku, title=sku).pk).update(title_fr=french)
    assert read.rows(sku="PIN-1") == [("PIN-1", "PIN-1")]
    assert read.rows(sku="MUG-1") == [("MUG-1", "MUG-1")]
    with translation.override("fr"):
        assert read.rows(sku="MUG-1") == [("MUG-1", "Tasse")]
    assert read.first(sku="CAP-1") is None


def test_a_compiled_read_returns_models_with_relations_in_one_statement(
    world: RightsWorld,
) -> None:
    read = CompiledRead(
        lambda sku: (
            Product.objects.select_related("parent").filter(upc=sku, is_public=True).order_by()
        )
    )
    world.product(sku="TEE-1", sizes=["S", "M"])
    child = Product.objects.exclude(parent=None).select_related("parent").order_by("pk")[0]
    read.rows(sku="OTHER")
    with CaptureQueriesContext(connection) as captured:
        (row,) = read.rows(sku=child.upc)
        assert row.parent == child.parent
    assert len(captured) == 1
    assert row == child


def test_a_value_that_the_query_does_not_use_is_refused(world: RightsWorld) -> None:
    read = CompiledRead(lambda **_values: Product.objects.filter(upc="PIN-1"))
    with pytest.raises(ValueError, match="no parameter for sku"):
        read.rows(sku="PIN-1")
