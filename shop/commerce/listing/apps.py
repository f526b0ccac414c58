"""App configuration of listing."""

from django.apps import AppConfig


class ListingConfig(AppConfig):
    """find_products: the one entrance to every list."""

    name = "shop.commerce.listing"
    label = "listing"
