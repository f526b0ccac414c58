"""Each change of rights is announced at once, in one mail a person, to the people concerned."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail

from licensing import services
from licensing.models import (
    NOC,
    Agreement,
    Athlete,
    AthleteConsent,
    FactoryApproval,
    Holdback,
    Licensee,
    NOCConsent,
    PropertyHolding,
)
from licensing.services.parties import save_party
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.orders.denials.change_audience import AUDIENCES
from shop.orders.denials.change_notices import announce_changes
from shop.orders.denials.change_sources import unannounced_changes
from shop.orders.denials.revocation import process_denials, refund_held_order, ship_held_order
from shop.orders.models import AnnouncedChange, HeldOrder
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now
from tests.revocation.test_orders_after_a_denial import paid_order, revoke
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import LicenseeFactory, RightsHolderFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox

pytestmark = pytest.mark.usefixtures("without_agreements")

TEAM = ("owner", "catalog", "logistics", "finance")


@pytest.fixture
def team(world: RightsWorld) -> dict[str, User]:
    """Return a person of each team role, an officer, a packer of a rival, the IOC's officer."""
    people = {
        role: UserFactory(role="licensee", licensee=world.licensee, licensee_role=role)
        for role in TEAM
    }
    rival = LicenseeFactory(legal_name="Rival Ltd")
    people["rival"] = UserFactory(role="licensee", licensee=rival, licensee_role="owner")
    people["officer"] = UserFactory(role="rights", holder=world.holder)
    people["brand"] = UserFactory(role="brand", holder=world.holder)
    people["ioc"] = UserFactory(role="rights", holder=RightsHolderFactory(kind="IOC"))
    people["no permission"] = UserFactory(role="rights", holder=world.holder, groups=())
    return people


@pytest.fixture
def on_sale(world: RightsWorld, team: dict[str, User]) -> None:
    """Offer a product whose agreement is no news any more."""
    world.product()
    announce_changes()
    Notice.objects.all().delete()


def held_order() -> HeldOrder:
    return HeldOrder.objects.get()


def told(team: dict[str, User], code: str) -> set[str]:
    """Return the people notified with a code."""
    numbers = set(Notice.objects.filter(code=code).values_list("user", flat=True))
    return {name for name, user in team.items() if user.pk in numbers}


def agreement() -> Agreement:
    return Agreement.objects.get()


def event(kind: str) -> Callable[[RightsWorld], object]:
    def happen(world: RightsWorld) -> None:
        agreement().events.create(kind=kind, reason="why", effective_at=clock_now())

    return happen


def suspend(world: RightsWorld) -> None:
    now = clock_now()
    services.suspend_agreement(
        agreement=agreement(), by_id=world.officer_id, reason="r", at=now, effective_at=now
    )


def end_agreement(days: float, sell_off_days: int = 0) -> Callable[[RightsWorld], object]:
    def happen(world: RightsWorld) -> None:
        term = Period(SINCE, clock_now() + timedelta(days=days))
        world.agreement(term=term, window=term, sell_off_days=sell_off_days)

    return happen


def hold(*, ended: bool) -> Callable[[RightsWorld], object]:
    def happen(world: RightsWorld) -> None:
        row = services.place_hold(kind="LEGAL", reason="r", at=clock_now(), mark=world.mark)
        if ended:
            services.lift_hold(hold=Holdback.objects.get(pk=row.pk), at=clock_now())

    return happen


def end_consent(world: RightsWorld) -> None:
    row = services.record_consent(
        mark=world.mark,
        nocs=[NOC.objects.get(pk="FRA")],
        window=Period(None, None),
        reference="NOC 7",
    )
    services.end_consent(consent=NOCConsent.objects.get(pk=row.pk), at=clock_now())


def withdraw_athlete_consent(world: RightsWorld) -> None:
    world.mark.kind = "ATHLETE"
    world.mark.save()
    athlete = Athlete.objects.create(code="jane", name="Jane Doe", mark=world.mark)
    consent = AthleteConsent.objects.create(
        code="jane-1", athlete=athlete, uses=["NAME"], first_day=SINCE.date()
    )
    consent.withdrawn = True
    save_party(record=consent, by_id=None)


def end_holding(world: RightsWorld) -> None:
    services.end_holding(holding=PropertyHolding.objects.get(property=world.mark), at=clock_now())


def end_factory(world: RightsWorld) -> None:
    row = services.approve_factory(agreement=agreement(), code="F-77", country="PT")
    services.end_approval(approval=FactoryApproval.objects.get(pk=row.pk), at=clock_now())


def licensee_event(kind: str) -> Callable[[RightsWorld], object]:
    def happen(world: RightsWorld) -> None:
        change = services.suspend_licensee
        change(licensee=world.licensee, by_id=None, reason="r", at=clock_now())
        if kind == "REINSTATED":
            services.reinstate_licensee(
                licensee=world.licensee, by_id=None, reason="r", at=clock_now()
            )

    return happen


def end_audit(days: float) -> Callable[[RightsWorld], object]:
    def happen(world: RightsWorld) -> None:
        end = clock_now() + timedelta(days=days)
        Licensee.objects.filter(pk=world.licensee.pk).update(audit_valid_until=end)

    return happen


DESK = {"officer", "brand"}
ALL, CONTRACT, SELLERS = (
    set(TEAM),
    {"owner", "catalog", "finance"},
    {"owner", "catalog", "logistics"},
)
MAKERS = {"owner", "catalog"}
WALK: list[tuple[str, Callable[[RightsWorld], object], set[str]]] = [
    ("rights.submitted", event("SUBMITTED"), DESK),
    ("rights.returned", event("RETURNED"), DESK),
    ("rights.signed", event("SIGNED"), DESK),
    ("rights.activated", event("ACTIVATED"), CONTRACT | DESK),
    ("rights.superseded", event("SUPERSEDED"), CONTRACT | DESK),
    ("rights.closed", event("CLOSED"), ALL | DESK),
    ("rights.suspended", suspend, ALL | DESK),
    ("rights.resumed", event("RESUMED"), ALL | DESK),
    ("rights.revoked", revoke, ALL | DESK),
    ("rights.ends_soon", end_agreement(20), CONTRACT | DESK),
    ("rights.ended", end_agreement(-1), ALL | DESK),
    ("rights.sell_off_ended", end_agreement(-11, sell_off_days=10), ALL | DESK),
    ("rights.licensee_suspended", licensee_event("SUSPENDED"), ALL | DESK),
    ("rights.licensee_reinstated", licensee_event("REINSTATED"), ALL | DESK),
    ("rights.hold_placed", hold(ended=False), SELLERS | DESK),
    ("rights.hold_ended", hold(ended=True), SELLERS | DESK),
    ("rights.consent_ended", end_consent, MAKERS | DESK),
    ("rights.athlete_consent_ended", withdraw_athlete_consent, MAKERS | DESK),
    ("rights.holding_ended", end_holding, MAKERS | DESK),
    ("rights.factory_ended", end_factory, MAKERS),
    ("rights.paper_ends_soon", end_audit(10), MAKERS | DESK | {"ioc"}),
    ("rights.paper_ended", end_audit(-1), ALL | DESK | {"ioc"}),
]


@pytest.mark.parametrize(("code", "happen", "people"), WALK, ids=[row[0] for row in WALK])
def test_each_change_is_told_once_to_the_people_of_the_table(
    world: RightsWorld,
    team: dict[str, User],
    on_sale: None,
    code: str,
    happen: Callable[[RightsWorld], object],
    people: set[str],
) -> None:
    happen(world)
    assert not Notice.objects.exists()  # the change itself waits for no notice
    announce_changes()
    assert told(team, code) == people
    sentences = Notice.objects.filter(code=code)
    assert sentences.values("user").distinct().count() == sentences.count()
    count = Notice.objects.count()
    announce_changes()
    assert Notice.objects.count() == count
    run_queued_jobs()
    mailed = [message.to[0] for message in mail.outbox]
    assert len(mailed) == count
    assert {team[name].email for name in people} <= set(mailed)


def test_the_walk_covers_the_whole_table() -> None:
    orders = {"orders.held", "orders.released", "orders.refunded"}
    assert {row[0] for row in WALK} | orders == set(AUDIENCES)


def test_a_packer_gets_one_mail_for_all_orders_that_a_revocation_holds(
    world: RightsWorld, stripe: Sandbox, team: dict[str, User]
) -> None:
    orders = [paid_order(world, stripe)]
    announce_changes()
    mail.outbox.clear()
    Notice.objects.all().delete()
    revoke(world)
    process_denials()
    announce_changes()
    run_queued_jobs()
    assert told(team, "orders.held") == {"owner", "logistics"}
    assert told(team, "orders.to_decide") == {"ioc"}
    to_packer = [m for m in mail.outbox if m.to == [team["logistics"].email]]
    subjects = sorted(message.subject for message in to_packer)
    assert subjects[1] == "Do not ship: 1 paid order on hold"
    assert "is revoked from" in subjects[0]
    assert len(subjects) == 2
    assert orders[0].number in next(m for m in to_packer if "Do not ship" in m.subject).body
    assert sum(m.to == [team["finance"].email] for m in mail.outbox) == 1  # the revocation


@pytest.mark.parametrize("decision", ["SHIP", "REFUND"])
def test_packers_are_told_what_was_decided(
    world: RightsWorld, stripe: Sandbox, team: dict[str, User], decision: str
) -> None:
    paid_order(world, stripe)
    revoke(world)
    process_denials()
    announce_changes()
    if decision == "SHIP":
        ship_held_order(held=held_order(), by_id=team["ioc"].pk, reference="IOC-7")
    else:
        refund_held_order(held=held_order(), by_id=team["ioc"].pk)
    announce_changes()
    code = "orders.released" if decision == "SHIP" else "orders.refunded"
    assert told(team, code) == {"owner", "logistics"}


def test_nobody_is_told_of_their_own_change(
    world: RightsWorld, team: dict[str, User], on_sale: None
) -> None:
    now: datetime = clock_now()
    services.suspend_agreement(
        agreement=agreement(), by_id=team["officer"].pk, reason="r", at=now, effective_at=now
    )
    announce_changes()
    assert told(team, "rights.suspended") == {*TEAM, "brand"}


def test_a_change_that_two_jobs_see_is_announced_by_one(
    world: RightsWorld, team: dict[str, User], on_sale: None
) -> None:
    suspend(world)
    row = agreement().events.get(kind="SUSPENDED")
    AnnouncedChange.objects.create(source="agreement-event", row_id=row.pk)
    announce_changes()
    assert not Notice.objects.filter(code="rights.suspended").exists()


def test_an_audit_is_announced_60_30_and_7_days_before_its_end_and_again_after_a_renewal(
    world: RightsWorld,
) -> None:
    now = clock_now()

    def count_at(end: datetime, days: float) -> int:
        Licensee.objects.filter(pk=world.licensee.pk).update(audit_valid_until=end)
        changes = list(unannounced_changes(end - timedelta(days=days)))
        for change in changes:
            AnnouncedChange.objects.create(source=change.source, row_id=change.row_id)
        return sum(change.source.startswith("audit") for change in changes)

    counts = [count_at(now, days) for days in (61, 60, 45, 30, 8, 7, 1, 0, -6, -8)]
    assert counts == [0, 1, 0, 1, 0, 1, 0, 1, 0, 0]
    renewed = now + timedelta(days=365)
    assert [count_at(renewed, days) for days in (61, 59, 58, 2)] == [0, 1, 0, 1]


def test_officers_are_led_to_the_licensee_whose_audit_ends(
    world: RightsWorld, team: dict[str, User], on_sale: None
) -> None:
    end_audit(10)(world)
    announce_changes()
    notice = Notice.objects.get(code="rights.paper_ends_soon", user=team["ioc"])
    assert notice.link == f"/rights/licensees/{world.licensee.code}/"
