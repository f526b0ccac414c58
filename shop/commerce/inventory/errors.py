"""Refusals of the stock keeper."""

from shop.platform.core.errors import DomainError


class OutOfStock(DomainError):  # noqa: N818  a noun of the domain, as all below
    """Not enough units are left; `data` has sku, asked and left."""

    code = "out_of_stock"


class NotReserved(DomainError):  # noqa: N818
    """More units are given back than an order has; `data` has the order."""

    code = "not_reserved"


class AdjustmentRefused(DomainError):  # noqa: N818
    """Stock that cannot be adjusted so; `data` has the reason, and sku with what is promised.

    Reasons: below_promised (units held or sold would be missing), no_change, no_reason,
    same_location; of a lot that is announced: past_date, far_date, known_lot (there is one of that
    day), arrived_apart (its units have come at one location and not at the other).
    """

    code = "adjustment_refused"


class StockTakeRefused(DomainError):  # noqa: N818
    """A stock-take that cannot be read or applied; `data` has every problem, in words."""

    code = "stock_take_refused"

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class CountsRefused(DomainError):  # noqa: N818
    """Counts that cannot be booked; `data["problems"]` has row (from 1), field and message each."""

    code = "counts_refused"


class CountsClash(DomainError):  # noqa: N818
    """The key came before with other counts."""

    code = "idempotency_clash"
