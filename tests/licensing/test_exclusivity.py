"""An exclusive grant has no rival: the database says so, the error names the other contract."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest

from licensing.errors import GrantClash
from licensing.models import Agreement, Grant
from licensing.rules.channels import Channel
from licensing.services import (
    activate_agreement,
    revoke_agreement,
    suspend_agreement,
)
from shop.platform.core.periods import Period
from tests.licensing.threads import elsewhere
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import CategoryFactory, LicenseeFactory

pytestmark = pytest.mark.usefixtures("without_agreements")

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MIDDLE = datetime(2030, 1, 1, tzinfo=UTC)


def test_an_exclusive_meets_no_other_licensee_and_names_who_was_first(world: RightsWorld) -> None:
    first = world.agreement(exclusivity="EXCLUSIVE")
    for exclusivity in ("EXCLUSIVE", "NON_EXCLUSIVE"):
        with pytest.raises(GrantClash) as refusal:
            world.agreement(licensee=LicenseeFactory(), exclusivity=exclusivity)
        assert refusal.value.data == {
            "grant": first.grants.get().pk,
            "agreement": str(first),
        }


def test_an_exclusive_is_refused_where_another_licensee_already_sells(world: RightsWorld) -> None:
    first = world.agreement()
    with pytest.raises(GrantClash) as refusal:
        world.agreement(licensee=LicenseeFactory(), exclusivity="EXCLUSIVE")
    assert refusal.value.data["agreement"] == str(first)


def test_a_refused_agreement_stays_signed_and_grants_nothing(world: RightsWorld) -> None:
    world.agreement(exclusivity="EXCLUSIVE")
    rival = world.agreement(licensee=LicenseeFactory(), active=False)
    sign(rival, date(2025, 1, 1))
    with pytest.raises(GrantClash):
        activate_agreement(agreement=rival, by_id=world.officer_id, at=NOW)
    assert Agreement.objects.get(pk=rival.pk).status == "SIGNED"
    assert not rival.grants.filter(live=True).exists()


@pytest.mark.parametrize(
    "apart",
    [
        {"window": Period(MIDDLE, UNTIL)},
        {"include": ("DE",)},
        {"channels": (Channel.VENUE,)},
        {"exclude": ("FR", "IT")},
    ],
)
def test_a_rival_apart_in_time_place_or_channel_is_welcome(world: RightsWorld, apart: Any) -> None:
    world.agreement(exclusivity="EXCLUSIVE", include=("FR", "IT"), window=Period(SINCE, MIDDLE))
    world.agreement(licensee=LicenseeFactory(), exclusivity="EXCLUSIVE", **apart)
    assert Grant.objects.filter(live=True).count() == 2


def test_a_rival_in_another_category_is_welcome(world: RightsWorld) -> None:
    world.agreement(exclusivity="EXCLUSIVE")
    world.category = CategoryFactory()
    world.agreement(licensee=LicenseeFactory(), exclusivity="EXCLUSIVE")
    assert Grant.objects.filter(live=True).count() == 2


def test_a_licensee_may_overlap_its_own_exclusive(world: RightsWorld) -> None:
    world.agreement(exclusivity="EXCLUSIVE")
    world.agreement()
    assert Grant.objects.filter(live=True).count() == 2


def test_a_suspended_exclusive_still_keeps_others_out(world: RightsWorld) -> None:
    first = world.agreement(exclusivity="EXCLUSIVE")
    suspend_agreement(agreement=first, by_id=None, reason="audit", at=NOW, effective_at=NOW)
    with pytest.raises(GrantClash):
        world.agreement(licensee=LicenseeFactory())


def test_a_revoked_exclusive_makes_room_for_another_licensee(world: RightsWorld) -> None:
    first = world.agreement(exclusivity="EXCLUSIVE")
    revoke_agreement(agreement=first, by_id=None, reason="ended", at=NOW, effective_at=NOW)
    rival = world.agreement(licensee=LicenseeFactory(), exclusivity="EXCLUSIVE", active=False)
    sign(rival, date(2026, 6, 1))
    activate_agreement(agreement=rival, by_id=world.officer_id, at=NOW)
    assert rival.grants.get().live


def test_an_exclusive_that_will_be_revoked_keeps_others_out_until_then(world: RightsWorld) -> None:
    first = world.agreement(exclusivity="EXCLUSIVE")
    revoke_agreement(agreement=first, by_id=None, reason="ends", at=NOW, effective_at=MIDDLE)
    rival = world.agreement(licensee=LicenseeFactory(), active=False)
    sign(rival, date(2026, 6, 1))
    with pytest.raises(GrantClash):
        activate_agreement(agreement=rival, by_id=world.officer_id, at=NOW)
    activate_agreement(agreement=rival, by_id=world.officer_id, at=MIDDLE)
    assert rival.grants.get().live


def test_edge_46_of_two_officers_who_activate_clashing_exclusives_at_once_one_is_refused(
    committed_world: RightsWorld,
) -> None:
    shop, start = committed_world, Barrier(2, timeout=10)
    rivals = [
        shop.agreement(licensee=licensee, exclusivity="EXCLUSIVE", active=False)
        for licensee in (shop.licensee, LicenseeFactory())
    ]
    for rival in rivals:
        sign(rival, date(2025, 1, 1))

    def activate(agreement: Agreement) -> str:
        start.wait()
        try:
            activate_agreement(agreement=agreement, by_id=shop.officer_id, at=NOW)
        except GrantClash as clash:
            return clash.data["agreement"]
        return "active"

    with ThreadPoolExecutor(2) as pool:
        jobs = [elsewhere(lambda rival=rival: activate(rival), pool) for rival in rivals]
        outcomes = [job.result(timeout=20) for job in jobs]
    winner = outcomes.index("active")
    assert outcomes[1 - winner] == str(rivals[winner])
    assert [Agreement.objects.get(pk=rival.pk).status for rival in rivals].count("ACTIVE") == 1
