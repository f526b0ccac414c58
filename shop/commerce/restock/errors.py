"""Errors of back-in-stock notices."""

from shop.platform.core.errors import DomainError


class NoticeRefused(DomainError):  # noqa: N818  a noun of the domain
    """The notice cannot be created; `data` has the reason: unknown, not_sold_here, in_stock."""

    code = "restock_notice_refused"
