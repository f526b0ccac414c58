"""Apps read the deliveries of an order, cancel its items and order them again."""

from typing import Any

from django.test import Client

from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.packing import start_packing
from shop.orders.aftersales.tracking import mark_delivered
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import clock_now
from tests.licensee_portal.parcels import send as ship
from tools.testing.factories.catalog import RightsWorld

LYON = {
    "name": "Ada",
    "line1": "5 rue Neuve",
    "city": "Lyon",
    "postcode": "69001",
    "delivery": "standard",
}
KEY = {"Idempotency-Key": "0123456789abcdef"}


def read(order: Order) -> Any:
    return Client().get(f"/api/v1/orders/{order_token(order)}").json()


def post(order: Order, action: str, body: Any = None, **headers: str) -> Any:
    return Client().post(
        f"/api/v1/orders/{order_token(order)}/{action}",
        body if body is not None else {},
        content_type="application/json",
        headers=headers,
    )


def test_deliveries_have_dates_parcels_and_events(world: RightsWorld, order: Order) -> None:
    first, second = read(order)["deliveries"]
    assert {first["state"], second["state"]} == {"preparing"}
    assert first["earliest"] == first["promised_earliest"]
    mark_delivered(
        shipment=ship(order, world.licensee), occurred_at=clock_now(), by_id=world.officer_id
    )
    seen = {entry["skus"][0]: entry for entry in read(order)["deliveries"]}
    (parcel,) = seen["OWN-1"]["parcels"]
    assert (seen["OWN-1"]["state"], parcel["last_event"]) == ("delivered", "DELIVERED")
    assert parcel["lines"] == [{"sku": "OWN-1", "units": 2}]
    assert [event["kind"] for event in parcel["events"]] == ["DELIVERED"]
    assert seen["RIVAL-1"]["parcels"] == []


def test_items_are_cancelled_once_for_a_key(world: RightsWorld, order: Order) -> None:
    body = {"lines": [{"sku": "OWN-1", "quantity": 1}]}
    for _ in range(2):
        answer = post(order, "cancelled-items", body, **KEY)
        assert answer.status_code == 200
    lines = {line["sku"]: line for line in answer.json()["lines"]}
    assert (lines["OWN-1"]["refunded_units"], lines["OWN-1"]["cancellable_units"]) == (1, 1)
    own = order.lines.get(upc="OWN-1")
    start_packing(order_number=order.number, line_ids=[own.pk], by_id=world.officer_id)
    refused = post(order, "cancelled-items", body)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "order_not_cancellable")
    assert (problem["cancel_reason"], problem["sku"]) == ("packed", "OWN-1")
    assert "already packing" in problem["detail"]
    body["lines"][0] |= {"sku": "RIVAL-1", "quantity": 90}
    problem = post(order, "cancelled-items", body).json()
    assert (problem["cancel_reason"], problem["left"]) == ("too_many", 2)
    assert post(order, "cancelled-items").status_code == 409  # the whole order


def test_the_whole_order_is_cancelled_without_lines(order: Order) -> None:
    answer = post(order, "cancelled-items").json()
    assert (answer["standing"], answer["refunded"]) == ("cancelled", answer["total"])


def test_wrong_lines_are_named(order: Order) -> None:
    wrong: list[tuple[Any, int]] = [
        ([{"sku": "NO-SUCH", "quantity": 1}], 400),
        ([{"sku": "OWN-1", "quantity": 0}], 400),
        ([{"sku": "OWN-1", "quantity": 3}], 409),
        ([{"sku": "OWN-1"}], 400),
        ("OWN-1", 400),
        ([], 409),
    ]
    for lines, status in wrong:
        answer = post(order, "cancelled-items", {"lines": lines})
        assert answer.status_code == status, lines
        assert answer["Content-Type"] == "application/problem+json"


def test_what_still_sells_is_ordered_again(order: Order) -> None:
    sold_out = order.lines.get(upc="RIVAL-1").product
    StockRecord.objects.filter(product=sold_out).update(num_in_stock=2)  # those of this order
    answer = post(order, "reorder", **KEY)
    assert answer.status_code == 201
    body = answer.json()
    assert body["added"] == ["OWN-1"]
    (refused,) = body["refused"]
    assert (refused["sku"], refused["code"]) == ("RIVAL-1", "out_of_stock")
    basket = Client().get(f"/api/v1/baskets/{body['basket']}").json()
    assert [(line["sku"], line["quantity"]) for line in basket["lines"]] == [("OWN-1", 2)]
    assert post(order, "reorder", **KEY).json() == body


def test_a_forged_token_opens_nothing() -> None:
    for action in ("cancelled-items", "reorder"):
        answer = Client().post(f"/api/v1/orders/forged/{action}", {})
        assert answer.status_code == 404


def test_the_delivery_is_changed_until_packing_begins(world: RightsWorld, order: Order) -> None:
    url = f"/api/v1/orders/{order_token(order)}/delivery"

    def put(**changes: str) -> Any:
        return Client().put(url, LYON | changes, content_type="application/json")

    options = Client().get(url).json()
    assert (options["changeable"], options["delivery"]) == (True, "standard")
    assert "standard" in {method["code"] for method in options["methods"]}
    wrong = put(postcode="x").json()
    assert (wrong["code"], wrong["errors"][0]["pointer"]) == ("invalid", "#/postcode")
    assert put().status_code == 200
    order.refresh_from_db()
    assert order.shipping_address is not None
    assert order.shipping_address.line4 == "Lyon"
    again = put()
    assert (again.status_code, again.json()["delivery_reason"]) == (409, "nothing")
    assert put(delivery="none").json()["delivery_reason"] == "delivery"
    own = order.lines.get(upc="OWN-1")
    start_packing(order_number=order.number, line_ids=[own.pk], by_id=world.officer_id)
    refused = put(city="Paris", postcode="75001").json()
    assert (refused["code"], refused["delivery_reason"]) == ("delivery_change_refused", "packed")
    assert Client().get(url).json() == {
        "changeable": False,
        "delivery": "standard",
        "methods": [],
    }
    assert Client().get("/api/v1/orders/forged/delivery").status_code == 404
