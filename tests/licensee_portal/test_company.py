"""A licensee's papers: documents are private, the account is encrypted, officers check both."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.onboarding.models import ApplicationDocument, BankDetails, CompanyDocument
from shop.identity.onboarding.services import read_bank_account
from shop.identity.tenancy import acting_for
from shop.orders.denials.document_reminders import remind_of_documents
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.conftest import member
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import run_queued_jobs

IBAN = {"holder": "Northlight", "iban": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"}
PDF = b"%PDF-1.7 a contract"


@pytest.fixture
def officer(world: RightsWorld) -> Client:
    ioc = RightsHolderFactory(kind="IOC")
    return signed_in(email="officer@example.org", role=User.Role.RIGHTS, holder=ioc)


def upload(client: Client, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("contract.pdf", content)
    sent = {"kind": "contract", "file": file, "valid_until": "2030-12-31"} | fields
    return client.post("/licensee/company/documents/new/", sent)


def document_of(licensee: Licensee) -> CompanyDocument:
    with acting_for(licensee.pk):
        return CompanyDocument.objects.get()


def test_a_document_is_stored_and_read_by_the_company_and_officers_only(
    owner: Client, officer: Client, licensee: Licensee, other: Licensee
) -> None:
    assert upload(owner, PDF).status_code == 302
    document = document_of(licensee)
    own = f"/licensee/company/documents/{document.public_id}/"
    answer = owner.get(own)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    desk = f"/rights/licensees/{licensee.code}/documents/{document.public_id}/"
    assert "contract.pdf" in officer.get(f"/rights/licensees/{licensee.code}/").text
    assert b"".join(officer.get(desk).streaming_content) == PDF
    stranger = member(other, "owner")
    assert stranger.get(own).status_code == 404
    assert stranger.get(desk).status_code == 403
    assert member(licensee, "catalog").get(own).status_code == 403
    owner.post(f"{own}withdraw/")
    assert owner.get(own).status_code == 404
    assert "contract.pdf" not in owner.get("/licensee/company/").text


def test_a_document_is_downloaded_with_the_ending_of_its_content(
    owner: Client, officer: Client, licensee: Licensee
) -> None:
    upload(owner, PDF, file=SimpleUploadedFile("offer.pdf.html", PDF))
    document = document_of(licensee)
    own = f"/licensee/company/documents/{document.public_id}/"
    desk = f"/rights/licensees/{licensee.code}/documents/{document.public_id}/"
    for answer in (owner.get(own), officer.get(desk)):
        assert answer["Content-Disposition"] == 'attachment; filename="offer.pdf.html.pdf"'
    names = [
        Model(name=name, content_type=kind).download_name
        for Model in (ApplicationDocument, CompanyDocument)
        for name, kind in (("photo.JPEG", "image/jpeg"), ("scan.pdf", "image/png"))
    ]
    assert names == ["photo.JPEG", "scan.pdf.png"] * 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "empty"), (b"<html>", "PDF, a JPEG"), (b"%PDF-" + b"x" * 10_485_760, "larger")],
)
def test_a_file_that_is_no_document_is_refused(
    owner: Client, licensee: Licensee, content: bytes, sentence: str
) -> None:
    answer = upload(owner, content)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    with acting_for(licensee.pk):
        assert not CompanyDocument.objects.exists()


def test_the_account_is_encrypted_and_shown_by_its_last_digits(
    owner: Client, licensee: Licensee
) -> None:
    assert owner.post("/licensee/company/account/", IBAN).status_code == 302
    page = owner.get("/licensee/company/").text
    assert "IBAN ending in 3000" in page
    assert "0532" not in page
    with acting_for(licensee.pk):
        stored = BankDetails.objects.get()
        assert stored.encrypted.startswith("fernet:")
        person = User.objects.get(pk=stored.changed_by_id)
        account = read_bank_account(licensee=licensee, by=person)
    assert account is not None
    assert (account.iban, account.bic) == ("DE89370400440532013000", "COBADEFFXXX")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from onboarding_bankdetailstrail t")
        assert "0532013000" not in cursor.fetchone()[0]


@pytest.mark.parametrize("wrong", [{"iban": "DE00"}, {"bic": "X"}, {"holder": ""}])
def test_an_account_that_cannot_be_is_refused_at_its_field(
    owner: Client, licensee: Licensee, wrong: dict[str, str]
) -> None:
    answer = owner.post("/licensee/company/account/", IBAN | wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == wrong.keys()


def test_a_tax_number_is_checked_and_kept_by_country(owner: Client, licensee: Licensee) -> None:
    Licensee.objects.filter(pk=licensee.pk).update(country="DE", tax_ids={"GB": "1"})
    wrong = owner.post("/licensee/company/tax/", {"vat_number": "DE1"})
    assert (wrong.status_code, "not a valid VAT number" in wrong.text) == (422, True)
    owner.post("/licensee/company/tax/", {"vat_number": "DE 136695976"})
    assert Licensee.objects.get(pk=licensee.pk).tax_ids == {"GB": "1", "DE": "DE136695976"}


def test_an_officer_invites_the_first_owner(officer: Client, licensee: Licensee) -> None:
    path = f"/rights/licensees/{licensee.code}/owner/"
    assert officer.post(path, {"email": "nora@example.org"}).status_code == 302
    run_queued_jobs()
    match = re.search(r"/licensee/join/[^/]+/", mail.outbox[-1].body)
    assert match
    joining = {"first_name": "Nora", "last_name": "Berg", "password": "a-quiet-harbor-42"}
    Client().post(match[0], joining)
    joined = User.objects.get(email="nora@example.org")
    assert (joined.licensee, joined.licensee_role) == (licensee, "owner")


def test_finance_reads_the_whole_account_after_the_password_and_leaves_a_trace(
    owner: Client, licensee: Licensee
) -> None:
    owner.post("/licensee/company/account/", IBAN)
    clerk = signed_in(email="fi@example.org", role="staff", is_staff=True, groups=("Accounting",))
    page = f"/dashboard/finance/licensees/{licensee.code}/"
    assert "ending in 3000" in clerk.get(page).text
    asked = clerk.post(page)
    assert "reauthenticate" in asked["Location"]
    clerk.post("/en-fr/accounts/reauthenticate/", {"password": "a-long-password"})
    shown = clerk.post(page)
    assert "DE89370400440532013000" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert "Read the whole account" in clerk.get(page).text
    assert "0532013000" not in clerk.get(page).text


def test_documents_that_end_soon_are_told_to_company_and_officers_once(
    owner: Client, officer: Client, licensee: Licensee
) -> None:
    today = database_now().date()
    upload(owner, PDF, valid_until=today + timedelta(days=20))
    upload(owner, PDF, valid_until=today + timedelta(days=31))
    assert remind_of_documents(today) == 2  # owner and officer
    assert remind_of_documents(today + timedelta(days=1)) == 2  # the other one, from 30 days on
    assert remind_of_documents(today + timedelta(days=1)) == 0
    assert remind_of_documents(today + timedelta(days=14)) == 2  # 7 days or less
    run_queued_jobs()
    assert "contract.pdf” of Licensee" in mail.outbox[0].body
    assert "Documents ending within 30 days" in owner.get("/licensee/").text
    Licensee.objects.filter(pk=licensee.pk).update(
        insurance_valid_until=database_now() + timedelta(days=9, hours=1)
    )
    assert "Days until the insurance ends" in owner.get("/licensee/").text
    assert "documents expiring within 30 days" in officer.get("/rights/").text
