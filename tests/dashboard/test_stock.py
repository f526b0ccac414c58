"""Staff keep stock: they find what is low, adjust it, count it, and say who may buy how much."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.accounts.models import User
from shop.forks.partner.models import StockRecord
from shop.inventory.models import StockMovement, StockTake
from tests.dashboard.conftest import signed_in
from tests.factories.catalog import Shop


@pytest.fixture
def pin(shop: Shop) -> StockRecord:
    """Return the record of an article with ten units."""
    return shop.product(sku="PIN-1", stock=10).stockrecords.get()


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
        ({"change": "-11"}, "0 units are held or sold and not sent"),
        ({"change": "0"}, "Nothing would change."),
        ({"change": "three"}, "Enter a whole number."),
        ({"change": "99999999999"}, "less than or equal to 10000000"),
        ({"reason": ""}, "This field is required."),
        ({"reason": "\x00"}, "Null characters are not allowed."),
        ({"key": "old"}, "The form is too old."),
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
    staff: Client, shop: Shop, pin: StockRecord
) -> None:
    shop.product(sku="SCARF-1", stock=0)
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
    assert "Book 1 difference" in shown
    assert "-2" in shown
    pin.refresh_from_db()
    assert pin.num_in_stock == 10
    address = f"/dashboard/stock/takes/{StockTake.objects.get().public_id}/"
    for _ in range(2):
        assert "by <bdi>staff@example.org</bdi>" in staff.post(address, follow=True).text
    pin.refresh_from_db()
    assert pin.num_in_stock == 8
    assert "Main warehouse" in staff.get("/dashboard/stock/takes/").text


def test_a_count_with_faults_changes_nothing(staff: Client, pin: StockRecord) -> None:
    shown = upload(staff, b"sku,counted\nPIN-1,many\nPIN-2,3\n")
    assert "2 problems; nothing was changed" in shown
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
