"""The first request after a commit is right, whatever has changed."""

import pytest
from django.db import connection, transaction

from catalog.models import Product, ProductImage
from licensing.models import GamesEdition
from shop.oscar.partner.models import StockRecord
from tests.licensing.threads import do_elsewhere
from tests.page_store.asking import (
    API_LIST,
    API_MARKETS,
    HOME,
    LIST,
    App,
    answered,
    api_path,
    ask,
    detail_path,
    fresh,
    source_of,
    warm,
)
from tests.page_store.changes import CHANGES, DENIALS, change_price, change_text
from tools.testing.factories.catalog import RightsWorld

SEARCH = "/en-fr/search/?q=enamel"


def paths_of(product: Product) -> list[str]:
    """Return every kind of page that shows a product."""
    return [
        HOME,
        LIST,
        f"{LIST}?in_stock=1",
        f"{LIST}?min=15&max=22&sort=price",
        SEARCH,
        "/en-fr/games/PARIS2024/",
        "/en-fr/games/",
        detail_path(product),
        API_LIST,
        f"{API_LIST}&q=enamel",
        api_path(product),
        API_MARKETS,
    ]


@pytest.fixture
def pin(committed_world: RightsWorld) -> Product:
    """Return a product with a picture, sold for the Games of Paris."""
    games = GamesEdition.objects.create(code="PARIS2024", name="Paris 2024", season="S")
    product = committed_world.product(games=games)
    ProductImage.objects.create(
        product=product,
        stem="ab",
        width=900,
        height=900,
        widths=[256, 512],
        formats=["jpg"],
        published=True,
        approved=True,
        display_order=0,
    )
    return product


def test_the_first_answer_after_each_change_is_right(
    committed_world: RightsWorld, pin: Product
) -> None:
    """Changes follow one another; each is made on another connection, to a product of its own."""
    agreement = pin.versions.get().marks.get().agreement
    products = [
        committed_world.product(
            sku=f"PIN-{number}", title="Enamel pin", agreement=agreement, games=pin.games
        )
        for number in range(2, 2 + len(DENIALS))
    ]
    changed = [*((change, pin) for change in CHANGES), *zip(DENIALS, products, strict=True)]
    warm(*paths_of(pin))
    app = App()
    for change, product in changed:
        paths = paths_of(product)
        for_apps = [path for path in paths if path.startswith("/api/")]
        before = {path: answered(path) for path in paths}
        assert {source_of(path) for path in paths} == {"hit"}
        given = [{path: app.answered(path) for path in for_apps} for _ in range(2)]
        do_elsewhere(lambda change=change, product=product: change(committed_world, product))
        given.append({path: app.answered(path) for path in for_apps})
        after = {path: answered(path) for path in paths}
        assert after == {path: fresh(path) for path in paths}, change.__name__
        expected = [{path: page[path] for path in for_apps} for page in (before, before, after)]
        assert given == expected, change.__name__
        assert after != before, change.__name__


def test_a_change_is_not_seen_before_its_commit_and_at_once_after_it(
    committed_world: RightsWorld, pin: Product
) -> None:
    """A page that is filled while a writer is at work ends with the writer's commit."""
    paths = paths_of(pin)
    with transaction.atomic():
        change_price(committed_world, pin)
        do_elsewhere(lambda: warm(*paths))  # rendered without the change
    assert {path: answered(path) for path in paths} == {path: fresh(path) for path in paths}
    assert "23.00" in answered(LIST)[1]


def test_a_change_that_is_rolled_back_ends_no_page(
    committed_world: RightsWorld, pin: Product
) -> None:
    warm(*paths_of(pin))
    with transaction.atomic():
        change_price(committed_world, pin)
        change_text(committed_world, pin)
        transaction.set_rollback(True)
    assert {source_of(path) for path in paths_of(pin)} == {"hit"}


def test_a_sale_that_changes_nothing_shown_ends_no_page(
    committed_world: RightsWorld, pin: Product
) -> None:
    StockRecord.objects.filter(product=pin).update(num_in_stock=100)
    warm(*paths_of(pin))
    StockRecord.objects.filter(product=pin).update(num_held=3)
    StockRecord.objects.filter(product=pin).update(num_held=0, num_allocated=90)
    assert {source_of(path) for path in paths_of(pin)} == {"hit"}
    StockRecord.objects.filter(product=pin).update(num_allocated=91)
    assert source_of(detail_path(pin)) == "miss"


def test_a_change_of_one_product_leaves_the_pages_of_others(
    committed_world: RightsWorld, pin: Product
) -> None:
    agreement = pin.versions.get().marks.get().agreement
    other = committed_world.product(sku="CAP-1", title="Cap", agreement=agreement)
    warm(detail_path(other), api_path(other), detail_path(pin), LIST)
    change_price(committed_world, pin)
    assert source_of(detail_path(pin)) == "miss"
    assert source_of(LIST) == "miss"
    assert source_of(detail_path(other)) == source_of(api_path(other)) == "hit"
    ask(LIST)
    change_text(committed_world, pin)
    assert source_of("/en-de/products/") == "miss"
    assert source_of(detail_path(other)) == "hit"


def test_a_page_ends_at_the_next_instant_at_which_something_changes_by_itself(
    committed_world: RightsWorld, pin: Product
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update pricing_marketprice set valid = tstzrange(lower(valid), now() + '4 s')"
            " where product_id = %s",
            [pin.pk],
        )
        for path in (LIST, detail_path(pin), API_LIST, api_path(pin), HOME, SEARCH):
            warm(path)
            cursor.execute(
                "select page.valid_until = upper(price.valid) from pricing_marketprice price"
                " join markets_market m on m.id = price.market_id and m.code = 'fr',"
                " (select valid_until from page_store_page order by rendered_at desc limit 1)"
                " as page where price.product_id = %s",
                [pin.pk],
            )
            assert cursor.fetchone() == (True,), path
        cursor.execute("update page_store_page set valid_until = now()")
    assert source_of(LIST) == "miss"
