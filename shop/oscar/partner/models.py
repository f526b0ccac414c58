"""Stock records: units in stock at a location, reserved, sold and not yet shipped, or announced.

Prices are not here: physical stock is not split by currency (see shop.commerce.pricing).
"""

from typing import Any, ClassVar

from django.db import models
from oscar.apps.partner.abstract_models import AbstractStockRecord


class StockRecord(AbstractStockRecord):
    """Oscar's stock record with a third counter, and constraints that no code can bypass.

    `num_held` are units reserved for unpaid orders; `num_allocated` are sold units still in the
    warehouse. Units announced for a day have a stock record of their own, a lot: `num_in_stock` is
    the number that may be sold before arrival. After arrival the lot is ordinary stock.
    """

    num_in_stock = models.PositiveIntegerField("in stock", default=0)
    num_allocated = models.PositiveIntegerField("sold, not yet shipped", default=0)
    num_held = models.PositiveIntegerField("held for payment", default=0)
    location = models.ForeignKey(
        "inventory.Location", on_delete=models.PROTECT, related_name="stock_records"
    )
    ships_on = models.DateField(
        null=True, blank=True, help_text="When announced units are sent; empty: on the shelf."
    )
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        unique_together = ()  # a partner's SKU of an article is the same at every location
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    num_in_stock__gte=models.F("num_allocated") + models.F("num_held")
                ),
                name="stock_is_never_oversold",
            ),
            models.UniqueConstraint(
                fields=["product", "partner", "location", "ships_on"],
                nulls_distinct=False,
                name="one_stock_record_per_partner_location_and_lot",
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_at__isnull=True) | models.Q(ships_on__isnull=False),
                name="only_announced_units_arrive",
            ),
        ]

    @property
    def announced(self) -> bool:
        """Return whether its units can only be pre-ordered."""
        return self.ships_on is not None and self.arrived_at is None

    @property
    def net_stock_level(self) -> int:
        """Units that can still be sold."""
        return int(self.num_in_stock - self.num_allocated - self.num_held)

    def allocate(self, quantity: int) -> Any:
        """Refuse Oscar's unconditional allocation: stock changes only through
        shop.commerce.inventory.
        """
        message = "stock is reserved and sold by shop.commerce.inventory.services"
        raise NotImplementedError(message)


from oscar.apps.partner.models import *  # noqa: E402, F403
from oscar.apps.partner.models import Partner as Partner  # noqa: E402, PLC0414  for type checkers
