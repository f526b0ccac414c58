"""App configuration: this package takes the place of Oscar's catalogue app, pages included."""

from typing import Any

from django.urls import path, re_path
from oscar.apps.catalogue.apps import CatalogueConfig as OscarCatalogueConfig


class CatalogConfig(OscarCatalogueConfig):
    """Oscar looks the app up by its label, so the label stays Oscar's."""

    name = "catalog"
    label = "catalogue"

    def ready(self) -> None:
        """Import none of Oscar's views and receivers: the pages are those of `get_urls`."""

    def get_urls(self) -> list[Any]:
        """Return the pages of products and their lists."""
        from shop.web.storefront.browse import lists, oscar_links, products

        urls = [
            path("products/", lists.products, name="index"),
            path("games/", lists.index, {"facet": "games"}, name="games-index"),
            path("games/<str:code>/", lists.games, name="games"),
            path("sport/", lists.index, {"facet": "sport"}, name="sport-index"),
            path("sport/<slug:slug>/", lists.sport, name="sport"),
            path("country/", lists.index, {"facet": "noc"}, name="country-index"),
            path("country/<str:code>/", lists.country, name="country"),
            path("category/<slug:slug>/", lists.category, name="category"),
            path("p/<slug:slug>/<str:sku>/", products.product, name="detail"),
            # Oscar's own arguments, which its extensions and old links use.
            re_path(
                r"^catalogue/category/(?P<category_slug>[\w-]+(?:/[\w-]+)*)_(?P<pk>\d{1,18})/$",
                oscar_links.category,
                name="category",
            ),
            re_path(
                r"^catalogue/(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/$",
                oscar_links.product,
                name="detail",
            ),
        ]
        return self.post_process_urls(urls)
