"""Rate limit errors."""

from shop.platform.core.errors import DomainError


class TooManyTries(DomainError):  # noqa: N818  a noun of the domain
    """A limit was exceeded; `data` has its name `limit`, and `wait` in seconds."""

    code = "too_many_requests"
