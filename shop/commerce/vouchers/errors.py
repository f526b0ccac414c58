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
    "too_few",
    "no_goods",
    "no_better",
    "other_market",
    "other_customers",
    "not_first_order",
    "sign_in",
    "promotion_used_up",
)


class VoucherRefused(DomainError):  # noqa: N818  a noun of the domain
    """The voucher does not apply to this basket; `data` has code, reason and maybe least_goods.

    The reason is one of `VOUCHER_REASONS`; a voucher that was just typed gets `not_usable`,
    whatever is wrong with it. Codes of promotions get the exact reason. `promotion_used_up` is that
    of a promotion without a code, whose title is the `code` then.
    """

    code = "voucher_refused"
