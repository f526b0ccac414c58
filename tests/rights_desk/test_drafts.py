"""Drafts at the desk: what is refused names its field and its reason, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from licensing.models import Agreement, Grant, GrantUsage
from licensing.rules.number_sets import EVERYWHERE
from licensing.services import define_territory_set, place_hold
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld, sign
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

pytestmark = pytest.mark.usefixtures("without_agreements")

TERMS = {
    "first_day": "2026-01-01",
    "last_day": "2026-12-31",
    "time_zone": "Europe/Paris",
    "sell_off_days": "30",
    "royalty_rate": "12 %",
    "currency": "EUR",
    "advance": "1000.00",
    "minimum_guarantees": "2027: 2500.5\n2026 2000",
    "marketing_fund_rate": "2",
    "common_fund_rate": "0",
    "reporting_period": "QUARTER",
    "due_days": "45",
}


def officer(world: RightsWorld, **fields: object) -> Client:
    return signed_in(**{"role": User.Role.RIGHTS, "holder": world.holder, **fields})


def drafted(world: RightsWorld, client: Client, **changes: str) -> Any:
    parties = {"licensor": world.holder.pk, "licensee": world.licensee.pk, "number": "X-1"}
    return client.post("/rights/agreements/draft/", parties | TERMS | changes)


def granted(world: RightsWorld, client: Client, agreement: Agreement, **changes: object) -> Any:
    europe = define_territory_set(code="EUROPE", name="Europe", include=["FR", "DE"])
    data = {
        "marks": [world.mark.pk],
        "categories": [world.category.pk],
        "territories": europe.pk,
        "channels": ["WEB"],
        "exclusivity": "NON_EXCLUSIVE",
        "sale_event": "ORDER",
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "eea_passive_sales": "on",
        **changes,
    }
    return client.post(f"/rights/agreements/{agreement.pk}/grant/", data)


def test_a_last_day_is_included_in_the_agreements_own_time_zone(world: RightsWorld) -> None:
    drafted(world, officer(world))
    agreement = Agreement.objects.get(number="X-1")
    assert agreement.term.upper == datetime(2026, 12, 31, 23, tzinfo=UTC)
    page = officer(world).get(f"/rights/agreements/{agreement.pk}/terms/").text
    assert 'value="2026-12-31"' in page
    assert (agreement.advance, agreement.due_days) == (1000, 45)
    assert agreement.minimum_guarantees == [[2026, "2000.00"], [2027, "2500.50"]]
    assert "2026: 2000.00\n2027: 2500.50</textarea>" in page
    shown = officer(world).get(f"/rights/agreements/{agreement.pk}/").text
    assert "Minimum guarantee 2027" in shown
    assert "2,500.50" in shown


def test_a_grant_without_a_last_day_ends_with_the_term(world: RightsWorld) -> None:
    client = officer(world)
    drafted(world, client)
    agreement = Agreement.objects.get(number="X-1")
    assert granted(world, client, agreement, last_day="").status_code == 302
    assert Grant.objects.get().window.upper == agreement.term.upper is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"last_day": "2025-01-01"}, "The last day must not be before the first."),
        ({"time_zone": "Europe/Nowhere"}, "Enter a time zone"),
        ({"royalty_rate": "100"}, "Enter a percentage from 0 to below 100."),
        ({"royalty_rate": "12.12345"}, "Enter at most three decimals"),
        ({"royalty_rate": "many"}, "Enter a percentage, for example 12"),
        ({"minimum_guarantees": "0000: 1"}, "Line 1: enter a year and an amount"),
        ({"minimum_guarantees": "2026: much"}, "Line 1: enter a year and an amount"),
        ({"minimum_guarantees": "2026 1\n2026 2"}, "Line 2: the year 2026 is entered twice."),
        ({"first_day": "31.02.2026"}, "Enter a valid date."),
        ({"number": "A€B"}, "field-error"),
        ({"licensor": "999999"}, "Select a valid choice"),
    ],
)
def test_senseless_terms_are_refused_and_what_was_typed_stays(
    world: RightsWorld, changes: dict[str, str], says: str
) -> None:
    answer = drafted(world, officer(world), **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="EUR"' in answer.text
    assert not Agreement.objects.exists()


def test_a_number_is_used_once(world: RightsWorld) -> None:
    client = officer(world)
    drafted(world, client)
    assert "There is already an agreement X-1." in drafted(world, client).text


def test_nobody_drafts_for_another_holder(world: RightsWorld) -> None:
    stranger = officer(world, holder=RightsHolderFactory())
    assert drafted(world, stranger).status_code == 422
    assert (
        signed_in(role=User.Role.BRAND, holder=world.holder)
        .get("/rights/agreements/draft/")
        .status_code
        == 403
    )


def test_a_grant_is_added_with_its_cap_and_removed_again(world: RightsWorld) -> None:
    client = officer(world)
    drafted(world, client)
    agreement = Agreement.objects.get(number="X-1")
    assert granted(world, client, agreement, unit_cap="500").status_code == 302
    grant = Grant.objects.get()
    assert GrantUsage.objects.get().cap == 500
    assert "at most 500 units" in client.get(f"/rights/agreements/{agreement.pk}/").text
    client.post(f"/rights/agreements/{agreement.pk}/grants/{grant.pk}/remove/")
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"last_day": "2027-06-30"},
            "The window must lie within the term: 1 Jan 2026 – 31 Dec 2026.",
        ),
        ({"eea_passive_sales": ""}, "counsel&#x27;s reference"),
        ({"unit_cap": "0"}, "greater than or equal to 1"),
        ({"channels": ["PIGEON"]}, "Select a valid choice"),
        ({"marks": []}, "This field is required."),
    ],
)
def test_a_grant_that_may_not_be_is_refused_beside_its_field(
    world: RightsWorld, changes: dict[str, object], says: str
) -> None:
    client = officer(world)
    drafted(world, client)
    answer = granted(world, client, Agreement.objects.get(number="X-1"), **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert not Grant.objects.exists()


def test_a_mark_that_the_holder_does_not_hold_then_is_named(world: RightsWorld) -> None:
    client = officer(world)
    drafted(world, client, first_day="2019-01-01", last_day="2019-12-31")
    agreement = Agreement.objects.get(number="X-1")
    window = {"first_day": "2019-01-01", "last_day": "2019-12-31"}
    answer = granted(world, client, agreement, **window)
    assert f"does not hold {world.mark.code} there" in answer.text
    other = PropertyFactory(holder=RightsHolderFactory())
    assert "Select a valid choice" in granted(world, client, agreement, marks=[other.pk]).text


def test_a_signed_agreement_is_not_edited(world: RightsWorld) -> None:
    agreement = world.agreement(active=False)
    sign(agreement, database_now().date())
    client = officer(world)
    answer = client.post(f"/rights/agreements/{agreement.pk}/terms/", TERMS)
    assert "This agreement is no longer a draft." in answer.text
    assert granted(world, client, agreement).status_code == 422
    grant = agreement.grants.get()
    page = client.post(f"/rights/agreements/{agreement.pk}/grants/{grant.pk}/remove/", follow=True)
    assert "This agreement is no longer a draft." in page.text
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_the_calendar_tells_what_begins_and_ends(world: RightsWorld) -> None:
    agreement = world.agreement()
    now = database_now()
    place_hold(
        kind="RULE40",
        reason="r",
        mark=world.mark,
        at=now + timedelta(days=20),
        until=now + timedelta(days=40),
        territories=EVERYWHERE,
    )
    page = officer(world).get("/rights/calendar/").text
    assert "Hold begins" in page
    assert "Hold ends" in page
    assert str(agreement) not in page  # its term ends in 2035
    stranger = officer(world, holder=RightsHolderFactory())
    assert "Hold begins" not in stranger.get("/rights/calendar/").text
    csv = b"".join(officer(world).get("/rights/calendar/?format=csv").streaming_content)
    assert b"Hold begins" in csv
    assert "Changes in 90 days" in officer(world).get("/rights/").text


def test_the_list_shows_the_days_of_the_term_in_its_zone(world: RightsWorld) -> None:
    client = officer(world)
    drafted(world, client)
    assert "1 Jan 2026 – 31 Dec 2026" in client.get("/rights/agreements/?q=X-1").text
