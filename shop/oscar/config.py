"""The root of Oscar's pages: each app has its own URLs, this class mounts them.

`docs/oscar.md` lists Oscar's URL names that this shop does not offer, with the reasons.
"""

from typing import Any

from django.apps import apps
from django.urls import path
from oscar.config import Shop as OscarShop


class Shop(OscarShop):
    """Oscar's root configuration; replaced as documented by Oscar."""

    def ready(self) -> None:
        """Look up the apps whose pages are mounted; Oscar's own views are not imported."""
        import oscar.checks  # noqa: F401  registers Oscar's system checks

        self.catalogue_app: Any = apps.get_app_config("catalogue")
        self.basket_app: Any = apps.get_app_config("basket")
        self.checkout_app: Any = apps.get_app_config("checkout")
        self.customer_app: Any = apps.get_app_config("customer")
        self.search_app: Any = apps.get_app_config("search")
        self.dashboard_app: Any = apps.get_app_config("dashboard")

    def get_urls(self) -> list[Any]:
        """Return the URLs of all apps; lists, products and orders have no prefix of an app."""
        from allauth.account import views as account_views

        from shop.web.storefront.browse import home

        return [
            path("", home.home, name="home"),
            path("", self.catalogue_app.urls),
            path("basket/", self.basket_app.urls),
            path("", self.checkout_app.urls),
            path("", self.customer_app.urls),
            path("search/", self.search_app.urls),
            path("dashboard/", self.dashboard_app.urls),
            # allauth serves these addresses; Oscar's names redirect to them.
            path("accounts/password/reset/", account_views.password_reset, name="password-reset"),
            path(
                "accounts/password/reset/done/",
                account_views.password_reset_done,
                name="password-reset-done",
            ),
            path(
                "accounts/password/reset/key/done/",
                account_views.password_reset_from_key_done,
                name="password-reset-complete",
            ),
        ]
