"""App configuration of the offer fork."""

from oscar.apps.offer.apps import OfferConfig as OscarOfferConfig


class OfferConfig(OscarOfferConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.offer"
