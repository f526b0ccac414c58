"""Refusals about personal data."""

from shop.platform.core.errors import DomainError


class AccountNotErasable(DomainError):  # noqa: N818  a noun of the domain
    """An account is not erased now; `data` has the reason: works_here or open_orders (`orders`)."""

    code = "account_not_erasable"
