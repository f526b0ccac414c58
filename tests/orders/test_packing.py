"""Packing of a line begins once, and never of a line that was cancelled, held or shipped."""

from typing import Any

import pytest

from licensing.models import Licensee
from licensing.services import suspend_licensee
from shop.finance.payments.models import Dispute
from shop.orders.aftersales.packing import start_packing, stop_packing, unpacked
from shop.orders.aftersales.packing_documents import pick_list
from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines
from shop.orders.denials.revocation import process_denials
from shop.orders.errors import OrderHeld, PackingRefused, ShipmentRefused
from shop.oscar.order.models import Line, Order
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import send
from tests.orders.sandbox import attempt_of
from tools.testing.factories.catalog import RightsWorld


def ids(order: Order, *skus: str) -> list[int]:
    return list(order.lines.filter(upc__in=skus).order_by("pk").values_list("pk", flat=True))


def refusal(call: Any, **arguments: Any) -> str:
    with pytest.raises(PackingRefused) as refused:
        call(**arguments)
    return str(refused.value.data["reason"])


def test_packing_begins_and_ends_once(world: RightsWorld, order: Order) -> None:
    request = {"order_number": order.number, "line_ids": ids(order, "OWN-1")}
    by = {"by_id": world.officer_id, "licensee": world.licensee}
    start_packing(**request, **by)
    line = Line.objects.get(pk=request["line_ids"][0])
    assert line.packing_since is not None
    assert line.packing_by_id == world.officer_id
    assert [row.upc for row in unpacked(order.lines.all())] == ["RIVAL-1"]
    assert refusal(start_packing, **request, **by) == "begun_or_cancelled"
    stop_packing(**request, **by)
    assert refusal(stop_packing, **request, **by) == "not_begun"
    start_packing(**request, **by)


def test_lines_of_others_nothing_and_unpaid_orders_are_refused(
    world: RightsWorld, order: Order
) -> None:
    by = {"by_id": world.officer_id, "licensee": world.licensee}
    mixed = ids(order, "OWN-1", "RIVAL-1")
    number = order.number
    assert refusal(start_packing, order_number=number, line_ids=mixed, **by) == "unknown_line"
    assert refusal(start_packing, order_number=number, line_ids=[], **by) == "nothing"
    assert refusal(start_packing, order_number="no-such", line_ids=mixed, **by) == "unpaid"
    assert unpacked(order.lines.all()).count() == 2


def test_a_shipped_line_was_packed_and_is_not_packed_again(
    world: RightsWorld, order: Order
) -> None:
    send(order, world.licensee)
    request = {"order_number": order.number, "line_ids": ids(order, "OWN-1")}
    assert Line.objects.get(pk=request["line_ids"][0]).packing_since is not None
    by = {"by_id": world.officer_id}
    assert refusal(start_packing, **request, **by) == "begun_or_cancelled"
    assert refusal(stop_packing, **request, **by) == "not_begun"


def test_a_held_order_is_not_packed(world: RightsWorld, order: Order, other: Licensee) -> None:
    suspend_licensee(licensee=other, by_id=world.officer_id, reason="r", at=clock_now())
    process_denials()
    with pytest.raises(OrderHeld):
        start_packing(
            order_number=order.number, line_ids=ids(order, "OWN-1"), by_id=world.officer_id
        )


def test_an_order_with_a_disputed_payment_is_neither_packed_nor_shipped_until_the_dispute_is_won(
    world: RightsWorld, order: Order
) -> None:
    dispute = Dispute.objects.create(
        id="dp_1",
        attempt=attempt_of(order),
        status="needs_response",
        amount=order.total_incl_tax,
        currency=order.currency,
        opened_at=order.date_placed,
    )
    packer, page = member(world.licensee, "logistics"), f"/licensee/orders/{order.number}/"
    own = ids(order, "OWN-1")
    packer.post(f"{page}packing/", {"step": "start", "lines": own})
    assert unpacked(order.lines.all()).count() == 2
    with pytest.raises(ShipmentRefused) as refused:
        ship_lines(
            request=ShipmentRequest(order.number, own, "dhl", "JD 1"),
            licensee=world.licensee,
            by_id=world.officer_id,
        )
    assert refused.value.data["reason"] == "disputed"
    text = packer.get(page).text
    assert "The customer disputes the payment" in text
    assert "Start packing" not in text
    assert "On hold, do not ship" in packer.get("/licensee/orders/").text
    assert pick_list() == []
    Dispute.objects.filter(pk=dispute.pk).update(status="won")
    start_packing(order_number=order.number, line_ids=own, by_id=world.officer_id)
    assert pick_list() != []


def test_a_licensee_starts_and_undoes_packing_in_the_portal(
    world: RightsWorld, order: Order
) -> None:
    packer = member(world.licensee, "logistics")
    page = f"/licensee/orders/{order.number}/"
    assert "Start packing" in packer.get(page).text
    own, rival = ids(order, "OWN-1"), ids(order, "RIVAL-1")
    for wrong in ({"step": "start"}, {"step": "start", "lines": rival}, {"lines": own}):
        assert packer.post(f"{page}packing/", wrong).status_code == 302
    assert unpacked(order.lines.all()).count() == 2
    packer.post(f"{page}packing/", {"step": "start", "lines": own})
    assert "Being packed" in packer.get(page).text
    assert "(being packed)" in packer.get("/licensee/orders/").text
    assert unpacked(order.lines.all()).count() == 1
    packer.post(f"{page}packing/", {"step": "stop", "lines": own})
    assert unpacked(order.lines.all()).count() == 2


def test_staff_start_packing_in_the_dashboard(order: Order) -> None:
    clerk = staff_with("order.view_order", "order.change_order")
    page = f"/dashboard/orders/{order.number}/"
    assert f"{page}packing/" in clerk.get(page).text
    both = ids(order, "OWN-1", "RIVAL-1")
    assert clerk.post(f"{page}packing/", {"step": "start"}).status_code == 422
    form = {"step": "start", "lines": both}
    assert clerk.post(f"{page}packing/", form).status_code == 302
    assert clerk.post(f"{page}packing/", form).status_code == 422
    assert not unpacked(order.lines.all()).exists()
