"""Changes of stock: by orders and by staff.

Each change is one guarded UPDATE and one ledger row. The condition of the UPDATE decides, never an
earlier read; a CHECK constraint is the last guard.
"""

from shop.commerce.inventory.services.adjustments import (
    NewLot,
    adjust_stock,
    announce_stock,
    receive_lot,
    receive_stock,
    transfer_stock,
)
from shop.commerce.inventory.services.reservations import (
    release_reserved,
    reserve,
    reserve_again,
    sell_reserved,
)
from shop.commerce.inventory.services.shipping import (
    release_sold,
    release_units,
    return_units,
    send_units,
)

__all__ = [
    "NewLot",
    "adjust_stock",
    "announce_stock",
    "receive_lot",
    "receive_stock",
    "release_reserved",
    "release_sold",
    "release_units",
    "reserve",
    "reserve_again",
    "return_units",
    "sell_reserved",
    "send_units",
    "transfer_stock",
]
