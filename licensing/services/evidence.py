"""Every sold line keeps the decision it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from licensing.models import RightsDecisionLog
from licensing.rules.decision import Decision


@dataclass(frozen=True, slots=True)
class SaleEvidence:
    """What was decided for one order line."""

    order_line_id: int
    product_id: int
    territory: str
    channel: str
    at: datetime
    decision: Decision


def record_sale_decisions(evidence: Iterable[SaleEvidence]) -> None:
    """Write the evidence, in the transaction of the order."""
    RightsDecisionLog.objects.bulk_create(
        RightsDecisionLog(
            order_line_id=item.order_line_id,
            product_id=item.product_id,
            territory=item.territory,
            channel=item.channel,
            at=item.at,
            revision=item.decision.revision,
            allowed=item.decision.allowed,
            mode=item.decision.mode,
            reasons=list(item.decision.reasons),
            basis=list(item.decision.basis),
        )
        for item in evidence
    )
