"""App configuration of listing."""

from django.apps import AppConfig


class ListingConfig(AppConfig):
    """Lists and details of products as a market offers them."""

    name = "shop.commerce.listing"
    label = "listing"
