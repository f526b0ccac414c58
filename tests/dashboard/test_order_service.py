"""The staff page of an order: shipments, notes and resending the confirmation."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage, StaffNote
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import PaidOrder, send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs


@pytest.fixture
def shared(prepared_order: PaidOrder) -> Order:
    return prepared_order.order


def page_of(client: Client, order: Order) -> Any:
    return client.get(f"/dashboard/orders/{order.number}/")


def test_staff_see_where_each_line_is(staff: Client, world: RightsWorld, shared: Order) -> None:
    assert "Nothing has been sent yet." in page_of(staff, shared).text
    send(shared, world.licensee, carrier="la-poste", tracking_number="6A 0123-4")
    text = page_of(staff, shared).text
    parcels = text.split('id="parcels"')[1].split('id="notes"')[0]
    assert "La Poste" in parcels
    assert 'href="https://www.laposte.fr/outils/suivre-vos-envois?code=6A%200123-4"' in parcels
    assert "2 × OWN-1 Own pin" in parcels
    assert "RIVAL-1" not in parcels
    assert "75001" in text
    lines = text.split('id="lines"')[1].split('id="payments"')[0]
    assert (lines.count(">Sent</td>"), lines.count(">To send</td>")) == (1, 1)
    for typed in ("6A 0123-4", "6a01234", "0123-4"):
        assert shared.number in staff.get("/dashboard/orders/", {"q": typed}).text


def test_a_note_is_added_and_read_by_colleagues(staff: Client, shared: Order) -> None:
    path = f"/dashboard/orders/{shared.number}/note/"
    answer = staff.post(path, {"text": "Called: parcel at the neighbor's.\n<b>Ask again</b>"})
    assert answer.status_code == 302
    text = page_of(staff, shared).text
    assert "Called: parcel at the neighbor" in text
    assert "&lt;b&gt;Ask again&lt;/b&gt;" in text
    assert "staff@example.org" in text
    for empty in ("", "  \u200b "):
        assert staff.post(path, {"text": empty}).status_code == 422
    assert StaffNote.objects.count() == 1


def test_the_confirmation_is_sent_once_more(staff: Client, shared: Order) -> None:
    path = f"/dashboard/orders/{shared.number}/resend/"
    assert shared.guest_email in staff.get(path).text
    for _ in range(2):  # a double click sends one
        assert staff.post(path).status_code == 302
    run_queued_jobs()
    assert [message.to for message in mail.outbox] == [[shared.guest_email]]
    assert OutgoingMessage.objects.get().sent_at is not None
    assert "Confirmation sent again" in page_of(staff, shared).text


def test_the_history_lists_every_message_to_the_buyer(staff: Client, shared: Order) -> None:
    for kind in OutgoingMessage.Kind:
        queue_message(order=shared, kind=kind)
    page = page_of(staff, shared).text
    for kind in OutgoingMessage.Kind:
        assert f"{kind.label}: email queued" in page, kind
    assert "Confirmation: email sent" in page


def test_an_order_that_was_not_paid_has_none_to_send(staff: Client, order: Order) -> None:
    answer = staff.post(f"/dashboard/orders/{order.number}/resend/")
    assert answer.status_code == 422
    assert "the order has not been paid" in answer.text


def test_who_may_only_look_changes_nothing(shared: Order) -> None:
    client = staff_with("order.view_order")
    text = page_of(client, shared).text
    assert "Add note" not in text
    assert "Send the confirmation again" not in text
    for action in ("note", "resend"):
        answer = client.post(f"/dashboard/orders/{shared.number}/{action}/", {"text": "x"})
        assert answer.status_code == 403
    assert not StaffNote.objects.exists()
