"""A variant has the rights of its parent and none of its own; an SKU identifies one article."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Product
from catalog.services import decide_products
from tools.testing.factories.catalog import RightsWorld

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_variants_are_decided_by_their_parent(world: RightsWorld) -> None:
    parent = world.product(sku="TEE", sizes=["S", "M"])
    variants = list(Product.objects.filter(parent=parent))
    assert len(variants) == 2
    decisions = decide_products(variants, "FR", "WEB", NOW)
    assert list(decisions) == [parent.pk]
    assert decisions[parent.pk].allowed


def test_lists_show_the_parent_and_never_its_variants(world: RightsWorld) -> None:
    parent = world.product(sku="TEE", sizes=["S", "M"])
    listed = Product.objects.top_level().sellable_in("FR", "WEB", NOW)
    assert list(listed.values_list("upc", flat=True)) == ["TEE"]
    assert parent.children.count() == 2


def test_a_variant_carries_no_rights_of_its_own(world: RightsWorld) -> None:
    parent = world.product(sku="TEE", sizes=["S"])
    variant = parent.children.get()
    for own in (
        {"rights_profile": parent.rights_profile_id},
        {"released": (NOW, None)},
    ):
        with pytest.raises(IntegrityError, match="a_variant_has_its"), transaction.atomic():
            Product.objects.filter(pk=variant.pk).update(**own)


def test_a_sku_names_one_article(world: RightsWorld) -> None:
    world.product(sku="PIN-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        world.product(sku="PIN-1")


def test_articles_are_called_by_gtin_else_by_sku(world: RightsWorld) -> None:
    product = world.product(sku="PIN-1")
    assert product.sku == "PIN-1"
    assert product.gtin_or_sku == "PIN-1"
    product.gtin = "4006381333931"
    assert product.gtin_or_sku == "4006381333931"
