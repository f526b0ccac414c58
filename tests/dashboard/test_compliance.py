"""Compliance records: kept by catalog staff, read by the decision in regulated areas."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.compliance import save_compliance_record
from catalog.models import ComplianceRecord, Product
from licensing.errors import FieldIsFixed
from licensing.services import save_category
from tests.dashboard.conftest import staff_with
from tests.rights_desk.test_records import listed
from tools.testing.factories.catalog import RightsWorld

LIST = "/dashboard/compliance/"
EDITOR = (
    "catalogue.view_compliancerecord",
    "catalogue.add_compliancerecord",
    "catalogue.change_compliancerecord",
)
COMPLETE = {"sku": "PIN-1", "area": "EEA", "complete": "on", "valid_until": "2036-12-31"}


@pytest.fixture
def product(world: RightsWorld) -> Product:
    """Return a product of a category that is regulated in the EEA."""
    product = world.product()
    world.category.compliance_areas = ["EEA"]
    save_category(category=world.category)
    return product


@pytest.fixture
def editor(db: None) -> Client:
    return staff_with(*EDITOR)


def add(client: Client, **values: str) -> Any:
    return client.post(f"{LIST}new/", COMPLETE | values)


def upload(client: Client, text: str) -> Any:
    return client.post(f"{LIST}import/", {"file": SimpleUploadedFile("c.csv", text.encode())})


def test_a_complete_record_opens_sales_in_its_area_until_it_lapses(
    product: Product, editor: Client
) -> None:
    assert not listed(product)
    assert "1 product without a complete record in EEA: PIN-1" in editor.get(LIST).text
    assert add(editor, documents="DoC 1; DoC 2\nhttps://example.org/3").status_code == 302
    assert listed(product)
    record = ComplianceRecord.objects.get()
    assert record.documents == ["DoC 1", "DoC 2", "https://example.org/3"]
    address = f"{LIST}{record.pk}/"
    change = {"complete": "on", "valid_until": "2026-01-31"}
    assert editor.post(address, change).status_code == 302
    assert not listed(product)
    editor.post(address, {"complete": "on"})
    assert listed(product)
    editor.post(address, {"documents": ""})
    assert not listed(product)
    assert "Changed: complete" in editor.get(address).text


def test_a_download_is_imported_again_without_a_change(product: Product, editor: Client) -> None:
    add(editor, documents="DoC 1; =x")
    add(editor, area="UK", complete="")
    download = b"".join(editor.get(LIST, {"format": "csv"}).streaming_content).decode()
    before = list(ComplianceRecord.objects.order_by("pk").values())
    assert upload(editor, download).status_code == 302
    assert list(ComplianceRecord.objects.order_by("pk").values()) == before
    ComplianceRecord.objects.all().delete()
    assert upload(editor, download).status_code == 302
    fields = ("product", "area", "complete", "documents", "valid_until")
    after = ComplianceRecord.objects.order_by("pk").values_list(*fields)
    assert list(after) == [
        (row["product_id"], *(row[name] for name in fields[1:])) for row in before
    ]


def test_an_import_reports_every_problem_and_saves_nothing(
    product: Product, editor: Client
) -> None:
    rows = "sku,area,complete,valid_until\nPIN-1,EEA,yes,\nX,EEA,,\nPIN-1,MARS,,\nPIN-1,UK,,soon\n"
    page = upload(editor, rows)
    assert page.status_code == 422
    assert "3 problems in the file" in page.text
    assert not ComplianceRecord.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"sku": ""}, {"sku": "PIN-9"}, {"area": "FR"}, {"area": ""}, {"valid_until": "never"}],
)
def test_bad_input_is_answered_with_the_form(
    product: Product, editor: Client, values: dict[str, str]
) -> None:
    assert add(editor, **values).status_code == 422
    assert not ComplianceRecord.objects.exists()


def test_product_and_area_have_one_record_and_stay(product: Product, editor: Client) -> None:
    add(editor)
    answer = add(editor)
    assert answer.status_code == 422
    record = ComplianceRecord.objects.get()
    editor.post(f"{LIST}{record.pk}/", COMPLETE | {"area": "UK"})
    record.refresh_from_db()
    assert record.area == "EEA"
    record.area = "UK"
    with pytest.raises(FieldIsFixed):
        save_compliance_record(record=record, by_id=None)


def test_each_permission_opens_its_pages(product: Product, editor: Client) -> None:
    add(editor)
    pages = (LIST, f"{LIST}{ComplianceRecord.objects.get().pk}/", f"{LIST}new/", f"{LIST}import/")
    answers = [
        [staff_with(*permissions).get(page).status_code for page in pages]
        for permissions in ((EDITOR[0],), (EDITOR[1],), (EDITOR[2],), EDITOR)
    ]
    assert answers == [
        [200, 403, 403, 403],
        [403, 403, 200, 403],
        [403, 200, 403, 403],
        [200, 200, 200, 200],
    ]
