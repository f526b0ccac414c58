"""Uploads in Django's admin: the portal's pipeline, for one's own licensee or by permission."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Product
from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.tenancy import acting_for
from shop.imports.models import CatalogImport
from shop.imports.services import check_and_plan, find_import, undo
from tests.dashboard.conftest import signed_in
from tests.imports.files import Licensed, as_csv
from tests.licensee_portal.test_uploads import last, table, work
from tests.media.makers import zipped
from tools.testing.factories.catalog import RightsWorld

ADMIN = "/admin/sourcing/catalogimport/"
ADD = f"{ADMIN}add/"
ALL = (
    "view_catalogimport",
    "add_catalogimport",
    "change_catalogimport",
    "act_for_licensees",
    "edit_catalogs_of_licensees",
)

ACTING_AND_EDITING = ("act_for_licensees", "edit_catalogs_of_licensees")


@pytest.fixture
def licensed(world: RightsWorld) -> Licensed:
    return Licensed(world)


def worker(*permissions: str, **fields: Any) -> Client:
    """Return a client of a person with access to the admin and some permissions there."""
    client = signed_in(email="worker@example.org", is_staff=True, **({"role": "staff"} | fields))
    person = User.objects.get(email="worker@example.org")
    found = Permission.objects.filter(codename__in=permissions)
    assert len(found) == len(permissions)
    person.user_permissions.set(found)
    return client


def of_licensee(licensee: Licensee, *permissions: str, role: str = "catalog") -> Client:
    """Return a client of a licensee's member with access to the admin."""
    return worker(*permissions, role="licensee", licensee=licensee, licensee_role=role)


def page(catalog_import: CatalogImport, licensee: Licensee | None = None) -> str:
    whose = licensee or catalog_import.licensee
    return f"{ADMIN}{catalog_import.pk}/change/?licensee={whose.code}"


def archive(content: bytes = b"") -> SimpleUploadedFile:
    content = content or zipped({"other.jpg": b"?"}).getvalue()
    return SimpleUploadedFile("p.zip", content)


def test_staff_upload_for_a_licensee_look_at_the_plan_and_apply_it(
    licensee: Licensee, licensed: Licensed
) -> None:
    staff = worker(*ALL)
    rows = licensed.row("PIN-1"), licensed.row("PIN-2", price_fr="-1")
    sent = {"licensee": licensee.code, "file": table(*rows), "pictures": archive()}
    answer = staff.post(ADD, sent)
    catalog_import = last(licensee)
    assert (answer.status_code, answer["Location"]) == (302, page(catalog_import))
    assert (catalog_import.by.email, bool(catalog_import.pictures)) == ("worker@example.org", True)
    waiting = staff.get(page(catalog_import)).text
    assert 'http-equiv="refresh"' in waiting
    assert "Rows done" in waiting
    work(licensee)
    shown = staff.get(page(catalog_import)).text
    assert "refresh" not in shown
    assert "Apply 1 row<" in shown
    assert "A price must be greater than 0." in shown
    assert "PIN-2" in staff.get(page(catalog_import) + "&show=refused").text
    assert "PIN-2" not in staff.get(page(catalog_import) + "&show=created").text
    answer = staff.get(f"{ADMIN}{catalog_import.pk}/errors/?licensee={licensee.code}")
    file: Any = answer
    assert "A price must be" in b"".join(file.streaming_content).decode()
    staff.post(page(catalog_import), {"do": "apply"})
    assert last(licensee).state == "APPLYING"
    work(licensee)
    with acting_for(licensee.pk):  # as the worker does once its pictures are there
        CatalogImport.objects.update(counts={**last(licensee).counts, "pictures": 0})
    assert "Submit 1 draft for approval" in staff.get(page(catalog_import)).text
    staff.post(page(catalog_import), {"do": "submit"})
    version = Product.objects.get(upc="PIN-1").versions.get()
    assert (version.status, version.submitted_by.email) == ("SUBMITTED", "worker@example.org")
    done = staff.get(page(catalog_import)).text
    for said in ("Uploaded for", "Started applying", "Submitted the drafts for approval."):
        assert said in done
    assert set(LogEntry.objects.values_list("user__email", flat=True)) == {"worker@example.org"}
    assert (
        staff.get(f"{ADMIN}{catalog_import.pk}/history/?licensee={licensee.code}").status_code
        == 200
    )


def test_changes_are_shown_before_and_after(licensee: Licensee, licensed: Licensed) -> None:
    licensed.apply(licensed.row("PIN-1"))
    catalog_import = licensed.plan(licensed.row("PIN-1", price_fr="15"))
    assert "<del>12.50</del> <ins>15.00</ins>" in worker(*ALL).get(page(catalog_import)).text


def test_an_upload_is_cancelled_and_one_that_wrote_is_taken_back(
    licensee: Licensee, licensed: Licensed
) -> None:
    staff = worker(*ALL)
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    staff.post(page(catalog_import), {"do": "cancel"})
    assert last(licensee).state == "CANCELLED"
    catalog_import = licensed.apply(licensed.row("PIN-1"))
    assert "Undo import" in staff.get(page(catalog_import)).text
    assert (
        "The import is being undone."
        in staff.post(page(catalog_import), {"do": "undo"}, follow=True).text
    )
    undo(
        catalog_import=find_import(import_id=catalog_import.pk, licensee_id=licensee.pk),
        by_id=licensed.by_id,
    )
    assert "Undo import" not in staff.get(page(catalog_import)).text
    again = staff.post(page(catalog_import), {"do": "undo"}, follow=True).text
    assert "Only the last applied import" in again


def test_pictures_follow_later_and_what_is_no_zip_is_refused(
    licensee: Licensee, licensed: Licensed
) -> None:
    staff = worker(*ALL)
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    said = staff.post(
        page(catalog_import), {"do": "pictures", "pictures": archive(b"%PDF")}, follow=True
    )
    assert "This is not a ZIP file." in said.text
    assert not last(licensee).pictures
    staff.post(page(catalog_import), {"do": "pictures", "pictures": archive()})
    assert last(licensee).pictures
    for wrong in ({"do": "pictures"}, {"do": "delete"}, {}):
        assert "Choose an action" in staff.post(page(catalog_import), wrong, follow=True).text


def test_what_is_refused_keeps_the_choice_and_says_why_at_its_field(
    licensee: Licensee, other: Licensee, licensed: Licensed
) -> None:
    staff = worker(*ALL)
    row = licensed.row("PIN-1")
    sent = {"licensee": other.code, "file": table(row), "pictures": archive(b"%PDF")}
    refused = staff.post(ADD, sent)
    assert refused.status_code == 422
    form = refused.context["form"]
    assert list(form.errors) == ["pictures"]
    assert "This is not a ZIP file." in refused.text
    assert f'<option value="{other.code}" selected>' in refused.text
    missing = staff.post(ADD, {"licensee": "nobody"}).context["form"].errors
    assert set(missing) == {"licensee", "file"}
    for whose in (licensee, other):
        with acting_for(whose.pk):
            assert not CatalogImport.objects.exists()


def test_a_file_that_is_no_table_says_why(licensee: Licensee, licensed: Licensed) -> None:
    staff = worker(*ALL)
    file = SimpleUploadedFile("a.csv", b"%PDF-1.7")
    staff.post(ADD, {"licensee": licensee.code, "file": file})
    assert "This is a PDF, not a table." in staff.get(page(work(licensee))).text


def test_the_list_is_of_the_licensee_that_is_named(
    licensee: Licensee, other: Licensee, licensed: Licensed
) -> None:
    catalog_import = licensed.receive(as_csv([licensed.row("PIN-1")]), "ours.csv")
    staff = worker(*ALL)
    assert "Choose a licensee" in staff.get(ADMIN).text
    shown = staff.get(ADMIN, {"licensee": licensee.code}).text
    assert "ours.csv" in shown
    assert page(catalog_import) in shown
    for code in (other.code, "nobody", "\x00"):
        assert "ours.csv" not in staff.get(ADMIN, {"licensee": code}).text
    assert staff.get(page(catalog_import, other)).status_code == 404
    assert staff.get(f"{ADMIN}{catalog_import.pk}/change/").headers["Location"] == ADMIN
    staff.post("/licensee/choose/", {"licensee": licensee.code})
    assert "ours.csv" in staff.get(ADMIN).text
    assert staff.get(f"{ADMIN}{catalog_import.pk}/change/").status_code == 200
    assert f'<option value="{licensee.code}" selected>' in staff.get(ADD).text


def test_who_belongs_to_a_licensee_uploads_for_it_without_a_choice(
    licensee: Licensee, other: Licensee, licensed: Licensed
) -> None:
    person = of_licensee(licensee, *ALL)
    form = person.get(ADD)
    assert 'name="licensee"' not in form.text
    assert licensee.legal_name in form.text
    assert "Rival" not in form.text
    sent = {"licensee": other.code, "file": table(licensed.row("PIN-1"))}
    person.post(f"{ADD}?licensee={other.code}", sent)
    assert last(licensee).by.email == "worker@example.org"
    with acting_for(other.pk):
        assert not CatalogImport.objects.exists()
    catalog_import = check_and_plan(catalog_import=last(licensee))
    shown = person.get(ADMIN)
    assert "articles.csv" in shown.text
    assert "Rival" not in shown.text
    person.post(page(catalog_import), {"do": "apply"})
    work(licensee)
    assert Product.objects.filter(upc="PIN-1").exists()


def test_a_licensees_person_reaches_no_other_licensees_upload(
    licensee: Licensee, other: Licensee, licensed: Licensed
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    person = of_licensee(other, *ALL)
    assert "articles.csv" not in person.get(ADMIN, {"licensee": licensee.code}).text
    forged = {
        "licensee": licensee.code,
        "catalog_import": catalog_import.pk,
        "id": catalog_import.pk,
    }
    for address in (
        page(catalog_import),
        page(catalog_import, other),
        f"{ADMIN}{catalog_import.pk}/change/",
    ):
        assert person.get(address).status_code == 404
        for step in ("apply", "cancel", "undo", "submit", "pictures"):
            sent = {"do": step, "pictures": archive(), **forged}
            assert person.post(address, sent).status_code == 404
    errors = f"{ADMIN}{catalog_import.pk}/errors/?licensee={licensee.code}"
    assert person.get(errors).status_code == 404
    assert (
        "articles.csv" not in person.get(f"{ADMIN}{catalog_import.pk}/history/", follow=True).text
    )
    fresh = last(licensee)
    assert (fresh.state, fresh.pictures) == ("PLANNED", "")


@pytest.mark.parametrize(
    ("permissions", "opens"),
    [
        ((), (403, 403, 403, 403)),
        (("view_catalogimport",), (403, 403, 403, 403)),
        (("view_catalogimport", "add_catalogimport", "change_catalogimport"), (403, 403, 403, 403)),
        (("act_for_licensees",), (403, 403, 403, 403)),
        (("act_for_licensees", "view_catalogimport"), (200, 403, 200, 403)),
        (("act_for_licensees", "add_catalogimport", "change_catalogimport"), (200, 403, 200, 403)),
        (
            ("edit_catalogs_of_licensees", "add_catalogimport", "change_catalogimport"),
            (403, 403, 403, 403),
        ),
        ((*ACTING_AND_EDITING, "add_catalogimport"), (403, 200, 403, 403)),
        ((*ACTING_AND_EDITING, "change_catalogimport"), (200, 403, 200, 302)),
    ],
)
def test_staff_do_what_their_permissions_say(
    licensee: Licensee, licensed: Licensed, permissions: tuple[str, ...], opens: tuple[int, ...]
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    staff = worker(*permissions)
    seen = (
        staff.get(ADMIN, {"licensee": licensee.code}).status_code,
        staff.get(ADD).status_code,
        staff.get(page(catalog_import)).status_code,
        staff.post(page(catalog_import), {"do": "cancel"}).status_code,
    )
    assert seen == opens
    assert (last(licensee).state == "CANCELLED") == (opens[3] == 302)
    errors = f"{ADMIN}{catalog_import.pk}/errors/?licensee={licensee.code}"
    assert staff.get(errors).status_code == opens[2]


@pytest.mark.parametrize(
    ("role", "permissions", "opens"),
    [
        ("catalog", (), 403),
        ("catalog", ("act_for_licensees",), 403),
        ("catalog", ("view_catalogimport",), 200),
        ("finance", ("view_catalogimport", "add_catalogimport", "change_catalogimport"), 403),
        ("owner", ("view_catalogimport",), 200),
    ],
)
def test_a_licensees_person_needs_the_work_and_the_permission(
    licensee: Licensee, licensed: Licensed, role: str, permissions: tuple[str, ...], opens: int
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    person = of_licensee(licensee, *permissions, role=role)
    assert person.get(ADMIN).status_code == opens
    assert person.get(page(catalog_import)).status_code == opens
    assert person.get(ADD).status_code == 403
    assert person.post(page(catalog_import), {"do": "cancel"}).status_code == 403
    assert last(licensee).state == "PLANNED"


@pytest.mark.parametrize("role", ["rights", "brand", "fan"])
def test_nobody_else_gets_in_with_permissions_alone(
    licensee: Licensee, licensed: Licensed, role: str
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    person = worker(*ALL, role=role)
    for address in (ADMIN, ADD, page(catalog_import)):
        assert person.get(address).status_code == 403


def test_nothing_is_deleted_or_saved_past_the_services(
    licensee: Licensee, licensed: Licensed
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    boss = worker(is_superuser=True)
    whose = f"?licensee={licensee.code}"
    assert boss.post(f"{ADMIN}{catalog_import.pk}/delete/{whose}", {"post": "yes"}).status_code in {
        302,
        403,
    }
    forged = {"state": "APPLIED", "name": "other.csv", "licensee": "1", "_save": "Save"}
    boss.post(page(catalog_import), forged)
    actions = {"action": "delete_selected", "_selected_action": [catalog_import.pk], "post": "yes"}
    boss.post(f"{ADMIN}{whose}", actions)
    fresh = last(licensee)
    assert (fresh.pk, fresh.state, fresh.name) == (catalog_import.pk, "PLANNED", "articles.csv")
    for number in ("0", "x", "9" * 30, "%00"):
        assert boss.get(f"{ADMIN}{number}/change/{whose}").status_code == 404


def test_the_addresses_of_uploads_lead_to_imports(db: None) -> None:
    staff = worker(*ALL)
    for rest in ("", "add/", "7/change/", "7/errors/", "?state=FAILED"):
        moved = staff.get(f"/admin/sourcing/upload/{rest}")
        assert (moved.status_code, moved["Location"]) == (301, f"{ADMIN}{rest}")
    assert staff.get("/admin/sourcing/upload", follow=True).status_code == 200
    sent, refused = (
        staff.post(f"{prefix}add/", {}) for prefix in (ADMIN, "/admin/sourcing/upload/")
    )
    assert sent.status_code == refused.status_code == 422


def test_an_import_without_rows_to_apply_says_so_in_lists_and_filters(
    licensee: Licensee, licensed: Licensed
) -> None:
    staff = worker(*ALL)
    for name, price in (("PIN-1", "12.50"), ("PIN-2", "-1")):
        file = table(licensed.row(name, price_fr=price), name=name)
        staff.post(ADD, {"licensee": licensee.code, "file": file})
        work(licensee)
    with acting_for(licensee.pk):
        refused, good = CatalogImport.objects.order_by("-pk")
        assert (good.state_label, refused.state_label) == ("Ready to review", "Nothing to apply")
        assert [row.pk for row in CatalogImport.objects.with_rows_to_apply()] == [good.pk]
    for state, shown in (("PLANNED", "PIN-1"), ("NOTHING", "PIN-2")):
        answer = staff.get(ADMIN, {"licensee": licensee.code, "state": state}).text
        assert re.findall(r">(PIN-\d)<", answer) == [shown], state
