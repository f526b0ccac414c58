"""App configuration of the search fork, and the page of results."""

from typing import Any

from django.urls import path
from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.search"

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the page."""

    def get_urls(self) -> list[Any]:
        """Return the URL of the results page."""
        from shop.web.storefront.browse import lists

        return self.post_process_urls([path("", lists.search, name="search")])
