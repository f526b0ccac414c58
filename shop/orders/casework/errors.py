"""Errors that refuse a step of customer service."""

from shop.platform.core.errors import DomainError


class TagRefused(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The text cannot be a tag; `data` has the reason: empty, too_long or too_many."""

    code = "tag_refused"


class GoodwillRefused(DomainError):  # noqa: N818
    """No goodwill card is issued; `data` has the reason: unpaid, no_email or above_total."""

    code = "goodwill_refused"


class AnswerRefused(DomainError):  # noqa: N818
    """The answer to a dispute is not sent; `data` has the reason.

    Reasons: empty, answered, closed, late, file_kind, file_size.
    """

    code = "answer_refused"


class AttachmentRefused(DomainError):  # noqa: N818
    """A file of a message is not taken; `data` has the reason.

    It is too_many, too_large (a PDF), photo_size or format.
    """

    code = "attachment_refused"


class WorkTaken(DomainError):  # noqa: N818
    """Another person works on the entry already; `data` has their email address."""

    code = "work_taken"


class RequestClosed(DomainError):  # noqa: N818
    """The request of a buyer was answered already."""

    code = "request_closed"


class PhoneOrderRefused(DomainError):  # noqa: N818
    """The order on the phone is not placed; `data` has the reason.

    Reasons: unknown_sku, no_delivery, not_accepted (a legal text, named in `text`).
    """

    code = "phone_order_refused"
