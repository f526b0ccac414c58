"""Reorder: put the items of an order into a basket again, as far as they still sell."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.quote import Destination
from shop.orders.errors import NotSellable
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Line, Order
from shop.platform.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that could not be added, and why."""

    line: Line
    error: DomainError


@dataclass(frozen=True, slots=True)
class Reordered:
    """Lines that were added to the basket, and those that were not."""

    added: Sequence[Line]
    refused: Sequence[RefusedLine]


def reorder(*, order: Order, basket: Basket, destination: Destination) -> Reordered:
    """Add the items of an order to a basket; name those that cannot be added."""
    added, refused = [], []
    for line in order.lines.select_related("product__parent").order_by("pk"):
        try:
            _add(line, basket, destination)
        except DomainError as error:
            refused.append(RefusedLine(line, error))
        else:
            added.append(line)
    return Reordered(added, refused)


def _add(line: Line, basket: Basket, destination: Destination) -> None:
    if line.product is None:
        raise NotSellable(
            sku=line.upc,
            title=line.title,
            territory=destination.territory,
            reason="NOT_PUBLISHED",
        )
    add_to_basket(
        basket=basket, product=line.product, quantity=line.quantity, destination=destination
    )
