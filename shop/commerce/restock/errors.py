"""Refusals of a notice."""

from shop.platform.core.errors import DomainError


class NoticeRefused(DomainError):  # noqa: N818  a noun of the domain
    """A notice cannot be asked for; `data` has the reason: unknown, not_sold_here, in_stock."""

    code = "restock_notice_refused"
