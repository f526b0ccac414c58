"""Return policies, return cases with their lines, photos and inspections."""

from shop.orders.returns.models.cases import REFUND_DAYS, STAFF_STATES, ReturnCase, ReturnPhoto
from shop.orders.returns.models.policies import MOST_DAYS, ReturnPolicy
from shop.orders.returns.models.units import (
    ClaimedUnits,
    DifferenceRefund,
    InspectedUnits,
    ReturnLine,
)

__all__ = [
    "MOST_DAYS",
    "REFUND_DAYS",
    "STAFF_STATES",
    "ClaimedUnits",
    "DifferenceRefund",
    "InspectedUnits",
    "ReturnCase",
    "ReturnLine",
    "ReturnPhoto",
    "ReturnPolicy",
]
