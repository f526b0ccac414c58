"""An import of new products and a rush on one product leave the pages of all others stored."""

import pytest
from django.db import connection, transaction

from catalog.models import Product
from licensing.reading.snapshot import territory_and_snapshot
from shop.identity.tenancy import acting_for
from tests.imports.files import Licensed
from tests.page_store.asking import (
    API_LIST,
    HOME,
    LIST,
    answered,
    api_path,
    ask,
    detail_path,
    fresh,
    source_of,
    warm,
)
from tools.testing.factories.catalog import RightsWorld

pytestmark = pytest.mark.usefixtures("without_agreements")


def scopes_noted() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select distinct scope from page_store_change")
        return {scope for (scope,) in cursor.fetchall()}


def test_an_import_of_new_products_ends_no_list(committed_world: RightsWorld) -> None:
    licensed = Licensed(committed_world)
    pin = committed_world.product(agreement=licensed.agreement)
    with acting_for(licensed.licensee.pk):
        licensed.apply(licensed.row("FIRST-1"))  # makes the rights profile of its kind
    paths = [HOME, LIST, f"{LIST}?in_stock=1&sort=price", API_LIST, detail_path(pin), api_path(pin)]
    warm(*paths)
    key = territory_and_snapshot("FR")[1].key
    with connection.cursor() as cursor:
        cursor.execute("delete from page_store_change")
    with acting_for(licensed.licensee.pk):
        licensed.apply(
            *(licensed.row(f"NEW-{number}", stock_main="5") for number in range(5)),
            licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main=""),
            licensed.variant("TEE-S", "TEE", size="S"),
        )
    assert Product.objects.filter(upc__startswith="NEW-").count() == 5
    noted = scopes_noted()
    # A job writes the search documents after the import: searches alone are made again.
    assert {scope for scope in noted if not scope.startswith(("new:", "p:"))} <= {"text"}
    assert territory_and_snapshot("FR")[1].key == key
    assert {path: source_of(path) for path in paths} == dict.fromkeys(paths, "hit")
    assert {path: answered(path) for path in paths} == {path: fresh(path) for path in paths}


def test_a_product_made_and_released_in_one_transaction_is_listed_at_once(
    committed_world: RightsWorld,
) -> None:
    agreement = committed_world.agreement()
    committed_world.product(agreement=agreement)
    paths = [HOME, LIST, f"{LIST}?in_stock=1", "/en-fr/search/?q=cap", API_LIST]
    warm(*paths)
    with transaction.atomic():
        cap = committed_world.product(sku="CAP-1", title="Cap", agreement=agreement, sizes=["S"])
    for path in paths:
        assert "CAP-1" in answered(path)[1], path
        assert answered(path) == fresh(path)
    warm(detail_path(cap))


def test_a_variant_that_is_added_to_a_sold_product_is_shown_at_once(
    committed_world: RightsWorld,
) -> None:
    tee = committed_world.product(sizes=["S"])
    warm(detail_path(tee), LIST)
    with transaction.atomic():
        variant = Product.objects.create(
            upc="PIN-1-XL", structure=Product.CHILD, parent=tee, size="XL", size_position=9
        )
        committed_world.stock(variant, 5)
    assert "PIN-1-XL" in answered(detail_path(tee))[1]
    assert answered(detail_path(tee)) == fresh(detail_path(tee))


def test_a_rush_on_one_product_leaves_all_other_pages(committed_world: RightsWorld) -> None:
    hot = committed_world.product(stock=40)
    agreement = hot.versions.get().marks.get().agreement
    other = committed_world.product(sku="CAP-1", title="Cap", agreement=agreement)
    paths = [detail_path(hot), detail_path(other), LIST, HOME, API_LIST, f"{LIST}?in_stock=1"]
    warm(*paths)
    hits = dict.fromkeys(paths, 0)
    record = hot.stockrecords.get()
    for sold in range(1, 41):
        record.num_held = sold
        record.save()
        for path in paths:
            hits[path] += ask(path).headers["X-Page-Store"] == "hit"
    # Ten pages of the last ten units; "In stock only" does not change more often.
    assert hits[detail_path(other)] == 40
    assert {hits[path] for path in paths if path != detail_path(other)} == {30}
    assert answered(detail_path(hot)) == fresh(detail_path(hot))
