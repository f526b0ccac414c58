"""App configuration of page_store."""

from django.apps import AppConfig


class PageStoreConfig(AppConfig):
    """Stored pages and the changes that end them."""

    name = "shop.commerce.page_store"
    label = "page_store"
