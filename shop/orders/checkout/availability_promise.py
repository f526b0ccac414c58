"""Availability promised to the lines of a basket: from stock, or as a pre-order from a day on.

A pre-order is also decided for the day it ships: a license that ends earlier refuses it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.models import Product
from catalog.services import ReadRights
from licensing.rules.decision import Decision
from shop.commerce.inventory.availability import read_candidates
from shop.commerce.inventory.routing import (
    AvailableUnits,
    Candidate,
    RequestedUnits,
    Routing,
    count_available,
    promise,
    route,
)


@dataclass(frozen=True, slots=True)
class LinePromise:
    """Available units of an article, and the units promised to its line, if it can be filled."""

    candidates: Sequence[Candidate]
    left: AvailableUnits
    requested: RequestedUnits | None

    @property
    def ships_on(self) -> date | None:
        """Return the day from which a pre-order ships; None for stock at hand."""
        return self.requested.ships_on if self.requested else None


def promise_lines(lines: Sequence[Any], territory: str) -> dict[int, LinePromise]:
    """Return the promises of basket lines by product id, from the stock read with the lines."""
    promises = {}
    for line in lines:
        candidates = read_candidates(line.candidates, territory)
        requested = promise(line.product_id, line.quantity, candidates)
        promises[line.product_id] = LinePromise(candidates, count_available(candidates), requested)
    return promises


def decide_promised(
    products: Sequence[Product], promised: Mapping[int, LinePromise], where: Any, rights: ReadRights
) -> dict[int, Decision]:
    """Return the sale decisions by product id: for now, and for the day a pre-order ships."""
    place = (where.channel, where.at)
    now = rights.decide(*place)
    decisions = {product.pk: now[product.top.pk] for product in products}
    for day in {
        line_promise.ships_on for line_promise in promised.values() if line_promise.ships_on
    }:
        later = [product for product in products if promised[product.pk].ships_on == day]
        decided = rights.decide_preorders(*place, day)
        decisions |= {product.pk: decided[product.top.pk] for product in later}
    return decisions


def route_lines(promises: Sequence[LinePromise]) -> Routing | None:
    """Return the stock records that fill the lines; None if not all of them can be filled."""
    requested = [line_promise.requested for line_promise in promises if line_promise.requested]
    if not requested or len(requested) < len(promises):
        return None
    offered = {
        want.product_id: line_promise.candidates
        for want, line_promise in zip(requested, promises, strict=True)
    }
    return route(requested, offered)
