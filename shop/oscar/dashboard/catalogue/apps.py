"""App configuration of the dashboard of products."""

from typing import Any

from oscar.apps.dashboard.catalogue.apps import (
    CatalogueDashboardConfig as OscarCatalogueDashboardConfig,
)

from shop.oscar.dashboard.permissions import NOBODY, permissions_map
from shop.web.backoffice.shared.on_use import views_of

PAGES = "shop.web.backoffice.dashboard"


class CatalogueDashboardConfig(OscarCatalogueDashboardConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.dashboard.catalogue"
    default_permissions = NOBODY

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the pages."""
        self.configure_permissions()

    def configure_permissions(self) -> None:
        """Set the permission of each page."""
        self.permissions_map = permissions_map(
            {
                "catalogue-product-list": "catalogue.view_product",
                "catalogue-product": "catalogue.view_product",
            }
        )

    def get_urls(self) -> list[Any]:
        """Return the URLs of the list of products and of the product page; only licensees edit
        products.
        """
        from shop.web.backoffice.dashboard.access import page

        (products,) = views_of(PAGES, "products")

        urls = [
            page("", products.show_list, "catalogue-product-list"),
            page("products/<int:pk>/", products.show, "catalogue-product"),
        ]
        return self.post_process_urls(urls)
