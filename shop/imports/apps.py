"""App configuration of sourcing."""

from django.apps import AppConfig


class SourcingConfig(AppConfig):
    """What licensees upload becomes product, price and stock."""

    name = "shop.imports"
    label = "sourcing"
