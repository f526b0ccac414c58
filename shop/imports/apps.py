"""App configuration of imports; the label keeps the first name of the app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Import product files of licensees: products, prices, stock."""

    name = "shop.imports"
    label = "sourcing"
    verbose_name = "Imports"
