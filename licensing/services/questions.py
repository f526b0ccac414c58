"""The question every part of the shop asks: may these products be sold there, so, then?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from licensing.decision import ApprovalFact, Decision, decide
from licensing.facts import product_facts, territory_and_snapshot


@dataclass(frozen=True, slots=True)
class ProductRightsInput:
    """What the catalogue knows of a product; `approvals` has one fact for each mark."""

    product_id: int
    published: bool
    profile_id: int | None
    unmarked: bool
    embargo_until: datetime | None
    approvals: tuple[ApprovalFact, ...]


def decide_many(
    inputs: Sequence[ProductRightsInput],
    territory: str,
    channel: str,
    at: datetime,
    *,
    ship_at: datetime | None = None,
) -> dict[int, Decision]:
    """Decide by product id; one query when the facts of this revision are known, else six."""
    place, snapshot = territory_and_snapshot(territory)
    snapshot.load({item.profile_id for item in inputs if item.profile_id is not None})
    return {
        item.product_id: decide(
            product_facts(
                snapshot,
                product_id=item.product_id,
                profile_id=item.profile_id,
                published=item.published,
                unmarked=item.unmarked,
                embargo_until=item.embargo_until,
                approvals=item.approvals,
            ),
            place,
            channel,
            at,
            ship_at=ship_at,
        )
        for item in inputs
    }
