"""Records that officers keep besides agreements: effective at once; refusals name their field."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from licensing.models import (
    NOC,
    Agreement,
    Licensee,
    NOCConsent,
    Property,
    RightsDenial,
    RightsHolder,
    TerritorySet,
)
from licensing.reading.global_facts import passive_sales_are_on
from licensing.services import define_territory_set
from shop.identity.accounts.models import User
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import UNTIL, RightsWorld
from tools.testing.factories.models import (
    LicenseeFactory,
    PropertyFactory,
    RightsHolderFactory,
    UserFactory,
)

pytestmark = pytest.mark.usefixtures("without_agreements")

DAYS = {"first_day": "2026-01-01", "last_day": "2026-12-31"}


@pytest.fixture
def ioc() -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))


def officer(holder: RightsHolder) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=holder)


def listed(product: Product, territory: str = "FR") -> bool:
    rows = Product.objects.sellable_in(territory, "WEB", clock_now())
    return bool(rows.filter(pk=product.pk).exists())


def csv_of(client: Client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()


def test_a_draft_that_meets_an_exclusive_grant_is_told_before_anybody_activates_it(
    world: RightsWorld, ioc: Client
) -> None:
    exclusive = world.agreement(exclusivity="EXCLUSIVE", include=["FR"])
    draft = world.agreement(licensee=LicenseeFactory(), include=["FR", "DE"], active=False)
    world.agreement(licensee=LicenseeFactory(), include=["DE"], active=False)
    page = ioc.get("/rights/conflicts/").text
    assert page.count('<th scope="row">') == 1
    assert str(draft) in page
    assert str(exclusive) in page
    assert f"{draft}, grant" in csv_of(ioc, "/rights/conflicts/?format=csv")
    assert (
        "conflicts with an exclusive"
        in officer(RightsHolderFactory()).get("/rights/conflicts/").text
    )


def test_two_drafts_that_cannot_both_come_into_force_are_told(
    world: RightsWorld, ioc: Client
) -> None:
    for _ in range(2):
        world.agreement(licensee=LicenseeFactory(), exclusivity="EXCLUSIVE", active=False)
    assert "also pending" in ioc.get("/rights/conflicts/").text


def asked(world: RightsWorld, **changes: object) -> dict[str, object]:
    return {
        "mark": world.mark.pk,
        "category": world.category.pk,
        "channel": "WEB",
        "kind": "NON_EXCLUSIVE",
        **DAYS,
        **changes,
    }


def test_what_is_free_is_told_by_territory_and_time(world: RightsWorld, ioc: Client) -> None:
    half = Period(datetime(2026, 7, 1, tzinfo=UTC), UNTIL)
    taken = world.agreement(exclusivity="EXCLUSIVE", include=["FR"], window=half)

    def rows(**changes: object) -> list[str]:
        query = "&".join(f"{key}={value}" for key, value in asked(world, **changes).items())
        lines = csv_of(ioc, f"/rights/avails/?format=csv&{query}").splitlines()
        return [line for line in lines if line.startswith("FR,")]

    free, blocked = rows()
    assert free == "FR,1,1 Jan 2026 00:00,1 Jul 2026 00:00,Yes,"
    assert f"No,Exclusive: {taken} of {world.licensee}" in blocked
    assert rows(match="COVER") == []
    assert len(rows(match="OVERLAP")) == 2
    assert rows(licensee=world.licensee.pk) == []  # free as everywhere else
    page = ioc.get("/rights/avails/", asked(world)).text
    assert "piece-taken" in page


def test_a_free_right_that_is_asked_senselessly_is_refused_beside_its_field(
    world: RightsWorld, ioc: Client
) -> None:
    answer = ioc.get("/rights/avails/", asked(world, last_day="2020-01-01"))
    assert answer.status_code == 422
    assert "The last day must not be before the first." in answer.text


def test_others_grants_are_in_the_way_only_of_an_exclusive_one(
    world: RightsWorld, ioc: Client
) -> None:
    world.agreement()
    assert "Non-exclusive: A-" not in ioc.get("/rights/avails/", asked(world)).text
    assert "Non-exclusive: A-" in ioc.get("/rights/avails/", asked(world, kind="EXCLUSIVE")).text


def define(client: Client, **changes: str) -> Any:
    said = {"code": "north", "name": "North", "include": "fi SE", "exclude": "", **changes}
    return client.post("/rights/territories/define/", said)


def test_a_territory_set_is_defined_and_its_next_version_named(world: RightsWorld) -> None:
    client = officer(world.holder)
    assert define(client).status_code == 302
    assert define(client, include="FI SE NO").status_code == 302
    latest = TerritorySet.objects.get(code="north").versions.latest("version")
    assert (latest.version, latest.include) == (2, ["FI", "NO", "SE"])
    page = client.get("/rights/territories/define/?set=north").text
    assert 'value="FI NO SE"' in page
    assert "FI, NO, SE" in client.get("/rights/territories/").text


def test_a_set_may_be_made_of_other_sets_and_never_of_itself(world: RightsWorld) -> None:
    client = officer(world.holder)
    define(client)
    define(client, code="wider", name="Wider", include="north DE", exclude="SE")
    latest = TerritorySet.objects.get(code="wider").versions.get()
    assert (latest.include, latest.exclude) == (["DE", "FI", "SE"], ["SE"])
    answer = define(client, include="north NO")
    assert answer.status_code == 422
    assert "A set cannot contain itself." in answer.text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"include": "FI QQ ZZ"}, "unknown territories: QQ, ZZ"),
        ({"exclude": "nowhere"}, "unknown territories: nowhere"),
        ({"code": "a/b"}, "Enter a valid"),
        ({"name": ""}, "This field is required."),
        ({"code": "foreign"}, "This set belongs to another rights holder."),
    ],
)
def test_a_senseless_set_is_refused_and_what_was_typed_stays(
    world: RightsWorld, changes: dict[str, str], says: str
) -> None:
    stranger = UserFactory(role=User.Role.RIGHTS, holder=RightsHolderFactory())
    define_territory_set(code="foreign", name="F", include=["FR"], created_by_id=stranger.pk)
    answer = define(officer(world.holder), **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="North"' in answer.text or "name" in changes
    assert not TerritorySet.objects.filter(code="north").exists()


def test_a_holding_that_ends_takes_the_goods_off_sale_until_it_is_succeeded(
    world: RightsWorld, ioc: Client
) -> None:
    product, heir = world.product(), RightsHolderFactory()
    mark, holding = world.mark, world.mark.holdings.get()
    answer = ioc.post(f"/rights/marks/{mark.code}/holdings/{holding.pk}/end/", {})
    assert answer.status_code == 302
    assert not listed(product)
    assert RightsDenial.objects.filter(kind="holding.ended").exists()
    territories = holding.territory_set_version_id
    said = {"holder": heir.pk, "territories": territories, "first_day": "2026-01-01"}
    clash = ioc.post(f"/rights/marks/{mark.code}/holding/", said)
    assert clash.status_code == 422
    assert "Another party holds the mark there at that time." in clash.text
    said["first_day"] = str(clock_now().date() + timedelta(days=2))
    assert ioc.post(f"/rights/marks/{mark.code}/holding/", said).status_code == 302
    assert str(heir) in ioc.get(f"/rights/marks/{mark.code}/").text
    again = ioc.post(f"/rights/marks/{mark.code}/holdings/{holding.pk}/end/", {})
    assert "This has already ended." in again.text


def test_a_succession_keeps_agreements_valid_and_never_runs_in_a_circle(
    world: RightsWorld, ioc: Client
) -> None:
    heir = RightsHolderFactory()
    said = {"holder": world.holder.pk, "successor": heir.pk}
    assert ioc.post("/rights/succession/", said).status_code == 302
    world.holder.refresh_from_db()
    assert world.holder.successor == heir
    circle = ioc.post("/rights/succession/", {"holder": heir.pk, "successor": world.holder.pk})
    assert circle.status_code == 422
    assert "its own successor" in circle.text


def test_an_end_never_lies_in_the_past(world: RightsWorld, ioc: Client) -> None:
    holding = world.mark.holdings.get()
    address = f"/rights/marks/{world.mark.code}/holdings/{holding.pk}/end/"
    answer = ioc.post(address, {"effective_at": "2020-01-01T00:00"})
    assert "Enter a time in the future" in answer.text
    assert "is not a date and time" in ioc.post(address, {"effective_at": "soon"}).text
    holding.refresh_from_db()
    assert holding.valid.upper is None


def test_a_committee_consents_for_itself_alone(world: RightsWorld) -> None:
    holder = RightsHolderFactory(kind="NOC", noc_id="FRA")
    client = officer(holder)
    mark = PropertyFactory(kind=Property.Kind.TEAM_NAME, noc_id="GER", holder=world.holder)
    said = {"mark": mark.pk, "committees": ["GER"], "reference": "C-9", **DAYS}
    assert "Select a valid choice" in client.post("/rights/consents/record/", said).text
    assert (
        client.post("/rights/consents/record/", said | {"committees": ["FRA"]}).status_code == 302
    )
    consent = NOCConsent.objects.get()
    assert consent.reference == "C-9"
    assert list(consent.nocs.all()) == [NOC.objects.get(pk="FRA")]
    other = officer(RightsHolderFactory(kind="NOC", noc_id="ITA"))
    assert other.post(f"/rights/consents/{consent.pk}/end/").status_code == 404
    assert "C-9" in client.get("/rights/consents/").text
    assert "C-9" not in other.get("/rights/consents/").text


def test_a_consent_opens_a_national_mark_abroad_and_its_end_closes_it(
    world: RightsWorld, ioc: Client
) -> None:
    mark = PropertyFactory(kind=Property.Kind.TEAM_NAME, noc_id="GER", holder=world.holder)
    agreement = world.agreement(marks=[mark])
    product = world.product(agreement=agreement, marks=[mark])
    assert listed(product, "DE")
    assert not listed(product, "JP")
    said = {"mark": mark.pk, "committees": ["JPN"], "reference": "C-9", "first_day": "2025-01-01"}
    assert ioc.post("/rights/consents/record/", said).status_code == 302
    assert listed(product, "JP")
    consent = NOCConsent.objects.get()
    assert ioc.post(f"/rights/consents/{consent.pk}/end/", {}).status_code == 302
    assert not listed(product, "JP")
    assert RightsDenial.objects.filter(kind="consent.ended").exists()


def test_a_licensee_is_suspended_and_reinstated_with_a_reason(
    world: RightsWorld, ioc: Client
) -> None:
    product = world.product()
    address = f"/rights/licensees/{world.licensee.code}"
    assert ioc.post(f"{address}/suspend/", {"reason": ""}).status_code == 422
    assert listed(product)
    assert ioc.post(f"{address}/suspend/", {"reason": "Audit failed"}).status_code == 302
    assert not listed(product)
    page = ioc.get(f"{address}/").text
    assert "Audit failed" in page
    assert f"{address}/reinstate/" in page
    assert (
        "You cannot do this while"
        in ioc.post(f"{address}/suspend/", {"reason": "r"}, follow=True).text
    )
    assert ioc.post(f"{address}/reinstate/", {"reason": "Audit passed"}).status_code == 302
    assert listed(product)
    assert Licensee.objects.get(pk=world.licensee.pk).events.count() == 2


def test_only_whoever_sees_everything_suspends_a_company(world: RightsWorld) -> None:
    address = f"/rights/licensees/{world.licensee.code}/suspend/"
    assert officer(world.holder).post(address, {"reason": "r"}).status_code == 403
    world.licensee.refresh_from_db()
    assert world.licensee.status == Licensee.Status.ACTIVE


def test_brand_people_suspend_and_do_not_reinstate(world: RightsWorld) -> None:
    brand = signed_in(role=User.Role.BRAND, holder=RightsHolderFactory(kind="IOC"))
    world.agreement()
    address = f"/rights/licensees/{world.licensee.code}"
    assert brand.post(f"{address}/suspend/", {"reason": "r"}).status_code == 302
    brand.post(f"{address}/reinstate/", {"reason": "r"})
    world.licensee.refresh_from_db()
    assert world.licensee.status == Licensee.Status.SUSPENDED


def test_the_eea_switch_is_turned_with_counsels_reference(world: RightsWorld, ioc: Client) -> None:
    product = world.product(agreement=world.agreement(include=["DE"]))
    on_request = Product.objects.deliverable_on_request
    assert on_request("FR", "WEB", clock_now()).filter(pk=product.pk).exists()
    assert ioc.post("/rights/policy/switch/", {"reference": ""}).status_code == 422
    assert passive_sales_are_on()
    assert ioc.post("/rights/policy/switch/", {"reference": "C-7"}).status_code == 302
    assert not on_request("FR", "WEB", clock_now()).filter(pk=product.pk).exists()
    page = ioc.get("/rights/policy/").text
    assert "C-7" in page
    assert "Switch on" in page
    assert RightsDenial.objects.filter(kind="passive_sales.ended").exists()


def test_windows_are_told_in_the_agreements_own_time(world: RightsWorld, ioc: Client) -> None:
    agreement = world.agreement(active=False)
    Agreement.objects.filter(pk=agreement.pk).update(time_zone="Asia/Tokyo")
    page = ioc.get(f"/rights/agreements/{agreement.pk}/").text
    assert "All times on this page are in Asia/Tokyo" in page
    assert "1 Jan 2025 09:00" in page


def test_a_hold_on_a_company_is_seen_by_its_licensors_and_lifted_by_none_of_them(
    world: RightsWorld, ioc: Client
) -> None:
    world.agreement()
    said = {"kind": "COMMERCIAL", "reason": "Unpaid", "licensee": world.licensee.pk}
    assert ioc.post("/rights/holds/place/", said).status_code == 302
    page = officer(world.holder).get("/rights/holds/").text
    assert "Unpaid" in page
    assert "/lift/" not in page
    assert "Unpaid" not in officer(RightsHolderFactory()).get("/rights/holds/").text
    company = signed_in(role=User.Role.LICENSEE, licensee=world.licensee).get("/rights/holds/").text
    assert "Commercial" in company
    assert "Unpaid" not in company
