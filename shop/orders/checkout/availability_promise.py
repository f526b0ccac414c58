"""What can be promised of a basket's lines: from the shelf, or as a pre-order from a day on.

A pre-order is decided for the day it is sent as well: a license that ends before refuses it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.models import Product
from catalog.services import decide_preorders, decide_products
from licensing.rules.decision import Decision
from shop.commerce.inventory.availability import read_candidates
from shop.commerce.inventory.routing import (
    Candidate,
    Left,
    Routed,
    Wanted,
    count_left,
    promise,
    route,
)


@dataclass(frozen=True, slots=True)
class LinePromise:
    """What there is of a line's article, and what of it the line would be given, if all of it."""

    candidates: Sequence[Candidate]
    left: Left
    wanted: Wanted | None

    @property
    def ships_on(self) -> date | None:
        """The day from which a pre-order is sent; None from the shelf."""
        return self.wanted.ships_on if self.wanted else None


def promise_lines(lines: Sequence[Any], territory: str) -> dict[int, LinePromise]:
    """Return by article what basket lines can be promised; their stock was read with them."""
    found = {}
    for line in lines:
        candidates = read_candidates(line.candidates, territory)
        wanted = promise(line.product_id, line.quantity, candidates)
        found[line.product_id] = LinePromise(candidates, count_left(candidates), wanted)
    return found


def decide_promised(
    products: Sequence[Product], promised: Mapping[int, LinePromise], where: Any
) -> dict[int, Decision]:
    """Decide by article whether it may be sold as promised: now, and on the day it is sent."""
    place = (where.territory, where.channel, where.at)
    now = decide_products(products, *place)
    decisions = {product.pk: now[product.top.pk] for product in products}
    for day in {one.ships_on for one in promised.values() if one.ships_on}:
        later = [product for product in products if promised[product.pk].ships_on == day]
        decided = decide_preorders(later, *place, day)
        decisions |= {product.pk: decided[product.top.pk] for product in later}
    return decisions


def route_lines(promises: Sequence[LinePromise]) -> Routed | None:
    """Return which stock records give the units of lines; None when not all can be had."""
    wanted = [one.wanted for one in promises if one.wanted]
    if not wanted or len(wanted) < len(promises):
        return None
    offered = {want.product_id: one.candidates for want, one in zip(wanted, promises, strict=True)}
    return route(wanted, offered)
