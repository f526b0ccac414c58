"""Refusals of a voucher."""

from shop.platform.core.errors import DomainError

VOUCHER_REASONS = (
    "not_usable",
    "unknown",
    "not_yet",
    "ended",
    "used_up",
    "used_by_you",
    "other_currency",
    "too_little",
)


class VoucherRefused(DomainError):  # noqa: N818  a noun of the domain
    """A voucher does not count for this basket; `data` has code, reason and maybe least_goods.

    The reason is one of `VOUCHER_REASONS`: `not_usable` of a code that was just typed, whatever is
    wrong with it.
    """

    code = "voucher_refused"
