"""Orders to pack: own lines alone, the address only while there is something to pack."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from licensing.models import Licensee
from licensing.services import suspend_licensee
from shop.commerce.fulfillment.models import Shipment
from shop.orders.denials.revocation import process_denials
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import clock_now
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import PaidOrder, send, shared_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import ADDRESS, run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

STREET = "1 rue de l&#x27;Exemple"


@pytest.fixture
def other(prepared_order: PaidOrder) -> Licensee:
    return prepared_order.other


@pytest.fixture
def packer(licensee: Licensee) -> Client:
    return member(licensee, "logistics")


def page_of(order: Order, person: Client) -> str:
    return person.get(f"/licensee/orders/{order.number}/").text


def test_a_packer_sees_own_lines_and_the_address(packer: Client, order: Order) -> None:
    listed = packer.get("/licensee/orders/").text
    assert order.number in listed
    page = page_of(order, packer)
    assert "2 × OWN-1 Own pin" in page
    assert STREET in page
    for hidden in ("Rival", "RIVAL", "ada@example.org", "Rue"):
        assert hidden not in page + listed


def test_sending_masks_the_address_and_tells_the_buyer(packer: Client, order: Order) -> None:
    mail.outbox.clear()
    line = Line.objects.get(order=order, upc="OWN-1")
    answer = packer.post(
        f"/licensee/orders/{order.number}/",
        {"lines": [line.pk], "carrier": "ups", "tracking_number": "1Z999"},
    )
    assert answer["Location"] == "/licensee/orders/"
    assert Shipment.objects.get().sent_by.licensee_role == "logistics"
    page = page_of(order, packer)
    assert STREET not in page
    assert "75001" not in page
    assert "A•••" in page
    assert "France" in page
    assert "https://www.ups.com/track?tracknum=1Z999" in page
    assert "1Z999" in packer.get("/licensee/orders/").text
    run_queued_jobs()
    assert [one.to for one in mail.outbox] == [["ada@example.org"]]


def test_the_other_packer_still_sees_the_address(
    world: RightsWorld, order: Order, other: Licensee
) -> None:
    send(order, world.licensee, tracking_number="OWN-TRACK")
    page = page_of(order, member(other, "logistics"))
    assert STREET in page
    assert "OWN-TRACK" not in page


def test_an_order_that_is_not_paid_is_not_packed(
    world: RightsWorld, packer: Client, stripe: Sandbox
) -> None:
    order = waiting_order(world.product())
    assert order.number not in packer.get("/licensee/orders/").text
    assert STREET not in page_of(order, packer)
    sent = packer.post(f"/licensee/orders/{order.number}/", {"carrier": "other"})
    assert sent.status_code == 422
    assert not Shipment.objects.exists()


def test_a_held_order_shows_no_address_and_no_form(
    world: RightsWorld, order: Order, other: Licensee, packer: Client
) -> None:
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    assert "On hold, do not ship" in packer.get("/licensee/orders/").text
    page = page_of(order, packer)
    assert "Do not ship it until the hold is lifted" in page
    assert STREET not in page
    assert "Mark as shipped" not in page
    table: Any = packer.get("/licensee/orders/", {"format": "csv"})
    assert order.number not in b"".join(table.streaming_content).decode()


def test_what_was_typed_stays_when_a_parcel_is_refused(packer: Client, order: Order) -> None:
    line = Line.objects.get(order=order, upc="OWN-1")
    answer = packer.post(
        f"/licensee/orders/{order.number}/", {"lines": [line.pk], "carrier": "dhl"}
    )
    assert answer.status_code == 422
    assert "Enter the tracking number. This carrier gives one to every parcel." in answer.text
    assert '<option value="dhl" selected>' in answer.text
    order.refresh_from_db()
    assert order.status == OrderState.PAID


def test_the_table_for_the_packing_desk_runs_nothing(
    world: RightsWorld, stripe: Sandbox, other: Licensee, packer: Client
) -> None:
    address = ADDRESS | {"first_name": "=HYPERLINK(1)", "line1": "+1 street"}
    order = shared_order(world, stripe, other, key="key-2", address=address)
    answer: Any = packer.get("/licensee/orders/", {"format": "csv"})
    table = b"".join(answer.streaming_content).decode()
    (row,) = [line for line in table.splitlines() if order.number in line]
    assert "OWN-1" in row
    assert "'=HYPERLINK(1)" in row
    assert "RIVAL-1" not in table


def test_many_orders_cost_no_more_statements_than_one(
    world: RightsWorld, stripe: Sandbox, other: Licensee, packer: Client, order: Order
) -> None:
    with CaptureQueriesContext(connection) as few:
        packer.get("/licensee/orders/")
    for number in range(3):
        shared_order(world, stripe, other, key=f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        packer.get("/licensee/orders/")
    assert len(many) == len(few) <= 20


@pytest.mark.parametrize("number", ["nothing", "%00", "1' or true"])
def test_a_number_that_is_none_is_no_order(packer: Client, number: str) -> None:
    assert packer.get(f"/licensee/orders/{number}/").status_code == 404
