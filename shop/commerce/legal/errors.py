"""Errors of legal texts."""

from shop.platform.core.errors import DomainError


class LegalTextChanged(DomainError):  # noqa: N818  a noun of the domain, as below
    """Somebody else saved or published the draft since it was shown."""

    code = "legal_text_changed"


class PublicationInPast(DomainError):  # noqa: N818
    """A text cannot apply from an instant that is over."""

    code = "publication_in_past"
