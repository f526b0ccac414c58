"""Decide whether products may be sold in a territory, by a channel, at an instant."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.models import Holdback, Territory
from licensing.reading.list_rights import products_selling_off
from licensing.reading.postal_regions import resolve_place
from licensing.reading.snapshot import (
    RightsSnapshot,
    product_facts,
    territory_and_snapshot,
    territory_fact,
)
from licensing.rules.channels import channel_number
from licensing.rules.coverage import GrantCheck, SaleContext, check_all_grants, find_block
from licensing.rules.decision import (
    ApprovalFact,
    ComplianceFact,
    Decision,
    Facts,
    TerritoryFact,
    decide,
)


@dataclass(frozen=True, slots=True)
class ProductRightsInput:
    """The catalog's facts of a product.

    `approvals` has one fact for each mark; `sale` is the start and end of its sale dates.
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
class MarkCheck:
    """The check of one mark: its grants, and the reason that blocks it under any grant."""

    number: int
    grants: tuple[GrantCheck, ...]
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
    """Decide products and return the decisions by product id.

    With `ship_at`, the dispatch date of a pre-order, every grant must be in force then too. Runs
    one query if the facts of the revision are cached, otherwise about twelve.
    """
    rights = _place_and_snapshot(territory, postcode)
    return decide_inputs(inputs, rights, channel, at, ship_at=ship_at)


def decide_inputs(
    inputs: Sequence[ProductRightsInput],
    rights: tuple[TerritoryFact | None, RightsSnapshot],
    channel: str,
    at: datetime,
    *,
    ship_at: datetime | None = None,
) -> dict[int, Decision]:
    """Decide products like `decide_many`, by a territory and a revision that were just read."""
    place, snapshot = rights
    event = "ORDER" if ship_at is None else "DISPATCH"
    return {
        product_id: decide(facts, place, channel, at, event=event, ship_at=ship_at)
        for product_id, facts in _facts(inputs, snapshot).items()
    }


def check_marks(
    product: ProductRightsInput, territory: str, channel: str, at: datetime, *, postcode: str = ""
) -> tuple[MarkCheck, ...]:
    """Return for each mark the grants that were checked, and why each failed."""
    place, snapshot = _place_and_snapshot(territory, postcode)
    number = channel_number(channel)
    facts = _facts([product], snapshot)[product.product_id]
    if place is None or number is None:
        return ()
    sale = SaleContext(place.number, number, at)
    return tuple(
        MarkCheck(
            mark.number, tuple(check_all_grants(facts, mark, sale)), find_block(facts, mark, sale)
        )
        for mark in facts.marks
    )


def decide_everywhere(
    product: ProductRightsInput, places: Sequence[TerritoryFact], channel: str, at: datetime
) -> dict[str, Decision]:
    """Decide a product for many territories and return the decisions by territory code."""
    _, snapshot = territory_and_snapshot("")
    facts = _facts([product], snapshot)[product.product_id]
    return {place.code: decide(facts, place, channel, at) for place in places}


def decide_profiles(
    profile_ids: Collection[int], places: Sequence[TerritoryFact], channel: str, at: datetime
) -> dict[int, dict[str, Decision]]:
    """Decide profiles for many territories and return the decisions by profile and territory code.

    Assumes an approved product with complete compliance records and, in a sell-off, stock left.
    """
    _, snapshot = territory_and_snapshot("")
    snapshot.load(profile_ids)
    decisions = {}
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
        decisions[profile_id] = {place.code: decide(facts, place, channel, at) for place in places}
    return decisions


def find_holds(
    product: ProductRightsInput, territory: str, channel: str, at: datetime
) -> list[Holdback]:
    """Return the holds on a product in a territory, by a channel, at an instant."""
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
    """Return the facts of territories."""
    return [territory_fact(territory) for territory in territories]


def _place_and_snapshot(
    territory: str, postcode: str
) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return the territory that applies to an address, and the facts of the revision."""
    resolved = resolve_place(territory, postcode) if postcode else None
    code = resolved.territory_code if resolved else territory
    place, snapshot = territory_and_snapshot(code)
    if place is not None and resolved is not None:
        place = replace(place, served=resolved.served, sanction_policy=resolved.sanction_policy)
    return place, snapshot


def _facts(inputs: Sequence[ProductRightsInput], snapshot: RightsSnapshot) -> dict[int, Facts]:
    snapshot.load({item.profile_id for item in inputs if item.profile_id is not None})
    profiles = [snapshot.profiles.get(item.profile_id or 0) for item in inputs]
    agreements = {agreement for profile in profiles if profile for agreement in profile.sell_offs}
    remaining = products_selling_off(agreements) if agreements else {}
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
            sell_off=remaining.get(item.product_id, frozenset()),
        )
        for item in inputs
    }
