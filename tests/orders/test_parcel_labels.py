"""Carrier labels on the packing page: made once, shown as PDF, and no obstacle if they fail."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from shop.commerce.fulfillment.models import ParcelLabel, Shipment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import shared_order
from tools.label_stand_in.service import LabelStandIn
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.stripe_harness import Sandbox


@pytest.fixture
def service(settings: Any) -> Iterator[LabelStandIn]:
    """Run the stand-in on loopback and configure it."""
    stand_in = LabelStandIn()
    server = stand_in.server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    values = {
        "SHIPPING_LABELS_URL": f"http://127.0.0.1:{server.server_port}",
        "SHIPPING_LABELS_TOKEN": stand_in.token,
    }
    settings.ENV = settings.ENV.with_values(values)
    yield stand_in
    server.shutdown()
    thread.join()


@pytest.fixture
def order(world: RightsWorld, stripe: Sandbox) -> Order:
    return shared_order(world, stripe, LicenseeFactory())


def test_a_packer_gets_a_label_and_ships_with_its_number(
    world: RightsWorld, order: Order, service: LabelStandIn
) -> None:
    packer, page = member(world.licensee, "logistics"), f"/licensee/orders/{order.number}/"
    for mode in ("fail", "nonsense"):
        service.mode = mode
        refused = packer.post(f"{page}label/", follow=True).text
        assert "enter carrier and tracking number" in refused
        assert "Get a label from the carrier" in refused
    assert not ParcelLabel.objects.exists()
    service.mode = "ok"
    for _ in range(2):
        shown = packer.post(f"{page}label/", follow=True).text
    assert 'value="JD00000001"' in shown
    assert len(service.asked) == 3
    assert service.asked[-1]["address"][0] == "Ada"
    assert service.asked[-1]["units"] == 2
    pdf = packer.get(f"{page}label/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    stranger = member(LicenseeFactory(), "logistics")
    assert stranger.get(f"{page}label/").status_code == 404
    line = order.lines.get(upc="OWN-1").pk
    parcel = {"lines": [line], "carrier": "dhl", "tracking_number": "JD00000001"}
    packer.post(page, parcel)
    assert Shipment.objects.get().tracking_number == "JD00000001"


def test_staff_get_one_label_for_the_lines_of_several_licensees(
    order: Order, service: LabelStandIn
) -> None:
    page = f"/dashboard/orders/{order.number}/"
    clerk = signed_in(role="staff", is_staff=True, groups=("Packing",))
    assert "Get a label from the carrier" in clerk.get(f"{page}ship/").text
    assert clerk.get(f"{page}label/")["Location"] == f"{page}ship/"
    service.mode = "fail"
    assert "gave no label" in clerk.post(f"{page}label/", follow=True).text
    service.mode = "ok"
    for _ in range(2):
        shown = clerk.post(f"{page}label/", follow=True).text
    assert "Print the label JD00000001" in shown
    assert 'value="JD00000001"' in shown
    assert [(asked["units"], asked["address"][0]) for asked in service.asked[1:]] == [(4, "Ada")]
    assert clerk.get(f"{page}label/").content[:5] == b"%PDF-"
    label = ParcelLabel.objects.get()
    assert label.licensee is None
    lines = list(order.lines.values_list("pk", flat=True))
    parcel = {"lines": lines, "carrier": "dhl", "tracking_number": "JD00000001"}
    assert clerk.post(f"{page}ship/", parcel).status_code == 302
    assert Shipment.objects.filter(tracking_number="JD00000001").count() == 2
    assert "No items in this order" in clerk.post(f"{page}label/", follow=True).text


def test_without_a_service_the_page_has_no_button(world: RightsWorld, order: Order) -> None:
    page = member(world.licensee, "logistics").get(f"/licensee/orders/{order.number}/").text
    assert "Get a label" not in page
    assert "Ship a parcel" in page
