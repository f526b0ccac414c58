"""App configuration of the dashboard of customers."""

from typing import Any

from oscar.apps.dashboard.users.apps import UsersDashboardConfig as OscarUsersDashboardConfig

from shop.oscar.dashboard.permissions import NOBODY, permissions_map
from shop.web.backoffice.shared.on_use import views_of

PAGES = "shop.web.backoffice.dashboard"


class UsersDashboardConfig(OscarUsersDashboardConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.dashboard.users"
    default_permissions = NOBODY

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the pages."""
        self.configure_permissions()

    def configure_permissions(self) -> None:
        """Set the permission of each page."""
        self.permissions_map = permissions_map(
            {"users-index": "accounts.view_user", "user-detail": "accounts.view_user"}
        )

    def get_urls(self) -> list[Any]:
        """Return the URLs of the list of customers and of the customer page."""
        from shop.web.backoffice.dashboard.access import page

        (customers,) = views_of(PAGES, "customers")

        urls = [
            page("", customers.show_list, "users-index"),
            page("<int:pk>/", customers.show, "user-detail"),
        ]
        return self.post_process_urls(urls)
