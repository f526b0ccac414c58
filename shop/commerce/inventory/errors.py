"""Errors of stock."""

from shop.platform.core.errors import DomainError


class OutOfStock(DomainError):  # noqa: N818  a noun of the domain, as all below
    """Not enough units are available; `data` has sku, asked and left."""

    code = "out_of_stock"


class NotReserved(DomainError):  # noqa: N818
    """More units are released or shipped than the order has; `data` has the order."""

    code = "not_reserved"


class AdjustmentRefused(DomainError):  # noqa: N818
    """The adjustment is not possible; `data` has the reason, and sku with the promised units.

    Reasons: below_promised (less than reserved and sold), no_change, no_reason, same_location; for
    a pre-order lot: past_date, far_date, known_lot (one exists for that day), arrived_apart (its
    units have arrived at one of the two locations only).
    """

    code = "adjustment_refused"


class StockTakeRefused(DomainError):  # noqa: N818
    """The stock-take cannot be read or applied; `data` has all problems as sentences."""

    code = "stock_take_refused"

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class CountsRefused(DomainError):  # noqa: N818
    """The counts cannot be booked; `data["problems"]` has row (from 1), field and message."""

    code = "counts_refused"


class CountsClash(DomainError):  # noqa: N818
    """The key was used for other counts."""

    code = "idempotency_clash"
