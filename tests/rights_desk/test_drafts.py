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
from tools.testing.factories.catalog import Shop, sign
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

TERMS = {
    "first_day": "2026-01-01",
    "last_day": "2026-12-31",
    "time_zone": "Europe/Paris",
    "sell_off_days": "30",
    "royalty_rate": "12 %",
    "currency": "EUR",
}


def officer(shop: Shop, **fields: object) -> Client:
    return signed_in(**{"role": User.Role.RIGHTS, "holder": shop.holder, **fields})


def drafted(shop: Shop, client: Client, **changes: str) -> Any:
    parties = {"licensor": shop.holder.pk, "licensee": shop.licensee.pk, "number": "X-1"}
    return client.post("/rights/agreements/draft/", parties | TERMS | changes)


def granted(shop: Shop, client: Client, agreement: Agreement, **changes: object) -> Any:
    europe = define_territory_set(code="EUROPE", name="Europe", include=["FR", "DE"])
    data = {
        "marks": [shop.mark.pk],
        "categories": [shop.category.pk],
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


def test_a_last_day_is_included_in_the_agreements_own_time_zone(shop: Shop) -> None:
    drafted(shop, officer(shop))
    agreement = Agreement.objects.get(number="X-1")
    assert agreement.term.upper == datetime(2026, 12, 31, 23, tzinfo=UTC)
    page = officer(shop).get(f"/rights/agreements/{agreement.pk}/terms/").text
    assert 'value="2026-12-31"' in page


def test_a_grant_without_a_last_day_ends_with_the_term(shop: Shop) -> None:
    client = officer(shop)
    drafted(shop, client)
    agreement = Agreement.objects.get(number="X-1")
    assert granted(shop, client, agreement, last_day="").status_code == 302
    assert Grant.objects.get().window.upper == agreement.term.upper is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"last_day": "2025-01-01"}, "The last day must not be before the first."),
        ({"time_zone": "Europe/Nowhere"}, "Enter a time zone"),
        ({"royalty_rate": "100"}, "Enter a percentage from 0 to below 100."),
        ({"royalty_rate": "12.12345"}, "Enter at most three decimals"),
        ({"royalty_rate": "many"}, "Enter a percentage, for example 12"),
        ({"first_day": "31.02.2026"}, "Enter a valid date."),
        ({"number": "A€B"}, "field-error"),
        ({"licensor": "999999"}, "Select a valid choice"),
    ],
)
def test_senseless_terms_are_refused_and_what_was_typed_stays(
    shop: Shop, changes: dict[str, str], says: str
) -> None:
    answer = drafted(shop, officer(shop), **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="EUR"' in answer.text
    assert not Agreement.objects.exists()


def test_a_number_is_used_once(shop: Shop) -> None:
    client = officer(shop)
    drafted(shop, client)
    assert "There is already an agreement X-1." in drafted(shop, client).text


def test_nobody_drafts_for_another_holder(shop: Shop) -> None:
    stranger = officer(shop, holder=RightsHolderFactory())
    assert drafted(shop, stranger).status_code == 422
    assert (
        signed_in(role=User.Role.BRAND, holder=shop.holder)
        .get("/rights/agreements/draft/")
        .status_code
        == 403
    )


def test_a_grant_is_added_with_its_cap_and_removed_again(shop: Shop) -> None:
    client = officer(shop)
    drafted(shop, client)
    agreement = Agreement.objects.get(number="X-1")
    assert granted(shop, client, agreement, unit_cap="500").status_code == 302
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
    shop: Shop, changes: dict[str, object], says: str
) -> None:
    client = officer(shop)
    drafted(shop, client)
    answer = granted(shop, client, Agreement.objects.get(number="X-1"), **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert not Grant.objects.exists()


def test_a_mark_that_the_holder_does_not_hold_then_is_named(shop: Shop) -> None:
    client = officer(shop)
    drafted(shop, client, first_day="2019-01-01", last_day="2019-12-31")
    agreement = Agreement.objects.get(number="X-1")
    window = {"first_day": "2019-01-01", "last_day": "2019-12-31"}
    answer = granted(shop, client, agreement, **window)
    assert f"does not hold {shop.mark.code} there" in answer.text
    other = PropertyFactory(holder=RightsHolderFactory())
    assert "Select a valid choice" in granted(shop, client, agreement, marks=[other.pk]).text


def test_a_signed_agreement_is_not_edited(shop: Shop) -> None:
    agreement = shop.agreement(active=False)
    sign(agreement, database_now().date())
    client = officer(shop)
    answer = client.post(f"/rights/agreements/{agreement.pk}/terms/", TERMS)
    assert "This agreement is no longer a draft." in answer.text
    assert granted(shop, client, agreement).status_code == 422
    grant = agreement.grants.get()
    page = client.post(f"/rights/agreements/{agreement.pk}/grants/{grant.pk}/remove/", follow=True)
    assert "This agreement is no longer a draft." in page.text
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_the_calendar_tells_what_begins_and_ends(shop: Shop) -> None:
    agreement = shop.agreement()
    now = database_now()
    place_hold(
        kind="RULE40",
        reason="r",
        mark=shop.mark,
        at=now + timedelta(days=20),
        until=now + timedelta(days=40),
        territories=EVERYWHERE,
    )
    page = officer(shop).get("/rights/calendar/").text
    assert "Hold begins" in page
    assert "Hold ends" in page
    assert str(agreement) not in page  # its term ends in 2035
    stranger = officer(shop, holder=RightsHolderFactory())
    assert "Hold begins" not in stranger.get("/rights/calendar/").text
    csv = b"".join(officer(shop).get("/rights/calendar/?format=csv").streaming_content)
    assert b"Hold begins" in csv
    assert "Changes in 90 days" in officer(shop).get("/rights/").text


def test_the_list_shows_the_days_of_the_term_in_its_zone(shop: Shop) -> None:
    client = officer(shop)
    drafted(shop, client)
    assert "1 Jan 2026 – 31 Dec 2026" in client.get("/rights/agreements/?q=X-1").text
