"""Refusals of the stock keeper."""

from shop.core.errors import DomainError


class OutOfStock(DomainError):  # noqa: N818  a noun of the domain
    """Not enough units are left; `data` has sku, asked and left."""

    code = "out_of_stock"
