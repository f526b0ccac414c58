"""Refusals of invoices."""

from shop.platform.core.errors import DomainError


class DocumentMissing(DomainError):  # noqa: N818  a noun of the domain
    """A credit note whose invoice was not issued yet; the job tries again."""

    code = "document_missing"
