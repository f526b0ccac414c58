"""A company applies on the public page; officers accept or decline, and old ones are erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.onboarding.models import (
    ApplicationDocument,
    CompanyDocument,
    LicenseeApplication,
)
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from shop.privacy.retention import run_retention
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import run_queued_jobs

PAGE, DESK = "/de-de/become-a-licensee/", "/rights/applications/"
FIELDS = {
    "company": "Northlight GmbH",
    "country": "DE",
    "contact": "Nora Licht",
    "email": "nora@northlight.example",
    "markets": ["de", "fr"],
    "about": "We make caps in Leipzig.",
}


@pytest.fixture
def officer(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"))


def pdf(content: bytes = b"%PDF-1.7 insurance") -> SimpleUploadedFile:
    return SimpleUploadedFile("policy.pdf", content)


def apply(world: RightsWorld, **values: Any) -> Any:
    fields = FIELDS | {"categories": [world.category.code]} | values
    return Client().post(PAGE, fields, follow=True)


def test_an_application_becomes_a_pending_licensee_with_documents_and_an_owner(
    world: RightsWorld, officer: Client
) -> None:
    answer = apply(world, insurance=pdf())
    assert "Wir haben Ihre Bewerbung erhalten" in answer.text
    run_queued_jobs()
    assert (mail.outbox[0].to, len(mail.outbox)) == (["nora@northlight.example"], 1)
    assert "Northlight GmbH" in mail.outbox[0].body
    assert "Wir haben Ihre Bewerbung erhalten" in apply(world, company="Twice").text
    application = LicenseeApplication.objects.get()  # an address has one open application
    assert "Applications to decide" in officer.get("/rights/").text
    page = officer.get(f"{DESK}{application.public_id}/").text
    assert "Nora Licht" in page
    document = ApplicationDocument.objects.get()
    address = f"{DESK}documents/{document.public_id}/"
    assert b"".join(officer.get(address).streaming_content).startswith(b"%PDF-")
    other = signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory())
    assert (other.get(DESK).status_code, other.get(address).status_code) == (403, 403)

    accept = f"{DESK}{application.public_id}/accept/"
    assert officer.post(accept, {"code": "northlight"}).status_code == 302
    licensee = Licensee.objects.get(code="northlight")
    assert (licensee.status, licensee.legal_name) == ("pending", "Northlight GmbH")
    with acting_for(licensee.pk):
        copied = CompanyDocument.objects.of(licensee).get()
        assert (copied.kind, copied.name) == ("insurance", "policy.pdf")
        assert Invitation.objects.of(licensee).get().role == "owner"
    again = officer.post(accept, {"code": "other"})
    assert (again.status_code, "Another officer has decided" in again.text) == (422, True)


def test_a_declined_company_reads_the_reason_and_its_data_are_erased(
    world: RightsWorld, officer: Client
) -> None:
    apply(world, registration=pdf())
    application = LicenseeApplication.objects.get()
    decline = f"{DESK}{application.public_id}/decline/"
    assert officer.post(decline, {"reason": ""}).status_code == 422
    assert officer.post(decline, {"reason": "No audit."}).status_code == 302
    run_queued_jobs()
    run_queued_jobs()
    assert "No audit." in mail.outbox[-1].body
    assert len(mail.outbox) == 2
    stored = ApplicationDocument.objects.get().stored_name
    assert run_retention(database_now() + timedelta(days=179))["applications"] == 0
    assert run_retention(database_now() + timedelta(days=181))["applications"] == 1
    assert not storages["private"].exists(stored)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"insurance": pdf(b"MZ program")}, "Laden Sie eine PDF-, JPEG- oder PNG-Datei hoch."),
        ({"country": "XX"}, "Land des Unternehmens"),
        ({"email": "nobody"}, "E-Mail-Adresse"),
        ({"markets": []}, "Märkte, in denen Sie verkaufen möchten"),
    ],
)
def test_faults_name_their_field(world: RightsWorld, values: dict[str, Any], sentence: str) -> None:
    answer = apply(world, **values)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert not LicenseeApplication.objects.exists()


def test_an_address_applies_ten_times_an_hour(world: RightsWorld, limits: None) -> None:
    statuses = [apply(world, email="bad").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
