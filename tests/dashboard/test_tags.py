"""Staff tag orders, find them by a tag, and send any mail of an order again."""

import pytest
from django.core import mail
from django.test import Client

from shop.commerce.fulfillment.models import Shipment
from shop.finance.payments.models import Refund
from shop.orders.casework.models import OrderTag
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import PaidOrder, send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs


@pytest.fixture
def shared(prepared_order: PaidOrder) -> Order:
    return prepared_order.order


def test_a_tag_is_attached_once_filters_the_list_and_is_removed(
    staff: Client, order: Order
) -> None:
    path = f"/dashboard/orders/{order.number}/tags/"
    for typed in ("VIP ", "vip"):
        assert "vip" in staff.post(path, {"name": typed}, follow=True).text
    assert OrderTag.objects.get().name == "vip"
    assert order.number in staff.get("/dashboard/orders/?tag=vip").text
    assert "Enter a tag." in staff.post(path, {"name": "\u200b"}, follow=True).text
    assert "at most 30" in staff.post(path, {"name": "x" * 31}, follow=True).text
    for number in range(10):
        answer = staff.post(path, {"name": f"tag {number}"}, follow=True)
    assert "at most 10 tags" in answer.text
    staff.post(path, {"remove": "vip"})
    assert not OrderTag.objects.filter(name="vip").exists()
    reader = staff_with("order.view_order", email="reads@example.org")
    assert reader.post(path, {"name": "x"}).status_code == 403


def test_every_mail_that_was_sent_is_sent_again(
    staff: Client, world: RightsWorld, shared: Order
) -> None:
    send(shared, world.licensee, carrier="la-poste", tracking_number="6A 0123-4")
    run_queued_jobs()
    mail.outbox.clear()
    assert Shipment.objects.count() == 1
    for message in OutgoingMessage.objects.all():
        path = f"/dashboard/orders/{shared.number}/mails/{message.pk}/"
        assert path in staff.get(f"/dashboard/orders/{shared.number}/").text
        for _ in range(2):
            assert staff.post(path).status_code == 302
    run_queued_jobs()
    assert len(mail.outbox) == OutgoingMessage.objects.count() == 2


def test_the_mail_of_a_refund_is_sent_again_and_the_money_is_not(
    staff: Client, shared: Order
) -> None:
    amount = {
        "key": "0199d1a0-0000-7000-8000-000000000000",
        "amount": "5.00",
        "reason": "Late.",
        "confirm": "1",
    }
    staff.post(f"/dashboard/orders/{shared.number}/amount/", amount)
    run_queued_jobs()
    mail.outbox.clear()
    refund = Refund.objects.get()
    assert (
        staff.post(f"/dashboard/orders/{shared.number}/refunds/{refund.pk}/mail/").status_code
        == 302
    )
    run_queued_jobs()
    assert len(mail.outbox) == 1
    assert Refund.objects.get().state == "SENT"


def test_a_mail_that_no_longer_fits_is_not_sent_again(staff: Client, shared: Order) -> None:
    message = OutgoingMessage.objects.get(kind="CONFIRMATION")
    Order.objects.filter(pk=shared.pk).update(status="REFUNDED")
    answer = staff.post(f"/dashboard/orders/{shared.number}/mails/{message.pk}/")
    assert answer.status_code == 422
    assert OutgoingMessage.objects.get(pk=message.pk).sent_at is not None


def test_selected_orders_are_tagged_and_their_slips_printed_together(
    staff: Client, order: Order
) -> None:
    path, filters = "/dashboard/orders/together/", "market=fr&select=all"
    shown = staff.get(f"/dashboard/orders/?{filters}").text
    assert f'value="{order.number}" aria-label="Select {order.number}" checked' in shown
    sent = {"order": [order.number, "MS-NONE"], "query": filters, "name": "Gift", "do": "tag"}
    answer = staff.post(path, sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/dashboard/orders/?market=fr"
    assert "Tag added to 1 order." in answer.text
    assert OrderTag.objects.get().name == "gift"
    refused = staff.post(path, sent | {"name": ""}, follow=True).text
    assert f"{order.number}: Enter a tag." in refused
    assert "Select at least one order." in staff.post(path, {"do": "slips"}, follow=True).text
    slips = staff.post(path, sent | {"do": "slips"}, follow=True).text
    assert slips.count("<h1>Packing slip") == 1
    assert staff.get(path).status_code == 302
    reader = staff_with("order.view_order", email="reads@example.org")
    assert "You may not change the tags" in reader.post(path, sent, follow=True).text
    assert "Add tag to selected" not in reader.get("/dashboard/orders/").text
