"""Warehouses and venue stores: added, changed, closed, downloaded and imported by staff."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.inventory.models import Location
from tests.dashboard.conftest import signed_in

LIST = "/dashboard/locations/"
LYON = {
    "code": "lyon",
    "name": "Lyon",
    "kind": "WAREHOUSE",
    "territory": "FR",
    "channels": "web",
    "ships_to": "fr, de",
    "rank": "7",
    "active": "on",
}


def test_a_warehouse_is_added_closed_downloaded_and_imported_again(db: None) -> None:
    clerk = signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))
    faults: dict[str, Any] = {
        "channels": ("moon", "Unknown channels: MOON."),
        "ships_to": ("XX", "Unknown countries: XX."),
        "kind": ("QUARANTINE", "A quarantine fills no orders."),
    }
    for field, (value, sentence) in faults.items():
        answer = clerk.post(f"{LIST}new/", LYON | {field: value})
        assert (answer.status_code, sentence in answer.text) == (422, True), field
    assert clerk.post(f"{LIST}new/", LYON).status_code == 302
    lyon = Location.objects.get(code="LYON")
    assert (lyon.channels, lyon.rank, lyon.active) == (["WEB"], 7, True)
    assert {row.code for row in lyon.ships_to.all()} == {"FR", "DE"}
    assert list(Location.objects.serving("JP", "WEB").filter(pk=lyon.pk)) == []

    table = b"".join(clerk.get(LIST, {"format": "csv", "q": "lyon"}).streaming_content)
    closed = table.replace(b",7,yes", b",7,no")
    assert closed != table
    file = SimpleUploadedFile("locations.csv", closed)
    assert clerk.post(f"{LIST}import/", {"file": file}).status_code == 302
    lyon.refresh_from_db()
    assert not lyon.active
    assert "Changed: active" in clerk.get(f"{LIST}LYON/").text
    packer: Client = signed_in(role="staff", is_staff=True, groups=("Warehouse",))
    assert "Lyon" in packer.get(LIST).text
    assert packer.get(f"{LIST}LYON/").status_code == 403
