"""Steps of an upload by the API, and that a key reaches no other licensee's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Product
from licensing.models import Licensee
from shop.imports.models import CatalogImport
from shop.imports.services import find_import, undo
from tests.imports.files import Licensed, as_csv
from tests.licensee_portal.test_keys import bearer, key_of
from tests.licensee_portal.test_uploads import API, last
from tests.media.makers import zipped
from tools.testing.factories.catalog import RightsWorld

STEPS = ("apply", "submit", "cancel", "undo", "pictures")


@pytest.fixture
def licensed(world: RightsWorld) -> Licensed:
    return Licensed(world)


@pytest.fixture
def step(client: Client, licensee: Licensee) -> Callable[..., Any]:
    """Return what does a step of an upload with a key."""
    headers = bearer(key_of(licensee, "catalog:write"))

    def do(catalog_import: CatalogImport, name: str, **sent: Any) -> Any:
        return client.post(f"{API}{catalog_import.public_id}/{name}/", sent, headers=headers)

    return do


def archive() -> SimpleUploadedFile:
    return SimpleUploadedFile("p.zip", zipped({"other.jpg": b"?"}).getvalue())


def test_what_an_upload_made_is_sent_for_approval_once(licensed: Licensed, step: Any) -> None:
    planned = licensed.plan(licensed.row("PIN-1"))
    early = step(planned, "submit")
    assert (early.status_code, early.json()["code"]) == (409, "upload_state")
    step(planned, "cancel")
    catalog_import = licensed.apply(licensed.row("PIN-1"), licensed.row("PIN-2"))
    told = step(catalog_import, "submit")
    assert (told.status_code, told.json()["submitted"]) == (200, 2)
    version = Product.objects.get(upc="PIN-1").versions.get()
    assert (version.status, version.submitted_by.licensee) == ("SUBMITTED", licensed.licensee)
    assert step(catalog_import, "submit").json()["submitted"] == 0


def test_what_still_awaits_pictures_is_not_sent(licensed: Licensed, step: Any) -> None:
    catalog_import = licensed.apply(
        licensed.row("PIN-1", image_1="front.jpg", image_alt_en_1="Pin")
    )
    assert step(catalog_import, "pictures", pictures=archive()).json()["has_pictures"] is True
    refused = step(catalog_import, "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "pictures_awaited")


def test_pictures_come_after_the_table_and_are_refused_by_name(
    licensed: Licensed, step: Any
) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    assert step(catalog_import, "pictures", pictures=archive()).status_code == 202
    pdf = SimpleUploadedFile("p.zip", b"%PDF-1.7")
    refused = step(catalog_import, "pictures", pictures=pdf)
    assert (refused.status_code, refused.json()["code"]) == (422, "pictures_refused")
    assert refused.json()["field"] == "pictures"
    missing = step(catalog_import, "pictures")
    assert (missing.status_code, [error["pointer"] for error in missing.json()["errors"]]) == (
        400,
        ["#/pictures"],
    )
    step(catalog_import, "cancel")
    assert step(catalog_import, "pictures", pictures=archive()).status_code == 409


def test_an_upload_is_cancelled_once(licensed: Licensed, step: Any) -> None:
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    assert step(catalog_import, "cancel").json()["state"] == "CANCELLED"
    again = step(catalog_import, "cancel")
    assert (again.status_code, again.json()["code"]) == (409, "upload_state")
    assert step(catalog_import, "apply").status_code == 409
    assert not Product.objects.filter(upc="PIN-1").exists()


def test_the_last_upload_that_wrote_is_taken_back(
    licensed: Licensed, licensee: Licensee, step: Any
) -> None:
    first = licensed.apply(licensed.row("PIN-1"))
    catalog_import = licensed.apply(licensed.row("PIN-2"))
    refused = step(first, "undo")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_undo")
    assert step(catalog_import, "undo").status_code == 202
    undo(
        catalog_import=find_import(import_id=catalog_import.pk, licensee_id=licensee.pk),
        by_id=licensed.by_id,
    )
    assert not Product.objects.get(upc="PIN-2").is_public
    assert step(catalog_import, "undo").status_code == 409


def test_uploads_are_listed_in_pages(
    licensed: Licensed, licensee: Licensee, client: Client, django_assert_max_num_queries: Any
) -> None:
    headers = bearer(key_of(licensee, "catalog:write"))
    for number in range(3):
        licensed.receive(as_csv([licensed.row("PIN-1")]), f"{number}.csv")
    with django_assert_max_num_queries(13):
        first = client.get(API, {"limit": 2}, headers=headers).json()
    assert [row["name"] for row in first["results"]] == ["2.csv", "1.csv"]
    second = client.get(first["next"], headers=headers).json()
    assert [row["name"] for row in second["results"]] == ["0.csv"]
    assert client.get(API, {"limit": "x"}, headers=headers).status_code == 400


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/json"])
def test_the_file_comes_back_with_its_errors(
    licensed: Licensed, licensee: Licensee, client: Client, accept: str
) -> None:
    headers = {**bearer(key_of(licensee, "catalog:write")), "Accept": accept}
    catalog_import = licensed.plan(licensed.row("PIN-1", price_fr="-1"))
    answer: Any = client.get(f"{API}{catalog_import.public_id}/errors/", headers=headers)
    assert answer["Content-Type"] == "text/csv"
    assert 'filename="articles.errors.csv"' in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].endswith(",errors")
    assert "A price must be greater than 0." in text


def test_a_file_that_was_not_read_has_no_errors_to_give(
    client: Client, licensee: Licensee, licensed: Licensed
) -> None:
    headers = bearer(key_of(licensee, "catalog:write"))
    catalog_import = licensed.plan()
    assert last(licensee).state == "FAILED"
    answer = client.get(f"{API}{catalog_import.public_id}/errors/", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_file_that_was_cancelled_unread_has_no_errors_to_give(
    client: Client, licensee: Licensee
) -> None:
    headers = bearer(key_of(licensee, "catalog:write"))
    file = SimpleUploadedFile("t.csv", b"\n")
    catalog_import = client.post(API, {"file": file}, headers=headers).json()
    assert (catalog_import["state"], catalog_import["counts"]) == ("RECEIVED", {})
    for step in ("errors", "cancel", "errors"):
        call = client.get if step == "errors" else client.post
        answer = call(f"{API}{catalog_import['id']}/{step}", headers=headers)
        assert answer.status_code == (404 if step == "errors" else 200)


def test_another_licensees_upload_does_not_exist(
    client: Client, other: Licensee, licensed: Licensed
) -> None:
    catalog_import = licensed.apply(licensed.row("PIN-1"))
    headers = bearer(key_of(other, "catalog:write"))
    for name in STEPS:
        sent = {"pictures": archive(), "licensee": licensed.licensee.pk}
        answer = client.post(f"{API}{catalog_import.public_id}/{name}/", sent, headers=headers)
        assert answer.status_code == 404, name
    assert (
        client.get(f"{API}{catalog_import.public_id}/errors/", headers=headers).status_code == 404
    )
    assert client.get(API, headers=headers).json()["results"] == []
    fresh = last(licensed.licensee)
    assert (fresh.state, fresh.pictures) == ("APPLIED", "")
    assert Product.objects.get(upc="PIN-1").versions.get().status == "DRAFT"
