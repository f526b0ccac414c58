"""Agreements: four eyes, drafts only, windows within the term, marks held, no back-dating."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from catalog.models import Product
from catalog.services import decide_products
from licensing.errors import (
    AgreementLocked,
    AgreementStateConflict,
    BackDated,
    MarkNotHeld,
    SecondPersonNeeded,
    WindowOutsideTerm,
)
from licensing.models import Agreement, AgreementEvent, Grant
from licensing.rules.channels import Channel
from licensing.services import (
    GrantTerms,
    activate_agreement,
    add_grant,
    define_territory_set,
    draft_agreement,
    resume_agreement,
    revoke_agreement,
    suspend_agreement,
)
from shop.platform.core.periods import Period
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import PropertyFactory, UserFactory

pytestmark = pytest.mark.usefixtures("without_agreements")

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=10)
DAY = timedelta(days=1)


def new_grant(world: RightsWorld, **changes: Any) -> GrantTerms:
    values = {
        "marks": [world.mark],
        "categories": [world.category],
        "territories": define_territory_set(code="FR", name="France", include=["FR"]),
        "channels": [Channel.WEB],
        "window": Period(SINCE, UNTIL),
    }
    return GrantTerms(**(values | changes))


def allowed(product: Product, at: datetime = NOW) -> bool:
    """Ask the gate and the list; they must say the same."""
    decided = decide_products([product], "FR", "WEB", at)[product.pk].allowed
    listed = Product.objects.sellable_in("FR", "WEB", at).filter(pk=product.pk).exists()
    assert listed == decided
    return decided


def stop(
    agreement: Agreement, how: Callable[..., None], *, at: datetime = NOW, effective_at: Any = NOW
) -> None:
    how(agreement=agreement, by_id=None, reason="test", at=at, effective_at=effective_at)


def test_a_draft_and_a_signed_agreement_allow_nothing(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    product = world.product(agreement=agreement)
    assert not allowed(product)
    sign(agreement, date(2025, 1, 1))
    assert not allowed(product)
    activate_agreement(agreement=agreement, by_id=world.officer_id, at=SINCE)
    assert allowed(product)


def test_its_author_cannot_activate_an_agreement(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    sign(agreement, date(2025, 1, 1))
    for nobody_else in (world.author_id, None):
        with pytest.raises(SecondPersonNeeded):
            activate_agreement(agreement=agreement, by_id=nobody_else, at=NOW)
    agreement.refresh_from_db()
    assert agreement.status == "SIGNED"
    assert not Grant.objects.filter(live=True).exists()


def test_only_a_signed_agreement_is_activated_and_only_once(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    with pytest.raises(AgreementStateConflict):
        activate_agreement(agreement=agreement, by_id=world.officer_id, at=NOW)
    active = world.agreement()
    with pytest.raises(AgreementStateConflict):
        activate_agreement(agreement=active, by_id=world.officer_id, at=NOW)


@pytest.mark.parametrize(
    "window",
    [
        Period(SINCE - DAY, UNTIL),
        Period(SINCE, UNTIL + DAY),
        Period(None, UNTIL),
        Period(SINCE, None),
    ],
)
def test_a_grants_window_lies_within_the_term(world: RightsWorld, window: Period) -> None:
    agreement = world.agreement(active=False)
    with pytest.raises(WindowOutsideTerm):
        add_grant(agreement=agreement, grant=new_grant(world, window=window))
    assert agreement.grants.count() == 1


def test_a_licensor_grants_only_marks_it_holds(world: RightsWorld) -> None:
    foreign = PropertyFactory(code="foreign")
    agreement = world.agreement(active=False)
    with pytest.raises(MarkNotHeld) as refusal:
        add_grant(agreement=agreement, grant=new_grant(world, marks=[world.mark, foreign]))
    assert refusal.value.data["marks"] == ["foreign"]


def test_a_mark_that_is_no_longer_held_is_not_granted(world: RightsWorld) -> None:
    world.mark.holdings.update(valid=("2020-01-01", "2024-12-31"))
    agreement_of_it = pytest.raises(MarkNotHeld)
    with agreement_of_it:
        world.agreement(active=False)


def test_an_agreement_beyond_its_draft_takes_no_more_grants(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    sign(agreement, date(2025, 1, 1))
    with pytest.raises(AgreementLocked):
        add_grant(agreement=agreement, grant=new_grant(world))


def test_a_stale_copy_of_a_draft_takes_no_more_grants(world: RightsWorld) -> None:
    """A grant that another officer activated meanwhile must not change without a new check."""
    agreement = world.agreement(active=False)
    stale = Agreement.objects.get(pk=agreement.pk)
    sign(agreement, date(2025, 1, 1))
    activate_agreement(agreement=agreement, by_id=world.officer_id, at=SINCE)
    with pytest.raises(AgreementLocked):
        add_grant(agreement=stale, grant=new_grant(world))
    assert agreement.grants.count() == 1


def test_a_branch_of_categories_is_granted_as_its_leaves(world: RightsWorld) -> None:
    branch = world.category.__class__.objects.create(
        code="branch", name="Branch", number=9001, is_leaf=False
    )
    leaf = world.category.__class__.objects.create(
        code="leaf", name="Leaf", number=9002, parent=branch
    )
    agreement = world.agreement(active=False)
    grant = add_grant(agreement=agreement, grant=new_grant(world, categories=[branch]))
    assert leaf.number in grant.categories
    assert branch.number not in grant.categories


@pytest.mark.parametrize("how", [suspend_agreement, revoke_agreement])
def test_a_stop_is_never_back_dated(world: RightsWorld, how: Callable[..., None]) -> None:
    agreement = world.agreement()
    with pytest.raises(BackDated):
        stop(agreement, how, effective_at=NOW - timedelta(microseconds=1))
    assert not agreement.events.filter(kind__in=["SUSPENDED", "REVOKED"]).exists()


@pytest.mark.parametrize("how", [suspend_agreement, revoke_agreement])
def test_a_stop_takes_effect_at_its_instant_in_lists_and_decisions(
    world: RightsWorld, how: Callable[..., None]
) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    assert allowed(product)
    stop(agreement, how, effective_at=LATER)
    assert allowed(product, LATER - timedelta(microseconds=1))
    assert not allowed(product, LATER)
    assert not allowed(product, LATER + DAY)


def test_a_resumed_agreement_allows_again_and_its_events_are_kept(world: RightsWorld) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    stop(agreement, suspend_agreement)
    assert not allowed(product)
    resume_agreement(agreement=agreement, by_id=None, at=NOW)
    assert allowed(product)
    kinds = AgreementEvent.objects.filter(agreement=agreement).order_by("pk")
    assert [event.kind for event in kinds] == [
        "SUBMITTED",
        "SIGNED",
        "ACTIVATED",
        "SUSPENDED",
        "RESUMED",
    ]


def test_a_second_later_suspension_does_not_lift_the_first(world: RightsWorld) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    stop(agreement, suspend_agreement)
    stop(agreement, suspend_agreement, effective_at=LATER)
    assert not allowed(product, NOW + DAY)


def test_a_revoked_agreement_does_not_come_back(world: RightsWorld) -> None:
    agreement = world.agreement()
    stop(agreement, revoke_agreement)
    with pytest.raises(AgreementStateConflict):
        resume_agreement(agreement=agreement, by_id=None, at=NOW)
    with pytest.raises(AgreementStateConflict):
        activate_agreement(agreement=agreement, by_id=world.officer_id, at=NOW)


def test_who_wrote_a_grant_or_defined_its_territories_is_no_second_person(
    world: RightsWorld,
) -> None:
    author, definer, second = (UserFactory().pk for _ in range(3))
    defined = define_territory_set(code="MINE", name="Mine", include=["FR"], created_by_id=definer)
    draft = draft_agreement(
        number="N-1",
        licensor=world.holder,
        licensee=world.licensee,
        term=Period(SINCE, UNTIL),
        created_by_id=author,
    )
    add_grant(agreement=draft, grant=new_grant(world, territories=defined), created_by_id=author)
    sign(draft, date(2025, 1, 1))
    for person in (author, definer, None):
        with pytest.raises(SecondPersonNeeded):
            activate_agreement(agreement=draft, by_id=person, at=NOW)
    activate_agreement(agreement=draft, by_id=second, at=NOW)
