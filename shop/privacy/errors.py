"""Errors of personal data."""

from shop.platform.core.errors import DomainError


class AccountNotErasable(DomainError):  # noqa: N818  a noun of the domain
    """The account cannot be erased now; `data` has the reason: works_here or open_orders."""

    code = "account_not_erasable"
