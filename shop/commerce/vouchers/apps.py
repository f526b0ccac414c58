"""App configuration of vouchers."""

from django.apps import AppConfig


class VouchersConfig(AppConfig):
    """Codes that take something off an order, and who used them."""

    name = "shop.commerce.vouchers"
    label = "vouchers"
