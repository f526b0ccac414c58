"""App configuration of vouchers."""

from django.apps import AppConfig


class VouchersConfig(AppConfig):
    """Vouchers and their uses."""

    name = "shop.commerce.vouchers"
    label = "vouchers"
