"""Agreements at the desk: who sees them, in which state, and the steps people take."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from licensing.models import Agreement, Holdback
from licensing.rules.agreement_states import State, state_at
from shop.identity.accounts.models import User
from shop.platform.core.local_time import LocalTimeUnclear, end_of_day, parse_local
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import LicenseeFactory, RightsHolderFactory


def officer(world: RightsWorld, **fields: object) -> Client:
    return signed_in(**{"role": User.Role.RIGHTS, "holder": world.holder, **fields})


def test_a_last_day_in_paris_ends_at_23_utc_excluded() -> None:
    assert end_of_day(date(2026, 12, 31), "Europe/Paris") == datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-03-29T02:30", "2026-10-25T02:30", "soon", "9999-99-99"])
def test_edge_19_a_wall_time_that_is_skipped_or_shown_twice_is_refused(text: str) -> None:
    with pytest.raises(LocalTimeUnclear):
        parse_local(text, "Europe/Paris")


def test_an_offset_makes_a_wall_time_clear() -> None:
    expected = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert parse_local("2026-10-25T02:30+01:00", "Europe/Paris") == expected


def test_sell_off_follows_only_a_natural_expiry(world: RightsWorld) -> None:
    agreement = world.agreement()
    agreement.sell_off_days = 30
    inside = UNTIL + timedelta(days=1)
    assert state_at(agreement, SINCE - timedelta(days=1)) == State.SIGNED
    assert state_at(agreement, SINCE) == State.ACTIVE
    assert state_at(agreement, UNTIL) == State.SELL_OFF
    assert state_at(agreement, UNTIL + timedelta(days=30)) == State.CLOSED
    agreement.revoked_from = UNTIL - timedelta(days=1)
    assert state_at(agreement, inside) == State.REVOKED
    agreement.revoked_from, agreement.sell_off_days = None, 0
    assert state_at(agreement, inside) == State.EXPIRED


def test_an_officer_finds_own_agreements_and_no_others(world: RightsWorld) -> None:
    own, other = world.agreement(), world.agreement(active=False)
    stranger = officer(world, holder=RightsHolderFactory())
    page = officer(world).get("/rights/agreements/", {"state": "ACTIVE"})
    assert str(own) in page.content.decode()
    assert str(other) not in page.content.decode()
    assert str(own) not in stranger.get("/rights/agreements/").content.decode()
    assert stranger.get(f"/rights/agreements/{own.pk}/").status_code == 404
    assert stranger.get(f"/rights/agreements/{own.pk}/revoke/").status_code == 404


def test_a_licensee_reads_and_changes_nothing(world: RightsWorld) -> None:
    agreement = world.agreement()
    client = signed_in(role=User.Role.LICENSEE, licensee=world.licensee)
    page = client.get(f"/rights/agreements/{agreement.pk}/")
    assert "<svg" in page.content.decode()
    assert client.post(f"/rights/agreements/{agreement.pk}/revoke/").status_code == 403


def test_a_fan_is_not_let_in(world: RightsWorld) -> None:
    assert signed_in().get("/rights/agreements/").status_code in {302, 403}


def test_a_draft_goes_through_review_and_signature_to_a_second_person(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    client, address = officer(world), f"/rights/agreements/{agreement.pk}"
    client.post(f"{address}/submit/")
    assert client.post(f"{address}/sign/").status_code == 422
    client.post(f"{address}/sign/", {"signed_on": "2025-01-01"})
    author = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    Agreement.objects.filter(pk=agreement.pk).update(created_by=author.session["_auth_user_id"])
    assert "a colleague has to activate it" in author.post(f"{address}/activate/").content.decode()
    client.post(f"{address}/activate/")
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.ACTIVE


def test_a_clash_names_the_other_grant_and_agreement(world: RightsWorld) -> None:
    first = world.agreement(exclusivity="EXCLUSIVE")
    second = world.agreement(licensee=LicenseeFactory(), active=False)
    sign(second, date(2025, 1, 1))
    page = officer(world).post(f"/rights/agreements/{second.pk}/activate/")
    assert page.status_code == 422
    assert f"of {first}" in page.content.decode()


def test_a_revocation_needs_a_reason_and_never_begins_in_the_past(world: RightsWorld) -> None:
    agreement = world.agreement()
    client, address = officer(world), f"/rights/agreements/{agreement.pk}/revoke/"
    assert "cannot be undone" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "What changes now" in client.get(address).content.decode()
    assert client.post(address, {"reason": "Breach"}).status_code == 422  # not confirmed
    said = {"reason": "Breach", "confirm": agreement.number}
    assert client.post(address, {**said, "confirm": "A-99"}).status_code == 422
    past = client.post(address, {**said, "effective_at": "2025-02-01T00:00"})
    assert "Enter a time in the future" in past.content.decode()
    assert client.post(address, said).status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.REVOKED


def test_a_holders_officer_holds_own_marks_only_and_lifts_them(world: RightsWorld) -> None:
    client, wanted = officer(world), {"kind": "COMMERCIAL", "reason": "Court order"}
    assert client.post("/rights/holds/place/", wanted).status_code == 422
    page = client.post("/rights/holds/place/", {**wanted, "territories": "DE QQ"})
    assert "Unknown territories: QQ" in page.content.decode()
    client.post("/rights/holds/place/", {**wanted, "mark": world.mark.pk, "territories": "DE"})
    hold = Holdback.objects.get()
    assert "Court order" in client.get("/rights/holds/").content.decode()
    stranger = officer(world, holder=RightsHolderFactory())
    assert stranger.get(f"/rights/holds/{hold.pk}/lift/").status_code == 404
    assert client.get(f"/rights/holds/{hold.pk}/lift/").status_code == 200
