"""Stock records: what lies in stock, what is held for a payment, what is sold and not yet shipped.

Prices are not here: physical stock is not split by currency (see shop.pricing).
"""

from typing import Any, ClassVar

from django.db import models
from oscar.apps.partner.abstract_models import AbstractStockRecord


class StockRecord(AbstractStockRecord):
    """Oscar's stock record with a third counter, and constraints that no code can pass by.

    `num_held` are units reserved for orders that are not paid yet; `num_allocated` are sold units
    still in the warehouse.
    """

    num_in_stock = models.PositiveIntegerField("in stock", default=0)
    num_allocated = models.PositiveIntegerField("sold, not yet shipped", default=0)
    num_held = models.PositiveIntegerField("held for payment", default=0)
    cell = models.PositiveSmallIntegerField(default=0, help_text="Where the pool lives.")

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    num_in_stock__gte=models.F("num_allocated") + models.F("num_held")
                ),
                name="stock_is_never_oversold",
            ),
            models.UniqueConstraint("product", "partner", name="one_stock_record_per_partner"),
        ]

    @property
    def net_stock_level(self) -> int:
        """Units that can still be sold."""
        return int(self.num_in_stock - self.num_allocated - self.num_held)

    def allocate(self, quantity: int) -> Any:
        """Refuse Oscar's unconditional allocation: stock moves only through shop.inventory."""
        message = "stock is reserved and sold by shop.inventory.services"
        raise NotImplementedError(message)


from oscar.apps.partner.models import *  # noqa: E402, F403
from oscar.apps.partner.models import Partner as Partner  # noqa: E402, PLC0414  for type checkers
