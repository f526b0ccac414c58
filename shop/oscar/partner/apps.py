"""App configuration of the partner fork."""

from oscar.apps.partner.apps import PartnerConfig as OscarPartnerConfig


class PartnerConfig(OscarPartnerConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.partner"

    def ready(self) -> None:
        """Omit Oscar's stock alerts: `inventory.LowStockAlert` replaces them."""
