"""Messages for refused steps of a review."""

from shop.platform.core.errors import DomainError

REFUSALS = {
    "not_in_review": "This version is no longer waiting for approval.",
    "own_submission": "You cannot approve a version that you submitted.",
    "stages_missing": "Other stages must be approved first: {stages}.",
    "reason_missing": "Enter a reason for the rejection.",
    "decided_already": "This stage has already been decided.",
    "comment_empty": "Enter a comment.",
    "thread_unknown": "This version does not have that mark or picture.",
    "condition_settled": "This condition has already been confirmed or is no longer required.",
    "not_alike": "It differs from the first version in more than color and pictures: {differs}.",
}


def refusal(error: DomainError) -> str:
    """Return the message for a refused step."""
    listed = {
        name: ", ".join(map(str, value))
        for name, value in error.data.items()
        if isinstance(value, list)
    }
    text = REFUSALS.get(error.code, "Something went wrong.")
    return text.format_map({"stages": "", "differs": ""} | listed)
