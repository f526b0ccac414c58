"""How stock moves: taken and given back by orders, kept by staff.

Every change is one guarded statement and one row in the ledger. Nothing here decides by what it
read: the condition in the UPDATE decides, the CHECK stands behind.
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
from shop.commerce.inventory.services.shipping import release_sold, release_units, send_units

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
    "sell_reserved",
    "send_units",
    "transfer_stock",
]
