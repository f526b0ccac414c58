"""Errors of brand approval."""

from shop.platform.core.errors import DomainError


class NotInReview(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The version's status does not allow the step."""

    code = "not_in_review"


class OwnSubmission(DomainError):  # noqa: N818
    """A version cannot be approved by its submitter."""

    code = "own_submission"


class StagesMissing(DomainError):  # noqa: N818
    """The holder's other stages must be approved before the release; `data` lists them."""

    code = "stages_missing"


class ReasonMissing(DomainError):  # noqa: N818
    """A rejection needs a reason."""

    code = "reason_missing"


class DecidedAlready(DomainError):  # noqa: N818
    """The holder has decided this stage, or withdrawn the decision."""

    code = "decided_already"


class ContentFrozen(DomainError):  # noqa: N818
    """The content of a submitted version cannot change; create a new version."""

    code = "content_frozen"


class CommentEmpty(DomainError):  # noqa: N818
    """A comment needs a text."""

    code = "comment_empty"


class ThreadUnknown(DomainError):  # noqa: N818
    """The version has no mark of the holder, or no such picture to pin a comment to."""

    code = "thread_unknown"


class ConditionSettled(DomainError):  # noqa: N818
    """The condition is already confirmed, or its approval was withdrawn."""

    code = "condition_settled"


class NotAlike(DomainError):  # noqa: N818
    """A version differs from the first in more than color; `data` lists the differences."""

    code = "not_alike"


class ProductOutsideAgreement(DomainError):  # noqa: N818  a noun of the domain
    """The product was not made under the agreement."""

    code = "product_outside_agreement"
