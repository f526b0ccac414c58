"""App configuration of licensing."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Licensing rights: who may sell what, where, by which channel and when."""

    name = "licensing"
    label = "licensing"
