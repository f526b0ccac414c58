"""Imports in the portal and by the API: uploaded, reviewed row by row, applied, undone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import load_command_class
from django.test import Client

from catalog.models import Product
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.models import CatalogImport
from shop.imports.services import apply_plan, check_and_plan, find_import, undo
from shop.imports.tasks import send_job
from tests.imports.files import Licensed, as_csv
from tests.licensee_portal.conftest import member
from tests.licensee_portal.test_keys import bearer, key_of
from tests.media.makers import zipped
from tools.testing.factories.catalog import RightsWorld

IMPORTS = "/licensee/imports/"
API = "/api/v1/licensee/uploads/"


@pytest.fixture
def licensed(world: RightsWorld) -> Licensed:
    return Licensed(world)


def table(*rows: dict[str, str], name: str = "articles.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_csv(rows), "text/csv")


def last(licensee: Licensee) -> CatalogImport:
    with acting_for(licensee.pk):
        return CatalogImport.objects.select_related("licensee").first()


def work(licensee: Licensee) -> CatalogImport:
    """Run the worker's next jobs."""
    catalog_import = last(licensee)
    if catalog_import.state == CatalogImport.State.RECEIVED:
        return check_and_plan(catalog_import=catalog_import)
    return apply_plan(catalog_import=catalog_import)


def test_a_table_is_sent_examined_looked_at_and_applied(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    good, bad = licensed.row("PIN-1"), licensed.row("PIN-2", price_fr="-1", gtin="123")
    answer = owner.post(f"{IMPORTS}new/", {"file": table(good, bad)}, follow=True)
    assert 'http-equiv="refresh"' in answer.text  # progress without a script
    assert "Queued" in answer.text
    work(licensee)
    address = answer.redirect_chain[-1][0]
    shown = owner.get(address).text
    assert "Apply 1 row<" in shown
    assert "A price must be greater than 0." in shown
    assert "A GTIN has 8, 12, 13 or 14 digits." in shown
    refused = owner.get(address, {"show": "refused"}).text
    assert "PIN-2" in refused
    assert not re.search(r">PIN-1<", refused)
    errors = b"".join(owner.get(f"{address}errors/").streaming_content).decode("utf-8-sig")
    assert errors.splitlines()[0].endswith(",errors")
    assert not Product.objects.filter(upc="PIN-1").exists()
    owner.post(address, {"do": "apply"})
    work(licensee)
    assert Product.objects.filter(upc="PIN-1").exists()
    assert "Submit 1 draft for approval" in owner.get(address).text
    sent = owner.post(address, {"do": "submit"}, follow=True).text
    assert "1 product was submitted for approval." in sent
    assert Product.objects.get(upc="PIN-1").versions.get().status == "SUBMITTED"


def test_many_drafts_are_sent_by_a_worker_and_the_page_says_how_far(
    owner: Client, licensee: Licensee, licensed: Licensed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shop.imports.apply.submission.AT_ONCE", 1)
    catalog_import = licensed.apply(licensed.row("PIN-1"), licensed.row("PIN-2"))
    address = f"{IMPORTS}{catalog_import.public_id}/"
    answer = owner.post(address, {"do": "submit"}, follow=True)
    assert "Submitting drafts for approval: 0 of 2." in answer.text
    assert 'http-equiv="refresh"' in answer.text
    assert "disabled>Submitting 2 drafts for approval" in answer.text
    assert 'value="submit"' not in answer.text
    assert 'value="undo"' not in answer.text
    assert 'value="cancel"' not in answer.text
    send_job(upload_id=catalog_import.pk, licensee_id=licensee.pk)
    assert "Submitted for approval</dt>" in owner.get(address).text
    again = owner.post(address, {"do": "submit"}, follow=True)
    assert "There are no drafts to send." in again.text


def test_a_change_is_shown_before_and_after(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    licensed.apply(licensed.row("PIN-1"))
    owner.post(f"{IMPORTS}new/", {"file": table(licensed.row("PIN-1", price_fr="15"))})
    catalog_import = work(licensee)
    shown = owner.get(f"{IMPORTS}{catalog_import.public_id}/").text
    assert "<del>12.50</del> <ins>15.00</ins>" in shown


def test_a_broken_line_goes_on_where_it_stopped(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    content = as_csv([licensed.row("PIN-1")])
    begun = owner.post(f"{IMPORTS}begin/", {"name": "a.csv", "size": len(content)}).json()
    address = f"{IMPORTS}{begun['id']}/piece/"

    def piece(offset: int, end: int):
        part = SimpleUploadedFile("piece", content[offset:end])
        return owner.post(address, {"offset": offset, "piece": part})

    assert piece(0, 100).json()["received"] == 100
    wrong = piece(150, 200)
    assert (wrong.status_code, wrong.json()["received"]) == (409, "100")
    assert piece(100, len(content)).json()["state"] == "RECEIVED"
    assert work(licensee).counts["created"] == 1


def test_a_zip_of_pictures_comes_with_the_table_or_apart(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    def archive() -> SimpleUploadedFile:
        return SimpleUploadedFile("p.zip", zipped({"other.jpg": b"?"}).getvalue())

    row = licensed.row("PIN-1", image_1="front.jpg", image_alt_en_1="Pin")
    owner.post(f"{IMPORTS}new/", {"file": table(row), "pictures": archive()})
    catalog_import = work(licensee)
    address = f"{IMPORTS}{catalog_import.public_id}/"
    shown = owner.get(address).text
    assert "front.jpg: The ZIP has no file with this name." in shown
    assert "Warning: <strong>image_1" in shown
    owner.post(address, {"do": "pictures", "pictures": archive()})
    assert "A ZIP of pictures was uploaded." in owner.get(address).text
    pdf = SimpleUploadedFile("p.zip", b"%PDF-1.7")
    refused = owner.post(address, {"do": "pictures", "pictures": pdf}, follow=True).text
    assert "This is not a ZIP file." in refused
    pdf.seek(0)
    again = owner.post(f"{IMPORTS}new/", {"file": table(row), "pictures": pdf})
    assert again.status_code == 422
    assert "This is not a ZIP file." in again.text
    assert last(licensee) == catalog_import


def test_a_zip_in_pieces_goes_on_where_its_page_was_closed(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    row = licensed.row("PIN-1", image_1="front.jpg", image_alt_en_1="Pin")
    owner.post(f"{IMPORTS}new/", {"file": table(row)})
    catalog_import = work(licensee)
    address = f"{IMPORTS}{catalog_import.public_id}/pictures/"
    content = zipped({"front.jpg": b"?"}).getvalue()
    told = {"size": len(content), "mark": "p.zip:1"}

    def piece(offset: int, part: bytes):
        sent = {"offset": offset, "piece": SimpleUploadedFile("piece", part)}
        return owner.post(f"{address}piece/", sent)

    assert piece(0, content).status_code == 409
    begun = owner.post(f"{address}begin/", told).json()
    assert (begun["received"], begun["direct"]) == (0, None)
    assert piece(0, content[:50]).json()["received"] == 50
    assert owner.post(f"{address}begin/", told).json()["received"] == 50
    assert piece(50, content[50:]).json()["received"] == len(content)
    shown = owner.get(f"{IMPORTS}{catalog_import.public_id}/").text
    assert "A ZIP of pictures was uploaded." in shown

    pdf = b"%PDF-1.7"
    owner.post(f"{address}begin/", {"size": len(pdf)})
    refused = piece(0, pdf)
    assert (refused.status_code, refused.json()["code"]) == (422, "pictures_refused")
    assert (
        "A ZIP of pictures was uploaded." in owner.get(f"{IMPORTS}{catalog_import.public_id}/").text
    )
    for path, wrong in (("begin/", {"size": "much"}), ("piece/", {"offset": 0}), ("piece/", {})):
        assert owner.post(f"{address}{path}", wrong).status_code == 422
    assert owner.post(f"{address}begin/", {"size": 3 * 10**9}).json()["code"] == "upload_too_large"


def test_the_same_file_is_gone_on_with_after_its_page_was_closed(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    content = as_csv([licensed.row("PIN-1")])
    told = {"name": "a.csv", "size": len(content), "mark": "a.csv:1"}
    begun = owner.post(f"{IMPORTS}begin/", told).json()
    sent = {"offset": 0, "piece": SimpleUploadedFile("piece", content[:100])}
    owner.post(f"{IMPORTS}{begun['id']}/piece/", sent)
    assert "100\xa0bytes of" in owner.get(f"{IMPORTS}{begun['id']}/").text
    again = owner.post(f"{IMPORTS}begin/", told).json()
    assert (again["id"], again["received"]) == (begun["id"], 100)
    other = owner.post(f"{IMPORTS}begin/", {**told, "mark": "a.csv:2"}).json()
    assert other["id"] != begun["id"]
    assert owner.post(f"{IMPORTS}{begun['id']}/arrived/").status_code == 409
    unseen = {**told, "mark": "a\x00" * 300}
    assert owner.post(f"{IMPORTS}begin/", unseen).status_code == 201
    address = f"{IMPORTS}{begun['id']}/pictures/begin/"
    assert owner.post(address, {"size": 9, "mark": "\x00" * 300}).status_code == 201


def test_an_upload_is_taken_back(owner: Client, licensee: Licensee, licensed: Licensed) -> None:
    catalog_import = licensed.apply(licensed.row("PIN-1"))
    address = f"{IMPORTS}{catalog_import.public_id}/"
    shown = owner.get(address).text
    assert "Undo import</summary>" in shown  # what it does is read before the button is seen
    owner.post(address, {"do": "undo"})
    fresh = find_import(import_id=catalog_import.pk, licensee_id=licensee.pk)
    undo(catalog_import=fresh, by_id=licensed.by_id)
    assert not Product.objects.get(upc="PIN-1").is_public
    assert "Undo import" not in owner.get(address).text


def test_a_file_that_is_no_table_says_why(owner: Client, licensee: Licensee) -> None:
    file = SimpleUploadedFile("a.csv", b"%PDF-1.7")
    owner.post(f"{IMPORTS}new/", {"file": file})
    catalog_import = work(licensee)
    assert "This is a PDF, not a table." in owner.get(f"{IMPORTS}{catalog_import.public_id}/").text


def test_template_and_catalog_are_downloaded(
    owner: Client, licensee: Licensee, licensed: Licensed
) -> None:
    template = b"".join(owner.get(f"{IMPORTS}template/").streaming_content)
    assert template.startswith(b"PK")
    licensed.apply(licensed.row("PIN-1"))
    table = b"".join(owner.get(f"{IMPORTS}catalog/").streaming_content).decode("utf-8-sig")
    assert table.splitlines()[1].startswith("PIN-1,")


def test_who_keeps_no_catalog_opens_no_uploads(licensee: Licensee) -> None:
    assert member(licensee, "finance").get(IMPORTS).status_code == 403
    assert member(licensee, "catalog").get(IMPORTS).status_code == 200


def test_the_list_of_uploads_costs_as_much_for_many_as_for_one(
    owner: Client, licensed: Licensed, django_assert_max_num_queries
) -> None:
    for number in range(3):
        licensed.receive(as_csv([licensed.row(f"PIN-{number}")]))
    owner.get(IMPORTS)
    with django_assert_max_num_queries(14):
        owner.get(IMPORTS)


def test_the_api_takes_a_table_tells_its_plan_and_applies_it(
    client: Client, licensee: Licensee, licensed: Licensed
) -> None:
    headers = bearer(key_of(licensee, "catalog:write"))
    rows = [licensed.row("PIN-1"), licensed.row("PIN-2", weight_g="heavy")]
    sent = client.post(API, {"file": table(*rows)}, headers=headers)
    assert (sent.status_code, sent.json()["state"]) == (202, "RECEIVED")
    address = f"{API}{sent.json()['id']}/"
    assert client.post(f"{address}apply/", headers=headers).status_code == 409
    work(licensee)
    told = client.get(address, headers=headers).json()
    assert (told["state"], told["counts"]["created"]) == ("PLANNED", 1)
    planned = client.get(f"{address}rows/", headers=headers).json()["results"]
    assert [row["outcome"] for row in planned] == ["REFUSED", "CREATED"]
    assert planned[0]["problems"][0]["column"] == "weight_g"
    assert client.post(f"{address}apply/", headers=headers).status_code == 202
    work(licensee)
    assert Product.objects.filter(upc="PIN-1").exists()
    assert client.post(API, {}, headers=headers).status_code == 400
    archive = SimpleUploadedFile("p.zip", zipped({}).getvalue())
    sent = client.post(API, {"file": table(*rows), "pictures": archive}, headers=headers)
    assert sent.status_code == 202
    assert last(licensee).pictures
    pdf = SimpleUploadedFile("p.zip", b"%PDF-1.7")
    refused = client.post(API, {"file": table(*rows), "pictures": pdf}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "pictures_refused")


def test_what_was_planned_for_another_catalog_is_planned_anew(
    owner: Client, licensee: Licensee, licensed: Licensed, world: RightsWorld
) -> None:
    product = world.product(sku="PIN-1", agreement=licensed.agreement)
    catalog_import = licensed.plan(licensed.row("PIN-1", price_fr="15"))
    Product.objects.filter(pk=product.pk).update(gtin="4006381333931")
    address = f"{IMPORTS}{catalog_import.public_id}/"
    refused = owner.post(address, {"do": "apply"}, follow=True).text
    assert "PIN-1 changed since the preview." in refused
    assert last(licensee).state == "CHECKED"
    assert check_and_plan(catalog_import=last(licensee)).state == "PLANNED"
    owner.post(address, {"do": "apply"})
    assert last(licensee).state == "APPLYING"


def test_the_addresses_of_uploads_lead_to_imports(owner: Client) -> None:
    for rest in ("", "new/", "template/", "new/?a=1&b=2"):
        moved = owner.get(f"/licensee/uploads/{rest}")
        assert (moved.status_code, moved["Location"]) == (301, f"{IMPORTS}{rest}")
    assert owner.get("/licensee/uploads/no-such-page/").status_code == 404
    begun = owner.post("/licensee/uploads/begin/", {"size": 5, "name": "articles.csv"})
    assert begun.status_code == 201
    address = f"/licensee/uploads/{begun.json()['id']}/"
    file = SimpleUploadedFile("piece", b"a,b\r\n")
    assert owner.post(f"{address}piece/", {"offset": 0, "piece": file}).json()["received"] == 5


def test_an_old_address_needs_a_sign_in_as_the_new_one_does(client: Client) -> None:
    new = client.post(f"{IMPORTS}begin/", {"size": 5})
    old = client.post("/licensee/uploads/begin/", {"size": 5})
    assert old.status_code == new.status_code != 201


def test_the_command_has_its_former_name_too() -> None:
    ingest = load_command_class("shop.imports", "ingest_catalog")
    assert type(ingest) is type(load_command_class("shop.imports", "import_catalog"))
