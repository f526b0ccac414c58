"""Delivery methods and carriers are kept in the dashboard, one by one or by a file."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.fulfillment.models import Carrier, DeliveryMethod, Shipment
from shop.commerce.markets.models import Market
from tests.dashboard.conftest import signed_in, staff_with

METHODS, CARRIERS = "/dashboard/delivery/", "/dashboard/carriers/"
NEW = "/dashboard/markets/us/delivery/new/"
FORM = {
    "code": "standard",
    "territories": "US-HI, us-alaska us",
    "is_offered": "on",
    "amount": "5.00",
    "steps": "2000; 0; 9.90\n5000; 0; 19.90",
    "most_weight_g": "20000",
    "days_min": "2",
    "days_max": "4",
    "cut_off": "14:00",
    "working_days": "mon tue sat",
    "carrier": "ups",
}
NUMBER = "{number}"


@pytest.fixture
def clerk(db: None) -> Client:
    return signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))


def upload(client: Client, path: str, text: str) -> Any:
    return client.post(f"{path}import/", {"file": SimpleUploadedFile("c.csv", text.encode())})


def download(client: Client, path: str) -> str:
    return b"".join(client.get(path, {"format": "csv"}).streaming_content).decode()


def rows() -> list[dict[str, Any]]:
    return list(DeliveryMethod.objects.order_by("market", "code").values())


def test_a_method_keeps_steps_states_days_and_carrier(clerk: Client) -> None:
    answer = clerk.post(NEW, FORM)
    assert answer.status_code == 302, answer.context["form"].errors
    method = DeliveryMethod.objects.get()
    assert method.territories == ["US", "US-AK", "US-HI"]
    assert method.steps == [
        (2000, Decimal(0), Decimal("9.90")),
        (5000, Decimal(0), Decimal("19.90")),
    ]
    assert (method.cut_off, method.working_days) == (time(14), [1, 2, 6])
    assert method.carrier == Carrier.objects.get(code="ups")
    page = clerk.get(f"/dashboard/markets/us/delivery/{method.pk}/")
    for text in ("2000; 0.00; 9.90", "US US-AK US-HI", "MON TUE SAT", "Added"):
        assert text in page.text
    assert "All others" not in clerk.get("/dashboard/markets/us/").text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"steps": "2000; 9.90"}, "enter three numbers"),
        ({"steps": "2000; 0; nine"}, "enter three numbers"),
        ({"steps": "2000; 0; -1"}, "enter three numbers"),
        ({"steps": "0.5; 0; 1"}, "whole grams"),
        ({"steps": "1; 0; 1.999"}, "at most two decimals"),
        ({"territories": "US-XX"}, "US-XX: unknown"),
        ({"territories": "FR"}, "FR: the market does not deliver there"),
        ({"working_days": "MON FUN"}, "FUN: use MON TUE"),
        ({"cut_off": "25:00"}, "Enter a valid time"),
        ({"carrier": "pigeon"}, "Select a valid choice"),
        ({"most_weight_g": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_wrong_value_is_named_at_its_field(
    clerk: Client, change: dict[str, str], message: str
) -> None:
    answer = clerk.post(NEW, FORM | change)
    assert answer.status_code == 422
    assert message in answer.text
    assert not DeliveryMethod.objects.exists()


def test_a_step_in_yen_has_no_decimals(clerk: Client) -> None:
    values = FORM | {"territories": "JP", "amount": "500", "steps": "2000; 0; 9.90"}
    answer = clerk.post("/dashboard/markets/jp/delivery/new/", values)
    assert "JPY has no decimals" in answer.text


def test_a_download_of_methods_is_imported_again_without_a_change(clerk: Client) -> None:
    clerk.post(NEW, FORM)
    clerk.post("/dashboard/markets/fr/delivery/new/", FORM | {"territories": "", "carrier": ""})
    text, before = download(clerk, METHODS), rows()
    answer = upload(clerk, METHODS, text)
    assert answer.status_code == 302, answer.text
    assert rows() == before
    DeliveryMethod.objects.all().delete()
    upload(clerk, METHODS, text)
    assert [row | {"id": 0} for row in rows()] == [row | {"id": 0} for row in before]


def test_a_file_with_a_wrong_row_saves_nothing(clerk: Client) -> None:
    text = (
        "market,code,territories,amount,days_min,days_max,steps\n"
        "fr,standard,,4.90,1,2,1000;0;8|2000;0;9\n"
        "fr,standard,QQ,4.90,1,2,\n"
        "zz,standard,,4.90,1,2,\n"
        "fr,express,,x,1,2,\n"
    )
    answer = upload(clerk, METHODS, text)
    assert answer.status_code == 422
    named = {(problem.row, problem.column) for problem in answer.context["problems"]}
    assert named == {(3, "territories"), (4, "market"), (5, "amount")}
    assert not DeliveryMethod.objects.exists()


def test_two_people_do_not_overwrite_each_other(clerk: Client) -> None:
    clerk.post(NEW, FORM)
    address = f"/dashboard/markets/us/delivery/{DeliveryMethod.objects.get().pk}/"
    state = clerk.get(address).context["state"]
    assert clerk.post(address, FORM | {"amount": "7", "state": state}).status_code == 302
    late = clerk.post(address, FORM | {"amount": "9", "state": state})
    assert late.status_code == 422
    assert "Someone else changed this while" in late.text
    assert clerk.post(address, FORM | {"amount": "9", "state": state}).status_code == 422
    assert DeliveryMethod.objects.get().amount == 7
    fresh = clerk.get(address).context["state"]
    assert clerk.post(address, FORM | {"amount": "9", "state": fresh}).status_code == 302


def test_carriers_are_added_and_retired(clerk: Client) -> None:
    form = {
        "code": "correios",
        "name": "Correios",
        "tracking_pattern": f"https://rastreamento.example/{NUMBER}",
        "is_active": "on",
    }
    added = clerk.post(f"{CARRIERS}new/", form)
    assert added.status_code == 302
    carrier = Carrier.objects.get(code="correios")
    parcel = Shipment(carrier=carrier, tracking_number="BR 1/2")
    assert parcel.tracking_url == "https://rastreamento.example/BR%201%2F2"
    for wrong in ("https://x.example/", f"http://x.example/{NUMBER}", "{number}{pk}", "javascript"):
        answer = clerk.post(f"{CARRIERS}new/", form | {"code": "w", "tracking_pattern": wrong})
        assert answer.status_code == 422, wrong
    text = download(clerk, CARRIERS)
    assert upload(clerk, CARRIERS, text).status_code == 302
    assert download(clerk, CARRIERS) == text
    assert "Correios" in clerk.get(CARRIERS, {"q": "corr"}).text
    clerk.post(f"{CARRIERS}correios/", form | {"is_active": ""})
    carrier.refresh_from_db()
    assert not carrier.is_active
    assert clerk.post(f"{CARRIERS}other/", form | {"code": "other"}).status_code == 422


@pytest.mark.parametrize("path", [METHODS, CARRIERS, f"{CARRIERS}new/", f"{CARRIERS}ups/"])
def test_each_page_asks_for_its_permission(db: None, path: str) -> None:
    assert staff_with("order.view_order").get(path).status_code == 403


def test_a_reader_sees_no_buttons(db: None) -> None:
    reader = staff_with("fulfillment.view_carrier")
    page = reader.get(CARRIERS).text
    assert "UPS" in page
    assert "Add a carrier" not in page
    assert "Import a file" not in page
    assert Market.objects.exists()
