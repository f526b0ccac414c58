"""Errors of promotions."""

from shop.platform.core.errors import DomainError


class PromotionRefused(DomainError):  # noqa: N818  a noun of the domain
    """A promotion, code or minimum price cannot be saved; `data` names the `field`."""

    code = "promotion_refused"
