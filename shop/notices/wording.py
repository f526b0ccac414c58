"""The sentences of notices, by code; the people who get them work in English.

`{names}` are filled from the notice's data; what people wrote themselves is not part of a sentence:
it is `text` of the data and shown below it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

SENTENCES = {
    "refund.failed": "The refund of {amount} {currency} for order {order} failed: {reason}",
    "refund.unexplained": "Stripe refunded {amount} {currency} more than order {order} had",
    "dispute.opened": "Order {order} is disputed ({reason}): answer at Stripe before {due}",
    "dispute.closed": "The dispute of order {order} over {amount} {currency} was {status}",
    "tax.missing": "{count} destinations have no tax rate now or from a day within {days} days",
    "approval.submitted": "{licensee} submitted {title} for approval",
    "approval.submitted_many": "{licensee} submitted {count} versions for approval",
    "approval.comment": "{author} wrote about {title}",
    "approval.question": "{author} asks about {title} and waits for an answer",
    "approval.approved": "{holder} approved {title}: {stage}",
    "approval.approved_with_conditions": "{holder} approved {title} with conditions: {stage}",
    "approval.condition_met": "{licensee} confirms a condition of {title}",
    "approval.rejected": "{holder} rejected {title}: {stage}",
    "approval.released": "{title} is released and on sale wherever its license reaches",
    "approval.overdue": "{holder} has not decided about {title} in time: {stage}",
    "approval.withdrawn": "{holder} withdrew its approval of {title}: {stage}",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in words; `text` is what somebody wrote, or empty."""

    sentence: str
    text: str


def word(code: str, data: Mapping[str, object]) -> Wording:
    """Return a notice in words; what is missing in the data is left out, never an error."""
    known = defaultdict(str, {name: str(value) for name, value in data.items()})
    sentence = SENTENCES.get(code, "{title}").format_map(known)
    return Wording(sentence, str(data.get("text", "")))
