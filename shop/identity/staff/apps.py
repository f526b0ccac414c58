"""App configuration of staff."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Invitations of staff and requests for roles."""

    name = "shop.identity.staff"
    label = "staff"
