"""Guests withdraw and return on pages; staff receive, inspect and decide in the dashboard."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.returns.models import ReturnCase, ReturnPhoto, ReturnPolicy
from shop.orders.returns.replacements import other_sizes
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.privacy.retention import erase_orders
from tests.dashboard.conftest import signed_in, staff_with
from tests.returns.conftest import asked, broken, paid_back, sent_order, work
from tools.testing.factories.catalog import RightsWorld

WITHDRAW, POLICIES = "/en-fr/withdraw/", "/dashboard/return-policies/"


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (400, 300), "red").save(content, "JPEG")
    return SimpleUploadedFile("seam.jpg", content.getvalue(), "image/jpeg")


def typed(order: Order, **changes: str) -> dict[str, str]:
    fields = {"name": "Ada", "number": order.number.lower(), "email": "Ada@Example.org"}
    return fields | {"key": "018f2d9e-0000-7000-8000-000000000001"} | changes


def test_a_guest_withdraws_in_two_steps_and_sees_the_receipt(order: Order, client: Client) -> None:
    assert "Withdraw from contract here" in client.get("/en-fr/").text
    first = client.post(WITHDRAW, typed(order))
    assert first.status_code == 200
    assert "Confirm withdrawal" in first.text
    assert not ReturnCase.objects.exists()
    line = order.lines.get().pk
    sent = typed(order, confirm="1", **{f"units_{line}": "2"})
    receipt = client.post(WITHDRAW, sent, follow=True)
    again = client.post(WITHDRAW, sent, follow=True)
    case = ReturnCase.objects.get()
    for page in (receipt, again):
        assert page.status_code == 200
        assert case.number in page.text
        assert re.search(r"<time[^>]*datetime", page.text)
    work()
    assert len(mail.outbox) == 1
    assert client.get("/en-fr/withdrawal/forged/").status_code == 404


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "Enter your name."),
        ({"number": ""}, "Enter the order number."),
        ({"email": "eve@example.org"}, "We found no order with this number"),
        ({"confirm": "1"}, "Choose at least one item."),
        ({"confirm": "1", "units": "3"}, "Only 2 of"),
        ({"confirm": "1", "units": "-1"}, "Only 2 of"),
        ({"confirm": "1", "units": "many"}, "Only 2 of"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_recorded(
    order: Order, client: Client, change: dict[str, str], message: str
) -> None:
    line = order.lines.get().pk
    fields = {(f"units_{line}" if name == "units" else name): text for name, text in change.items()}
    answer = client.post(WITHDRAW, typed(order, **fields))
    assert answer.status_code == 422
    assert message in answer.text
    assert "There is a problem" in answer.text
    assert not ReturnCase.objects.exists()


def test_a_buyer_reports_a_defect_with_a_photo_that_only_staff_see(
    order: Order, client: Client
) -> None:
    address = f"/en-fr/order/{order_token(order)}/"
    assert "Return items or report a problem" in client.get(address).text
    line = order.lines.get().pk
    form = {f"units_{line}": "1", "reason": "DEFECTIVE", "comment": "The seam is open."}
    text = SimpleUploadedFile("seam.jpg", b"<svg/>", "image/jpeg")
    refused = client.post(f"{address}return/", form | {"photos": text})
    assert refused.status_code == 422
    assert refused.text.count("is not a picture") == 2  # in the summary and at the field
    too_many = client.post(f"{address}return/", form | {"photos": [picture() for _ in range(6)]})
    assert "Attach at most 5 files." in too_many.text
    page = client.post(f"{address}return/", form | {"photos": picture()}, follow=True)
    assert "We will check it and email you." in page.text
    case, photo = ReturnCase.objects.get(), ReturnPhoto.objects.get()
    assert case.state == "REQUESTED"
    place = f"/dashboard/returns/photos/{photo.public_id}/"
    assert client.get(place).status_code in {302, 404}
    staff = staff_with("returns.view_returncase", email="view@example.org")
    shown = staff.get(place)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert staff.get(f"/dashboard/returns/{case.public_id}/approve/").status_code == 403
    erase_orders(Order.objects.filter(pk=order.pk), database_now())
    case.refresh_from_db()
    assert (case.email, case.comment, ReturnPhoto.objects.count()) == ("", "", 0)
    assert not storages["private"].exists(photo.path)


def test_a_buyer_exchanges_a_size_and_cancels_it(order: Order, client: Client) -> None:
    address, line = f"/en-fr/order/{order_token(order)}/", order.lines.get()
    form = {
        f"units_{line.pk}": "1",
        "reason": "TOO_SMALL",
        f"exchange_{line.pk}": other_sizes(line)[0].sku,
    }
    page = client.post(f"{address}return/", form, follow=True)
    assert "Your return is registered." in page.text
    case = ReturnCase.objects.get()
    assert case.kind == "EXCHANGE"
    ended = client.post(f"{address}return/{case.public_id}/cancel/", follow=True)
    assert "Your return has been cancelled." in ended.text
    again = client.post(f"{address}return/{case.public_id}/cancel/", follow=True)
    assert "can no longer be cancelled" in again.text
    assert broken() == []


def test_the_warehouse_inspects_and_finance_refunds(order: Order) -> None:
    case = request_return(asked(order, 2))
    warehouse = signed_in(email="w@example.org", role="staff", is_staff=True, groups=("Warehouse",))
    finance = signed_in(email="f@example.org", role="staff", is_staff=True, groups=("Refunds",))
    place = f"/dashboard/returns/{case.public_id}/"
    assert case.number in warehouse.get("/dashboard/returns/", {"work": "receive"}).text
    assert warehouse.get(f"{place}refund/").status_code == 403
    assert finance.get(f"{place}inspect/").status_code == 403
    early = finance.post(f"{place}refund/", {"preview": "1", "confirm": "1"})
    assert early.status_code == 422
    assert "The parcel has not arrived." in early.text
    assert warehouse.post(f"{place}receive/", follow=True).status_code == 200
    assert case.number in warehouse.get("/dashboard/returns/", {"work": "inspect"}).text
    line = case.lines.get().pk
    names = [f"unit_{line}_{number}" for number in (1, 2)]
    form = {f"{names[0]}_grade": "NEW", f"{names[0]}_treatment": "RESTOCK"}
    missing = warehouse.post(f"{place}inspect/", form)
    assert missing.status_code == 422
    form |= {f"{names[1]}_grade": "USED", f"{names[1]}_treatment": "WRITE_OFF", "note": "worn"}
    page = warehouse.post(f"{place}inspect/", form, follow=True)
    assert "Written off: worn" in page.text
    kept = {f"withheld_{order.lines.get().pk}": "5.00"}
    preview = finance.post(f"{place}refund/", {"preview": "1", **kept})
    assert "€35.00" in preview.text
    for _ in range(2):
        finance.post(f"{place}refund/", {"preview": "1", "confirm": "1", **kept})
    assert str(paid_back(order)) == "35.00"
    assert broken() == []


def test_staff_open_a_late_case_and_reject_it_with_a_reason(world: RightsWorld) -> None:
    late = sent_order(world, days_ago=400)
    support = signed_in(
        email="s@example.org", role="staff", is_staff=True, groups=("Customer service",)
    )
    place = f"/dashboard/orders/{late.number}/"
    assert "Open a return" in support.get(place).text
    key = re.search(r'name="key" value="([0-9a-f-]+)"', support.get(f"{place}return/").text)
    assert key
    form = {"key": key[1], "kind": "RETURN", "reason": "OTHER", "comment": ""}
    empty = support.post(f"{place}return/", form)
    assert "Enter at least one unit." in empty.text
    page = support.post(f"{place}return/", form | {f"line_{late.lines.get().pk}": "1"}, follow=True)
    case = ReturnCase.objects.get()
    assert case.number in page.text
    support.post(f"/dashboard/returns/{case.public_id}/reject/", {"reason": "Worn."}, follow=True)
    work()
    assert "Worn." in mail.outbox[-1].body
    assert "Rejected" in support.get(place).text
    found = support.get("/dashboard/orders/", {"q": case.number.lower()})
    assert late.number in found.text


def test_policies_are_kept_one_by_one_and_by_a_file(db: None) -> None:
    ReturnPolicy.objects.all().delete()
    clerk = signed_in(
        email="m@example.org", role="staff", is_staff=True, groups=("Markets and delivery",)
    )
    form: dict[str, Any] = {"market": "fr", "category": "", "days": "30", "postage": "SHOP"}
    assert clerk.post(f"{POLICIES}new/", form).status_code == 302
    twice = clerk.post(f"{POLICIES}new/", form)
    assert "There is already a return policy" in twice.text
    worn = clerk.post(f"{POLICIES}new/", form | {"market": "de", "exclusion": "PERSONALIZED"})
    assert "Enter 0" in worn.text
    saved = ReturnPolicy.objects.get()
    file = b"".join(clerk.get(POLICIES, {"format": "csv"}).streaming_content).decode()
    changed = file.replace("30", "60") + "de,,0,BUYER,PERSONALIZED\r\n"
    upload = SimpleUploadedFile("p.csv", changed.encode())
    answer = clerk.post(f"{POLICIES}import/", {"file": upload}, follow=True)
    assert "1 added, 1 changed" in answer.text
    saved.refresh_from_db()
    assert saved.days == 60
    assert clerk.post(f"{POLICIES}{saved.pk}/remove/").status_code == 302
    assert ReturnPolicy.objects.get().market.code == "de"


def test_a_return_of_a_refunded_order_is_not_offered(order: Order, client: Client) -> None:
    Order.objects.filter(pk=order.pk).update(status=OrderState.REFUNDED)
    page = client.get(f"/en-fr/order/{order_token(order)}/")
    assert "Return items or report a problem" not in page.text
    assert User.objects.filter(is_staff=True).count() == 0
