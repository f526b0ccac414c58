"""Errors of accounts."""

from shop.platform.core.errors import DomainError


class FactorResetRefused(DomainError):  # noqa: N818  a noun of the domain
    """A second factor is not reset so; `data` has the reason.

    own_account, no_permission, superuser, no_factor, no_evidence, pending, same_person, ended.
    """

    code = "factor_reset_refused"


class TooManyFilters(DomainError):  # noqa: N818  a noun of the domain
    """A person keeps as many filters of a page as fit on it."""

    code = "too_many_filters"
