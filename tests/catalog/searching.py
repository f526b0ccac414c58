"""Search terms and helpers of the search tests."""

from datetime import UTC, date, datetime

from catalog.models import Product
from catalog.search.queries import read_text, search_products
from licensing.models import NOC, GamesEdition
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.search import Page, find_products
from shop.commerce.markets.models import Market
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import SportFactory

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TITLES = {
    "title_en": "Running shoes",
    "title_fr": "Chaussures de course à pied",
    "title_de": "Laufschuhe für Kinder",
    "title_it": "Scarpe da corsa",
    "title_es": "Zapatillas de correr",
    "title_pt": "Tênis de corrida",
    "title_ar": "أحذية الجري",
    "title_ja": "ランニングシューズ",
}


def make_shoes(world: RightsWorld) -> Product:
    """Make shoes with titles in every language, and a mug that is nothing like them."""
    product = world.product(
        sku="SHOE-77",
        title="Running shoes",
        color="turquoise",
        sport=SportFactory(slug="athletics", name_en="Athletics", name_fr="Athlétisme"),
        games=GamesEdition.objects.get_or_create(
            code="PARIS2024",
            defaults={"name": "Paris 2024", "season": "S", "starts_on": date(2024, 7, 26)},
        )[0],
        noc=NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})[0],
    )
    Product.objects.filter(pk=product.pk).update(**TITLES)
    world.product(sku="MUG-1", title="Porcelain mug")
    world.refresh(product)
    return product


def found(text: str, language: str = "en") -> list[str]:
    """Return the numbers of the products whose documents match."""
    search = read_text(text, language)
    return list(search_products(Product.objects.top_level(), search).values_list("upc", flat=True))


def page_of(text: str, language: str = "en", market: str = "fr", **values: str) -> Page:
    """Return the page of results that a visitor sees."""
    query = ListQuery(Market.objects.get(code=market), "FR", "WEB", NOW, language)
    return find_products(query.with_values({"q": text, **values}))


def skus(page: Page) -> list[str]:
    """Return the numbers of the products on a page."""
    return [listed.product.sku for listed in page.results]
