"""Staff keep stock: they find what is low, adjust it, count it, and say who may buy how much."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.inventory.models import Location, StockMovement, StockTake
from shop.identity.accounts.models import User
from shop.oscar.partner.models import StockRecord
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory


@pytest.fixture
def pin(world: RightsWorld) -> StockRecord:
    """Return the record of an article with ten units."""
    return world.product(sku="PIN-1", stock=10).stockrecords.get()


def key_of(page: str) -> str:
    """Return the key of the form that adjusts."""
    found = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert found
    return found[1]


def upload(client: Client, content: bytes) -> str:
    """Upload a count; return the page that comes of it."""
    file = SimpleUploadedFile("count.csv", content, "text/csv")
    said = {"name": "Main warehouse", "file": file}
    return client.post("/dashboard/stock/takes/", said, follow=True).text


def test_a_form_sent_twice_is_booked_once(staff: Client, pin: StockRecord) -> None:
    address = f"/dashboard/stock/{pin.pk}/"
    said = {"key": key_of(staff.get(address).text), "change": "-3", "reason": "Water damage"}
    for _ in range(2):
        done = staff.post(address, {**said, "adjust": "1"}, follow=True)
        assert done.status_code == 200
    pin.refresh_from_db()
    assert pin.num_in_stock == 7
    assert "Water damage" in done.text
    assert "staff@example.org" in done.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"change": "-11"}, "0 units are reserved or sold but not shipped"),
        ({"change": "0"}, "This would not change anything."),
        ({"change": "three"}, "Enter a whole number."),
        ({"change": "99999999999"}, "less than or equal to 10000000"),
        ({"reason": ""}, "This field is required."),
        ({"reason": "\x00"}, "This field is required."),
        ({"key": "old"}, "This form has expired."),
    ],
)
def test_what_is_wrong_is_said(
    staff: Client, pin: StockRecord, said: dict[str, str], sentence: str
) -> None:
    address = f"/dashboard/stock/{pin.pk}/"
    right = {"key": key_of(staff.get(address).text), "change": "-3", "reason": "Kept words"}
    answer = staff.post(address, {**right, **said, "adjust": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "reason" not in said:
        assert "Kept words" in answer.text
    assert not StockMovement.objects.filter(kind="ADJUSTED").exists()


def test_limits_are_set_and_what_is_low_is_found(
    staff: Client, world: RightsWorld, pin: StockRecord
) -> None:
    world.product(sku="SCARF-1", stock=0)
    address = f"/dashboard/stock/{pin.pk}/"
    said = {"low_stock_threshold": "10", "limit_per_person": "2", "limits": "1"}
    assert "Saved." in staff.post(address, said, follow=True).text
    pin.refresh_from_db()
    assert (pin.low_stock_threshold, pin.product.limit_per_person) == (10, 2)
    found = {
        only: re.findall(
            r'/dashboard/stock/\d+/">([\w-]+)<', staff.get(f"/dashboard/stock/{only}").text
        )
        for only in ("", "?only=low", "?only=sold_out", "?q=scarf", "?q=nothing", "?only=%00")
    }
    assert found == {
        "": ["SCARF-1", "PIN-1"],
        "?only=low": ["PIN-1"],
        "?only=sold_out": ["SCARF-1"],
        "?q=scarf": ["SCARF-1"],
        "?q=nothing": [],
        "?only=%00": ["SCARF-1", "PIN-1"],
    }
    refused = staff.post(address, {**said, "limit_per_person": "0"})
    assert refused.status_code == 422
    cleared = {"low_stock_threshold": "", "limit_per_person": "", "limits": "1"}
    staff.post(address, cleared)
    pin.refresh_from_db()
    assert (pin.low_stock_threshold, pin.product.limit_per_person) == (None, None)


def test_a_count_is_compared_and_then_booked_once(staff: Client, pin: StockRecord) -> None:
    shown = upload(staff, b"sku;counted\r\nPIN-1;8\r\n")
    assert "Apply 1 difference" in shown
    assert "-2" in shown
    pin.refresh_from_db()
    assert pin.num_in_stock == 10
    address = f"/dashboard/stock/takes/{StockTake.objects.get().public_id}/"
    for _ in range(2):
        assert "by <bdi>staff@example.org</bdi>" in staff.post(address, follow=True).text
    pin.refresh_from_db()
    assert pin.num_in_stock == 8
    assert "Main warehouse" in staff.get("/dashboard/stock/takes/").text


def test_a_count_sheet_is_downloaded_filled_in_and_uploaded(
    staff: Client, pin: StockRecord, world: RightsWorld
) -> None:
    world.product(sku="PIN-2", stock=4)
    sheet = b"".join(staff.get("/dashboard/stock/takes/?format=csv")).decode("utf-8-sig")
    header, first, second = sheet.splitlines()
    assert header == "sku,item,location,in stock,counted"
    assert (first, second) == (f"PIN-1,{pin.product.get_title()},MAIN,10,", second)
    assert "No row has a count." in upload(staff, sheet.encode())
    page = upload(staff, f"{header}\n{first}\n{second}3\n".encode())
    assert "1, of which 1 differ" in page
    assert "PIN-2" in page
    assert "PIN-1" not in page
    staff.post(f"/dashboard/stock/takes/{StockTake.objects.get().public_id}/")
    units = StockRecord.objects.order_by("product__upc").values_list("num_in_stock", flat=True)
    assert list(units) == [10, 3]


def test_a_count_with_faults_changes_nothing(staff: Client, pin: StockRecord) -> None:
    shown = upload(staff, b"sku,counted\nPIN-1,many\nPIN-2,3\n")
    assert "2 problems. Nothing was changed." in shown
    assert "Row 2, column counted" in shown
    assert "Row 3, column sku" in shown
    assert 'value="Main warehouse"' in shown
    assert not StockTake.objects.exists()
    assert "This field is required" in staff.post("/dashboard/stock/takes/", {"name": "x"}).text


@pytest.mark.parametrize(
    ("permission", "opens"),
    [
        ("view_stockrecord", {"/dashboard/stock/"}),
        ("change_stockrecord", {"record"}),
        ("add_stocktake", {"/dashboard/stock/takes/"}),
        ("view_order", set()),
    ],
)
def test_each_page_has_its_permission(pin: StockRecord, permission: str, opens: set[str]) -> None:
    clerk = signed_in(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)
    User.objects.get(email="clerk@example.org").user_permissions.add(
        Permission.objects.get(codename=permission)
    )
    pages = {"record": f"/dashboard/stock/{pin.pk}/"}
    for name in ("/dashboard/stock/", "record", "/dashboard/stock/takes/"):
        expected = 200 if name in opens else 403
        assert clerk.get(pages.get(name, name)).status_code == expected


def keys_of(page: str) -> list[str]:
    """Return the keys of the forms that book: adjust, transfer, announce."""
    return re.findall(r'name="key" value="([0-9a-f-]+)"', page)


def test_units_are_transferred_announced_and_taken_in(staff: Client, pin: StockRecord) -> None:
    osaka = LocationFactory(code="OSAKA", name="Osaka", territory_id="JP")
    address = f"/dashboard/stock/{pin.pk}/"
    _, transfer, announce = keys_of(staff.get(address).text)
    said = {"transfer": "1", "key": transfer, "to": osaka.pk, "quantity": "4", "reason": "Games"}
    for _ in range(2):
        shown = staff.post(address, said, follow=True).text
    assert "Osaka</a>" in shown
    lot = {"location": pin.location_id, "ships_on": "2027-06-05", "units": "50"}
    for _ in range(2):
        shown = staff.post(address, {"announce": "1", "key": announce, **lot}, follow=True).text
    assert "pre-order, ships from 2027-06-05" in shown
    records = StockRecord.objects.order_by("pk")
    assert list(records.values_list("num_in_stock", flat=True)) == [6, 4, 50]
    coming = f"/dashboard/stock/{records[2].pk}/"
    assert "at most 50 can be sold" in staff.get(coming).text
    shown = staff.post(coming, {"arrive": "1", "came": "48"}, follow=True).text
    assert "48 of 50 arrived" in shown
    assert "Mark as arrived" not in shown
    assert "OSAKA" not in staff.get("/dashboard/stock/").text
    assert "Osaka" in staff.get("/dashboard/stock/").text
    assert "in stock, from the pre-order of 2027-06-05" in (
        staff.get(f"/dashboard/catalogue/products/{pin.product_id}/").text
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"transfer": "1", "quantity": "11"}, "0 units are reserved or sold but not shipped"),
        ({"transfer": "1", "quantity": "0"}, "greater than or equal to 1"),
        ({"transfer": "1", "to": "999"}, "Select a valid choice."),
        ({"transfer": "1", "key": "old"}, "This form has expired."),
        ({"announce": "1", "ships_on": "2020-01-01"}, "Choose a day after today."),
        ({"announce": "1", "ships_on": "soon"}, "Enter a valid date."),
        ({"announce": "1", "units": "0"}, "greater than or equal to 1"),
        ({"arrive": "1", "came": "5"}, ""),
    ],
)
def test_what_cannot_be_moved_or_announced_is_said(
    staff: Client, pin: StockRecord, said: dict[str, str], sentence: str
) -> None:
    osaka = LocationFactory(code="OSAKA", territory_id="JP")
    address = f"/dashboard/stock/{pin.pk}/"
    key = key_of(staff.get(address).text)
    right = {"key": key, "to": osaka.pk, "quantity": "1", "reason": "Kept words"}
    right |= {"location": pin.location_id, "ships_on": "2027-06-05", "units": "5"}
    answer = staff.post(address, {**right, **said})
    if sentence:
        assert (answer.status_code, sentence in answer.text) == (422, True)
    assert StockRecord.objects.get().num_in_stock == 10
    assert not StockMovement.objects.exclude(kind="RECEIVED").exists()


def test_a_warehouse_is_added_and_never_deleted(staff: Client) -> None:
    said = {
        "code": "KYOTO",
        "name": "Kyoto",
        "kind": "WAREHOUSE",
        "territory": "JP",
        "channels": "WEB,APP",
        "ships_to": "JP",
        "rank": "30",
        "active": "on",
    }
    for wrong in ({"channels": "WEB,FAX"}, {"channels": ""}, {"code": "-kyoto"}):
        refused = staff.post("/dashboard/locations/new/", said | wrong)
        assert refused.status_code == 422
    assert staff.post("/dashboard/locations/new/", said).status_code == 302
    kyoto = Location.objects.get(code="KYOTO")
    assert kyoto.channels == ["WEB", "APP"]
    assert staff.post(f"/admin/inventory/location/{kyoto.pk}/delete/").status_code == 404
    assert Location.objects.filter(pk=kyoto.pk).exists()
