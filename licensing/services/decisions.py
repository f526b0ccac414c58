"""The question every part of the shop asks: may these products be sold there, so, then?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.models import Holdback, Territory
from licensing.querysets import products_selling_off
from licensing.reading.fact_loader import (
    RightsSnapshot,
    product_facts,
    territory_and_snapshot,
    territory_fact,
)
from licensing.rules.channels import channel_number
from licensing.rules.coverage import Considered, Situation, block, consider
from licensing.rules.decision import (
    ApprovalFact,
    ComplianceFact,
    Decision,
    Facts,
    TerritoryFact,
    decide,
)
from licensing.services.postal_regions import resolve_place


@dataclass(frozen=True, slots=True)
class ProductRightsInput:
    """What the catalogue knows of a product; `approvals` has one fact for each mark, `sale` from
    when to when it is offered.
    """

    product_id: int
    published: bool
    profile_id: int | None
    unmarked: bool
    embargo_until: datetime | None
    approvals: tuple[ApprovalFact, ...]
    compliance: tuple[ComplianceFact, ...] = ()
    sale: tuple[datetime | None, datetime | None] = (None, None)


@dataclass(frozen=True, slots=True)
class MarkConsidered:
    """What was found about one mark: the grants looked at, and what blocks it whoever grants it."""

    number: int
    grants: tuple[Considered, ...]
    blocked: str | None


def decide_many(
    inputs: Sequence[ProductRightsInput],
    territory: str,
    channel: str,
    at: datetime,
    *,
    postcode: str = "",
    ship_at: datetime | None = None,
) -> dict[int, Decision]:
    """Decide by product id; one query when the facts of this revision are known, else a dozen.

    With `ship_at`, the day a pre-order is sent, every grant must hold then as well.
    """
    place, snapshot = _place_and_snapshot(territory, postcode)
    event = "ORDER" if ship_at is None else "DISPATCH"
    return {
        product_id: decide(facts, place, channel, at, event=event, ship_at=ship_at)
        for product_id, facts in _facts(inputs, snapshot).items()
    }


def consider_marks(
    product: ProductRightsInput, territory: str, channel: str, at: datetime, *, postcode: str = ""
) -> tuple[MarkConsidered, ...]:
    """Return for each mark which grants were looked at, and why each failed."""
    place, snapshot = _place_and_snapshot(territory, postcode)
    number = channel_number(channel)
    facts = _facts([product], snapshot)[product.product_id]
    if place is None or number is None:
        return ()
    where = Situation(place.number, number, at)
    return tuple(
        MarkConsidered(mark.number, tuple(consider(facts, mark, where)), block(facts, mark, where))
        for mark in facts.marks
    )


def decide_everywhere(
    product: ProductRightsInput, places: Sequence[TerritoryFact], channel: str, at: datetime
) -> dict[str, Decision]:
    """Decide one product for many territories, by code."""
    _, snapshot = territory_and_snapshot("")
    facts = _facts([product], snapshot)[product.product_id]
    return {place.code: decide(facts, place, channel, at) for place in places}


def decide_profiles(
    profile_ids: Collection[int], places: Sequence[TerritoryFact], channel: str, at: datetime
) -> dict[int, dict[str, Decision]]:
    """Decide by profile and territory's code what its rights say, as of a product that is approved,
    has its papers and, in a sell-off, declared stock left.
    """
    _, snapshot = territory_and_snapshot("")
    snapshot.load(profile_ids)
    found = {}
    for profile_id in profile_ids:
        profile = snapshot.profiles[profile_id]
        approved = ApprovalFact(0, approved=True, decided_at=at)
        facts = replace(
            product_facts(
                snapshot,
                product_id=0,
                profile_id=profile_id,
                published=True,
                unmarked=not profile.marks,
                embargo_until=None,
                approvals=(approved,) * len(profile.marks),
                sell_off=profile.sell_offs,
            ),
            regulated_areas=frozenset(),
        )
        found[profile_id] = {place.code: decide(facts, place, channel, at) for place in places}
    return found


def find_holds(
    product: ProductRightsInput, territory: str, channel: str, at: datetime
) -> list[Holdback]:
    """Return the holds that stop a product there, so, then."""
    place, snapshot = territory_and_snapshot(territory)
    number = channel_number(channel)
    facts = _facts([product], snapshot)[product.product_id]
    ids = [
        hold.id
        for hold in facts.holds
        if place is not None
        and place.number in hold.territories
        and number is not None
        and number in hold.channels
        and at in hold.window
    ]
    return list(Holdback.objects.filter(pk__in=ids).order_by("pk"))


def territory_facts(territories: Iterable[Territory]) -> list[TerritoryFact]:
    """Return what decisions need to know of territories."""
    return [territory_fact(territory) for territory in territories]


def _place_and_snapshot(
    territory: str, postcode: str
) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return where an address lies, as its postcode has it, and the facts of the revision."""
    resolved = resolve_place(territory, postcode) if postcode else None
    code = resolved.territory_code if resolved else territory
    place, snapshot = territory_and_snapshot(code)
    if place is not None and resolved is not None:
        place = replace(place, served=resolved.served, sanction_policy=resolved.sanction_policy)
    return place, snapshot


def _facts(inputs: Sequence[ProductRightsInput], snapshot: RightsSnapshot) -> dict[int, Facts]:
    snapshot.load({item.profile_id for item in inputs if item.profile_id is not None})
    profiles = [snapshot.profiles.get(item.profile_id or 0) for item in inputs]
    agreements = {agreement for found in profiles if found for agreement in found.sell_offs}
    left = products_selling_off(agreements) if agreements else {}
    return {
        item.product_id: product_facts(
            snapshot,
            product_id=item.product_id,
            profile_id=item.profile_id,
            published=item.published,
            unmarked=item.unmarked,
            embargo_until=item.embargo_until,
            approvals=item.approvals,
            compliance=item.compliance,
            sale=item.sale,
            sell_off=left.get(item.product_id, frozenset()),
        )
        for item in inputs
    }
