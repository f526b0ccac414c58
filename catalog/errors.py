"""What refuses a step of brand approval."""

from shop.platform.core.errors import DomainError


class NotInReview(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The version is not in the state that the step starts from."""

    code = "not_in_review"


class OwnSubmission(DomainError):  # noqa: N818
    """Who submits a version does not approve it."""

    code = "own_submission"


class StagesMissing(DomainError):  # noqa: N818
    """A release needs the holder's other stages first; `data` lists them."""

    code = "stages_missing"


class ReasonMissing(DomainError):  # noqa: N818
    """A rejection says why."""

    code = "reason_missing"


class DecidedAlready(DomainError):  # noqa: N818
    """The holder has decided this stage, or withdrawn the decision."""

    code = "decided_already"


class ContentFrozen(DomainError):  # noqa: N818
    """What was submitted is never written again; a new version says something else."""

    code = "content_frozen"


class CommentEmpty(DomainError):  # noqa: N818
    """A comment says something."""

    code = "comment_empty"


class ThreadUnknown(DomainError):  # noqa: N818
    """The version carries no mark of the holder, or has no such picture to pin a comment to."""

    code = "thread_unknown"


class ConditionSettled(DomainError):  # noqa: N818
    """The condition is confirmed already, or its approval was withdrawn."""

    code = "condition_settled"


class NotAlike(DomainError):  # noqa: N818
    """A version differs from the first of a set in more than color; `data` lists in what."""

    code = "not_alike"
