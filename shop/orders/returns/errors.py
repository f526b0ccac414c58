"""Errors that refuse a step of a return."""

from shop.platform.core.errors import DomainError

# Reasons that refuse the request of a buyer.
RETURN_REASONS = (
    "disputed",
    "excluded",
    "mixed",
    "no_address",
    "no_returns",
    "no_variant",
    "not_agreed",
    "not_sent",
    "nothing",
    "refunded",
    "too_late",
    "too_many",
    "unpaid",
)


class ReturnRefused(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The units cannot be returned; `data` has the reason, and for a line its title and units.

    Reasons: unpaid, nothing, unknown_line, not_sent, too_many, too_late, no_returns, excluded,
    disputed, no_variant, no_reason, no_outcome, wrong_count, withheld_too_much, mixed (an exchange
    and a refund in one request), not_agreed (with the price of the exchange), difference_unpaid,
    missing_without_price.
    """

    code = "return_refused"


class ReturnStateConflict(DomainError):  # noqa: N818
    """The case is not in the expected state; `data` has its number and state."""

    code = "return_state_conflict"


class PhotoRefused(DomainError):  # noqa: N818
    """The photo cannot be stored; `data` has the field, the reason and the file's name."""

    code = "photo_refused"
