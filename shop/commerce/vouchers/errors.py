"""Errors of vouchers."""

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
    """The voucher does not apply to this basket; `data` has code, reason and maybe least_goods.

    The reason is one of `VOUCHER_REASONS`; a code that was just typed gets `not_usable`, whatever
    is wrong with it.
    """

    code = "voucher_refused"
