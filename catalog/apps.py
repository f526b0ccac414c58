"""App configuration: this package takes the place of Oscar's catalogue app."""

from oscar.apps.catalogue.apps import CatalogueConfig as OscarCatalogueConfig


class CatalogConfig(OscarCatalogueConfig):
    """Oscar looks the app up by its label, so the label stays Oscar's."""

    name = "catalog"
    label = "catalogue"
