"""Errors of changes of content."""

from shop.platform.core.errors import DomainError


class ContentChanged(DomainError):  # noqa: N818  a noun of the domain
    """Another person saved or published the content since it was opened."""

    code = "content_changed"


class NoDraft(DomainError):  # noqa: N818  a noun of the domain
    """The content has no draft that could be published."""

    code = "no_draft"


class PictureMissing(DomainError):  # noqa: N818  a noun of the domain
    """A hero banner needs a picture with a description before it is published."""

    code = "picture_missing"
