"""Refusals of a voucher."""

from shop.core.errors import DomainError


class VoucherRefused(DomainError):  # noqa: N818  a noun of the domain
    """A voucher does not count for this basket; `data` has code, reason and maybe least_goods.

    Reasons: not_usable (of a typed code, whatever the reason is), unknown, not_yet, ended, used_up,
    used_by_you, other_currency, too_little.
    """

    code = "voucher_refused"
