"""App configuration of royalties."""

from django.apps import AppConfig


class RoyaltiesConfig(AppConfig):
    """What each sold line earned for the holders of its marks."""

    name = "shop.finance.royalties"
    label = "royalties"
