"""Why a step of a review was refused, in sentences."""

from shop.platform.core.errors import DomainError

REFUSALS = {
    "not_in_review": "This version is not waiting for approval any more.",
    "own_submission": "Who submitted a version cannot approve it.",
    "stages_missing": "Other stages must be approved first: {stages}.",
    "reason_missing": "A rejection says why.",
    "decided_already": "This stage is decided already.",
    "comment_empty": "Write what you want to say.",
    "thread_unknown": "This version has no such mark or picture.",
    "condition_settled": "This condition is confirmed already, or is not asked for any more.",
    "not_alike": "It differs from the first in more than color and pictures: {differs}.",
}


def refusal(error: DomainError) -> str:
    """Say in a sentence why a step was refused."""
    listed = {
        name: ", ".join(map(str, value))
        for name, value in error.data.items()
        if isinstance(value, list)
    }
    text = REFUSALS.get(error.code, "This did not work.")
    return text.format_map({"stages": "", "differs": ""} | listed)
