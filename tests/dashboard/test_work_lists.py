"""Work lists show what waits, to whom it belongs, and are empty when the work is done."""

import pytest
from django.test import Client

from shop.orders.casework.models import BuyerRequest, WorkOwner
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

ANSWERS = "/dashboard/work/to-answer/"


@pytest.fixture
def asked(staff: Client, order: Order) -> BuyerRequest:
    """Return a request of a buyer that a clerk has recorded."""
    form = {"reason": "NOT_ARRIVED", "text": "Where is my parcel?"}
    staff.post(f"/dashboard/orders/{order.number}/request/", form)
    return BuyerRequest.objects.get()


def test_a_request_waits_until_it_is_answered(staff: Client, asked: BuyerRequest) -> None:
    assert staff.get("/dashboard/work/").headers["Location"] == ANSWERS
    assert "Requests of buyers to answer: 1" in staff.get("/dashboard/").text
    page = staff.get(ANSWERS).text
    assert "To answer (1)" in page
    assert "Where is my parcel?" in page
    path = f"/dashboard/work/requests/{asked.pk}/"
    assert path in page
    assert staff.post(path, {"answer": ""}).status_code == 422
    assert staff.post(path, {"answer": "It arrives tomorrow."}).status_code == 302
    assert staff.post(path, {"answer": "Again."}).status_code == 422
    assert "To answer (0)" in staff.get(ANSWERS).text
    assert "It arrives tomorrow." in staff.get(f"/dashboard/orders/{asked.order.number}/").text


def test_an_entry_is_taken_by_one_person_and_made_free(staff: Client, asked: BuyerRequest) -> None:
    row = {"row": str(asked.pk)}
    staff.post(ANSWERS, row)
    assert WorkOwner.objects.get().owner.email == "staff@example.org"
    assert "Where is my parcel?" in staff.get(f"{ANSWERS}?owner=mine").text
    assert "Where is my parcel?" not in staff.get(f"{ANSWERS}?owner=free").text
    names = ("casework.change_buyerrequest", "casework.add_workowner", "order.view_order")
    other = staff_with(*names, email="other@example.org")
    refused = other.post(ANSWERS, row, follow=True).text
    assert "staff@example.org works on this already." in refused
    other.post(ANSWERS, {**row, "release": "1"})
    other.post(ANSWERS, row)
    assert WorkOwner.objects.get().owner.email == "other@example.org"
    gone = other.post(ANSWERS, {"row": "0"}, follow=True).text
    assert "This entry is no longer on the list." in gone


def test_each_list_opens_for_those_who_do_its_work(world: RightsWorld, asked: BuyerRequest) -> None:
    HeldOrder.objects.create(order=asked.order, cause="FRAUD", denied=[{"text": "Risk"}])
    reader = staff_with("order.view_order", email="reads@example.org")
    page = reader.get("/dashboard/work/held/").text
    assert "Fraud review: Risk" in page
    assert "Refund failed" not in page
    assert reader.get("/dashboard/work/refund-failed/").status_code == 403
    assert reader.get(ANSWERS).status_code == 403
    assert reader.post("/dashboard/work/held/", {"row": "1"}).status_code == 403
    assert reader.get("/dashboard/work/nothing/").status_code == 404


@pytest.mark.parametrize(
    "slug",
    ["to-answer", "to-approve", "to-inspect", "held", "refund-failed", "disputed", "overdue"],
)
def test_every_list_answers_without_entries(staff: Client, slug: str) -> None:
    assert "Nothing to do here." in staff.get(f"/dashboard/work/{slug}/").text
