"""Rate limit errors."""

from shop.platform.core.errors import DomainError


class TooManyTries(DomainError):  # noqa: N818  a noun of the domain
    """Something was tried too often; `data` has `limit`, its name, and `wait` in seconds."""

    code = "too_many_requests"
