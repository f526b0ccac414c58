"""The machine that draws lives of orders from all rules."""

from tools.drills.lives.base import EndedLives
from tools.drills.lives.buying import Buying
from tools.drills.lives.refunding import Refunding
from tools.drills.lives.returning import Returning
from tools.drills.lives.shop import LifeShop


class OrderLife(Buying, Returning, Refunding):
    """Lives of orders in one shop."""


def machine_in(shop: LifeShop, ended: EndedLives) -> type[OrderLife]:
    """Return the machine of a shop; each life adds its steps to `ended`."""
    OrderLife.shop = shop
    OrderLife.ended = ended
    return OrderLife
