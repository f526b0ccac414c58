"""The sentences of notices, by code; their recipients work in English.

`{names}` are filled from the notice's data. Texts written by people are not part of a sentence:
they are in `text` of the data and shown below it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

SENTENCES = {
    "refund.failed": "The refund of {amount} {currency} for order {order} failed: {reason}",
    "refund.unexplained": "Stripe refunded {amount} {currency} more than was left on order {order}",
    "refund.of_gift_cards": "Stripe refunded {amount} {currency} that paid gift cards of order "
    "{order}: withdraw them",
    "order.to_review": "Order {order} over {amount} {currency} is held for review: {reason}",
    "dispute.opened": "Order {order} is disputed ({reason}): answer at Stripe before {due}",
    "dispute.closed": "The dispute of order {order} over {amount} {currency} was {status}",
    "tax.missing": "{count} destinations have no tax rate now or within {days} days",
    "approval.submitted": "{licensee} submitted {title} for approval",
    "approval.submitted_many": "{licensee} submitted {count} versions for approval",
    "approval.comment": "{author} commented on {title}",
    "approval.question": "{author} has asked a question about {title}",
    "approval.approved": "{holder} approved {title}: {stage}",
    "approval.approved_with_conditions": "{holder} approved {title} with conditions: {stage}",
    "approval.condition_met": "{licensee} confirmed a condition of {title}",
    "approval.rejected": "{holder} rejected {title}: {stage}",
    "approval.released": "{title} is released and on sale wherever it is licensed",
    "approval.overdue": "{holder} missed the deadline for {title}: {stage}",
    "approval.withdrawn": "{holder} withdrew its approval of {title}: {stage}",
    "approval.picture_withdrawn": "A picture of {title} was withdrawn and is no longer shown",
    "rights.submitted": "Agreement {agreement} is waiting for review",
    "rights.returned": "Agreement {agreement} was returned to draft",
    "rights.signed": "Agreement {agreement} is signed and ready to activate",
    "rights.activated": "Agreement {agreement} with {licensee} is in force from {when}",
    "rights.superseded": "Agreement {agreement} was replaced by a newer version on {when}",
    "rights.closed": "Agreement {agreement} was closed on {when}",
    "rights.suspended": "Agreement {agreement} with {licensee} is suspended from {when}: "
    "{products} may not be sold",
    "rights.resumed": "Agreement {agreement} with {licensee} is resumed: "
    "{products} may be sold again",
    "rights.revoked": "Agreement {agreement} with {licensee} is revoked from {when}: "
    "{products} may no longer be sold",
    "rights.ends_soon": "Agreement {agreement} with {licensee} ends in {days} days, on {when}",
    "rights.ended": "Agreement {agreement} with {licensee} ended on {when}",
    "rights.sell_off_ended": "The sell-off of {agreement} with {licensee} ended on {when}",
    "rights.licensee_suspended": "{licensee} is suspended: none of its products may be sold",
    "rights.licensee_reinstated": "{licensee} is reinstated and may sell again",
    "rights.hold_placed": "Hold on sales of {scope} from {when}: {kind}",
    "rights.hold_ended": "The hold on {scope} ended on {when}",
    "rights.consent_ended": "The consent to sell {scope} abroad ({reference}) ended on {when}",
    "rights.athlete_consent_ended": "Consent {reference} of {athlete} to goods with {scope} ended",
    "rights.holding_ended": "{holder} no longer holds {scope} from {when}",
    "rights.factory_ended": "Factory {factory} is no longer approved under {agreement}",
    "rights.paper_ends_soon": "The {paper} of {licensee} ends in {days} days, on {when}",
    "rights.document_ends_soon": "{document} of {licensee} ends in {days} days, on {when}",
    "rights.paper_ended": "The {paper} of {licensee} ended on {when}: its sales are stopped",
    "orders.held": "Do not ship: {orders} on hold",
    "orders.to_decide": "{orders} on hold: decide whether to ship or refund",
    "orders.released": "Order {order} can be shipped: the hold has been lifted",
    "orders.refunded": "Do not ship order {order}: it is being refunded",
}


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The sentence of a notice, and the text written by a person, if any."""

    sentence: str
    text: str


def render_notice(code: str, data: Mapping[str, object]) -> NoticeText:
    """Return the texts of a notice; missing data is left out and never an error."""
    values = defaultdict(str, {name: str(value) for name, value in data.items()})
    sentence = SENTENCES.get(code, "{title}").format_map(values)
    return NoticeText(sentence, str(data.get("text", "")))
