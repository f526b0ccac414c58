"""App configuration of the search fork."""

from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.search"
