"""Registers of master data: added, changed, imported and shown with their history."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.models import Sport
from licensing.errors import FieldIsFixed, SecondPersonNeeded
from licensing.models import (
    Athlete,
    AthleteConsent,
    GamesEdition,
    Licensee,
    ProductCategory,
    Property,
    RightsHolder,
    StoreMandate,
)
from licensing.rules.channels import Channel
from licensing.services import (
    activate_licensee,
    approve_mandate,
    end_mandate,
    propose_mandate,
    save_party,
)
from shop.identity.accounts.models import User
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import signed_in
from tests.rights_desk.test_records import listed
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory, UserFactory

HOLDER = {
    "code": "noc-fra",
    "name": "National committee of France",
    "kind": "NOC",
    "noc": "FRA",
    "currency": "eur",
    "time_zone": "Europe/Paris",
    "approval_days": "5",
    "active": "on",
}
NEW: dict[str, tuple[type[Any], str, dict[str, str]]] = {
    "holders": (RightsHolder, "noc-fra", HOLDER),
    "marks": (Property, "la2028-emblem", {"name": "Emblem", "kind": "GAMES_EMBLEM"}),
    "licensees": (Licensee, "northlight", {"legal_name": "Northlight", "country": "DE"}),
    "categories": (ProductCategory, "t-shirt", {"name": "T-shirts", "compliance_areas": "eea uk"}),
    "games": (
        GamesEdition,
        "NICE2030",
        {"name": "Nice 2030", "season": "W", "hosts": "fr", "starts_on": "2030-02-01"},
    ),
    "athletes": (Athlete, "jane-doe", {"name": "Jane Doe", "noc": "FRA", "active": "on"}),
    "sports": (Sport, "curling", {"name": "Curling", "season": "W"}),
}


@pytest.fixture
def officer(db: None) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))


def upload(client: Client, register: str, text: str) -> Any:
    file = SimpleUploadedFile("rows.csv", text.encode())
    return client.post(f"/rights/records/{register}/import/", {"file": file})


@pytest.mark.parametrize("register", NEW)
def test_a_record_is_added_downloaded_and_imported_again(officer: Client, register: str) -> None:
    model, code, values = NEW[register]
    key = "slug" if register == "sports" else "code"
    answer = officer.post(f"/rights/records/{register}/new/", values | {key: code})
    assert answer.status_code == 302, answer.content.decode()
    row = model._default_manager.get(**{key: code})
    assert str(row) in officer.get(f"/rights/records/{register}/").content.decode()
    assert officer.get(answer["Location"]).status_code == 200
    download = officer.get(f"/rights/records/{register}/", {"format": "csv", "q": code})
    again = upload(officer, register, b"".join(download.streaming_content).decode())
    assert again.status_code == 302, again.content.decode()
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    row.refresh_from_db()
    assert before == {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
    }


def test_a_consent_of_an_athlete_is_recorded_imported_and_withdrawn(officer: Client) -> None:
    model, code, values = NEW["athletes"]
    officer.post("/rights/records/athletes/new/", values | {"code": code})
    today = timezone.now().date()
    athlete = model.objects.get()
    assert list(Athlete.objects.without_consent(today)) == [athlete]
    assert "Athletes without a consent in force" in officer.get("/rights/").text
    consents = "/rights/records/athlete-consents/"
    consent = {"code": "doe-1", "athlete": code, "uses": "name image", "first_day": f"{today}"}
    faults = {"uses": ("face", "Unknown uses: FACE."), "last_day": ("2001-01-01", "before the")}
    for field, (value, sentence) in faults.items():
        answer = officer.post(f"{consents}new/", consent | {field: value})
        assert (answer.status_code, sentence in answer.text) == (422, True), field
    assert officer.post(f"{consents}new/", consent).status_code == 302
    assert list(Athlete.objects.without_consent(today)) == []
    assert AthleteConsent.objects.get().uses == ["NAME", "IMAGE"]
    table = b"".join(officer.get(consents, {"format": "csv"}).streaming_content).decode()
    assert upload(officer, "athlete-consents", table.replace(",no", ",yes")).status_code == 302
    assert list(Athlete.objects.without_consent(today)) == [athlete]
    assert "withdrawn" in officer.get(f"{consents}doe-1/").text.lower()


def test_an_import_reports_every_problem_and_saves_nothing(officer: Client) -> None:
    rows = "code,name,kind\nx-1,First,MASCOT\nx-2,,MASCOT\nx 3!,Third,NOTHING\n"
    page = upload(officer, "marks", rows)
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count('data-label="Problem"') == 3
    assert not Property.objects.filter(code__startswith="x").exists()


@pytest.mark.parametrize(
    "text", ["", "name\nA\n", "code,name,color\na,b,c\n", "code,name\n", "\x00\x01\x02", "%PDF-1.7"]
)
def test_a_file_that_is_no_register_is_refused(officer: Client, text: str) -> None:
    assert upload(officer, "sports", text).status_code == 422


def test_a_change_is_shown_in_the_history_and_a_code_never_changes(officer: Client) -> None:
    officer.post("/rights/records/holders/new/", HOLDER)
    address = "/rights/records/holders/noc-fra/"
    officer.post(address, HOLDER | {"name": "Team France", "code": "other"})
    page = officer.get(address).content.decode()
    assert "National committee of France → Team France" in page
    holder = RightsHolder.objects.get(name="Team France")
    assert holder.code == "noc-fra"
    holder.code = "other"
    with pytest.raises(FieldIsFixed):
        save_party(record=holder, by_id=None)


def test_a_new_licensee_supplies_nothing_until_another_officer_activates_it(db: None) -> None:
    author, other = UserFactory(), UserFactory()
    licensee = save_party(
        record=Licensee(code="new", legal_name="New", country_id="DE", status="active"),
        by_id=author.pk,
    )
    assert isinstance(licensee, Licensee)
    assert licensee.status == Licensee.Status.PENDING
    with pytest.raises(SecondPersonNeeded):
        activate_licensee(licensee=licensee, by_id=author.pk, reason="", at=clock_now())
    activate_licensee(licensee=licensee, by_id=other.pk, reason="checked", at=clock_now())
    assert licensee.status == Licensee.Status.ACTIVE
    assert licensee.events.get().kind == "ACTIVATED"


def test_an_audit_that_has_lapsed_stops_sales_until_it_is_renewed(
    world: RightsWorld, officer: Client
) -> None:
    world.agreement()
    product = world.product()
    address = f"/rights/records/licensees/{world.licensee.code}/"
    form = {"legal_name": "L", "country": world.licensee.country_id}
    assert listed(product)
    officer.post(address, form | {"audit_valid_until": "2026-01-31"})
    assert not listed(product)
    officer.post(address, form | {"audit_valid_until": "2036-01-31"})
    assert listed(product)


def test_a_mandate_opens_sales_after_a_second_person_and_closes_them_at_once(
    world: RightsWorld,
) -> None:
    world.agreement()
    product = world.product()
    end_mandate(mandate=StoreMandate.objects.get(), at=clock_now())
    assert not listed(product)
    proposal = propose_mandate(
        name="Everywhere",
        territories=world.mandate.territory_set_version,
        channels=list(Channel),
        window=Period(clock_now(), None),
        by_id=world.author_id,
    )
    with pytest.raises(SecondPersonNeeded):
        approve_mandate(proposal=proposal, by_id=world.author_id, at=timezone.now())
    assert not listed(product)
    approve_mandate(proposal=proposal, by_id=world.officer_id, at=timezone.now())
    assert listed(product)


def test_two_officers_do_not_overwrite_each_other(officer: Client) -> None:
    officer.post("/rights/records/holders/new/", HOLDER)
    address = "/rights/records/holders/noc-fra/"
    state = officer.get(address).context["state"]
    assert officer.post(address, HOLDER | {"name": "First", "state": state}).status_code == 302
    late = officer.post(address, HOLDER | {"name": "Second", "state": state})
    assert late.status_code == 422
    assert "Someone else changed this while" in late.text
    assert RightsHolder.objects.get(code="noc-fra").name == "First"
