"""App configuration of royalties."""

from django.apps import AppConfig


class RoyaltiesConfig(AppConfig):
    """Royalties of sold lines."""

    name = "shop.finance.royalties"
    label = "royalties"
