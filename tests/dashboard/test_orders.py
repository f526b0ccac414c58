"""Staff find an order by what a caller knows and see what it left; they cannot change it there."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from catalog.models import Product
from shop.commerce.fulfillment.models import Shipment
from shop.commerce.inventory.models import StockMovement
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.staff_queries import sales_since
from shop.orders.models import DomainEvent
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import copy_of, signed_in
from tests.orders.sandbox import pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.orders import empty_order, waiting_order
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, Client, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop, staff who may do everything and an article in sizes, for all tests."""
    return build_once(
        lambda world: (
            world,
            signed_in(role="staff", is_staff=True, is_superuser=True),
            world.product(sizes=("M", "L")).children.get(size="M"),
        )
    )


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def staff(built: Built, db: None) -> Client:
    return copy_of(built[1])


@pytest.fixture
def order(built: Built, stripe: Sandbox, db: None) -> Order:
    """Return an order of two units that waits for payment."""
    return waiting_order(deepcopy(built[2]), quantity=2)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def allocation_states(page: str) -> list[str]:
    """Return the states in the table of reserved and sold units."""
    table = page.partition("Reserved until (UTC)")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[2].strip() for row in rows]


def test_an_order_shows_lines_payment_stock_and_history(staff: Client, order: Order) -> None:
    PaymentAttempt.objects.filter(order=order).update(decline_code="insufficient_funds")
    page = text(staff, f"/dashboard/orders/{order.number}/")
    attempt = PaymentAttempt.objects.get(order=order)
    for fact in ("PIN-1-M", "Enamel pin", "€45.00", "ada@example.org", "France (FR)", "Web shop"):
        assert fact in page, fact
    for fact in (attempt.intent_id, "insufficient_funds", "Created at Stripe"):
        assert str(fact) in page, fact
    assert allocation_states(page) == ["Held"]
    for fact in ("Order placed", "Payment started", "channel: Web shop, ship to: FR"):
        assert fact in page, fact


def test_a_paid_order_shows_its_confirmation(staff: Client, order: Order, stripe: Sandbox) -> None:
    attempt = PaymentAttempt.objects.get(order=order)
    pay(stripe, order)
    settle_payment(attempt.pk)
    page = text(staff, f"/dashboard/orders/{order.number}/")
    for fact in ("Succeeded", "Order paid", "Payment succeeded", "Confirmation: email queued"):
        assert fact in page, fact
    assert allocation_states(page) == ["Sold"]
    assert "previous status: Waiting for payment" in page
    assert "PENDING" not in page.partition('id="history"')[2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ada@example", True),
        ("bob@example", False),
        ("pin-1-m", True),
        ("PIN-9", False),
        ("MS-", True),
        ("\x00", True),
        ("%", False),
    ],
)
def test_orders_are_found(staff: Client, order: Order, asked: str, found: Any) -> None:
    response = staff.get("/dashboard/orders/", {"q": asked})
    assert response.status_code == 200
    assert (order.number.encode() in response.content) is found


@pytest.mark.parametrize(
    "asked",
    [
        "Jørgen Maïer",
        "jørgen",
        "maier",
        "MAÏER",
        "Ｍａier",
        "hauptstrasse 5",
        "sw1a1aa",
        "sw1a 1aa",
        "0034 043",
        "0034-0434",
    ],
)
def test_an_order_is_found_by_name_street_postcode_and_parcel(
    staff: Client, order: Order, asked: str
) -> None:
    address = order.shipping_address
    address.first_name, address.last_name = "Jørgen Maïer", ""
    address.line1, address.postcode = "Hauptstrasse 5", "SW1A 1AA"
    address.save()
    Shipment.objects.create(
        order=order,
        licensee=LicenseeFactory(),
        carrier_id="dhl",
        tracking_number="0034 0434 1",
        sent_by=UserFactory(),
    )
    number = order.number.encode()
    assert number in staff.get("/dashboard/orders/", {"q": asked}).content


@pytest.mark.parametrize(("first", "last"), [(3, 10), (0, 6), (5, None)])
def test_an_order_is_found_by_any_part_of_its_number_without_dashes(
    staff: Client, order: Order, first: int, last: int | None
) -> None:
    part = order.number.replace("-", "").lower()[first:last]
    assert order.number.encode() in staff.get("/dashboard/orders/", {"q": part}).content


def test_an_order_is_found_by_its_intent_state_and_market(staff: Client, order: Order) -> None:
    intent = str(PaymentAttempt.objects.get(order=order).intent_id)
    number = order.number.encode()
    search = "/dashboard/orders/"
    assert number in staff.get(search, {"q": intent, "status": "PENDING"}).content
    assert number in staff.get(search, {"market": "fr"}).content
    assert number not in staff.get(search, {"market": "us"}).content
    assert number not in staff.get(search, {"status": "PAID"}).content
    assert staff.get(search, {"status": "NONE", "market": "xx", "page": "x"}).status_code == 200


def test_an_order_is_found_by_the_days_on_which_it_was_placed(staff: Client, order: Order) -> None:
    day = order.date_placed.astimezone(UTC).date()
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    for first, last, found in [
        (day, day, True), ("", before, False), (after, "", False), (before, "9999-12-31", True),
        ("no day", day, True),
    ]:  # fmt: skip
        query = urlencode({"first_day": first, "last_day": last})
        page = text(staff, f"/dashboard/orders/?{query}")
        assert (order.number in page) == found, query


def test_there_is_no_page_of_an_order_that_does_not_exist(staff: Client) -> None:
    assert staff.get("/dashboard/orders/MS-0000/").status_code == 404
    assert staff.get("/dashboard/orders/%00/").status_code == 404


@pytest.mark.parametrize(
    "form",
    [
        {"order_action": "change_order_status", "new_status": "PAID"},
        {"order_action": "create_order_payment_event", "amount": "1", "payment_event_type": "paid"},
        {"line_action": "change_line_statuses", "new_status": "FULFILLED", "selected_line": "1"},
        {"order_action": "save_note", "message": "hello"},
    ],
)
def test_a_form_of_oscars_that_is_sent_anyway_changes_nothing(
    staff: Client, order: Order, form: dict[str, str]
) -> None:
    before = (DomainEvent.objects.count(), StockMovement.objects.count())
    for page in (f"/dashboard/orders/{order.number}/", "/dashboard/orders/"):
        assert staff.post(page, form).status_code == 405
    order.refresh_from_db()
    assert order.status == "PENDING"
    assert not order.notes.exists()
    assert (DomainEvent.objects.count(), StockMovement.objects.count()) == before


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/orders/{number}/shipping-address/",
        "/dashboard/orders/{number}/lines/1/",
        "/dashboard/catalogue/products/create/",
        "/dashboard/catalogue/products/1/delete/",
        "/dashboard/partners/1/",
    ],
)
def test_pages_of_oscars_that_change_things_are_not_there(
    staff: Client, order: Order, path: str
) -> None:
    assert staff.post(path.format(number=order.number), {"x": "y"}).status_code == 404


def test_a_product_cannot_be_changed(staff: Client, order: Order) -> None:
    product = order.lines.get().product
    path = f"/dashboard/catalogue/products/{product.pk}/"
    assert "PIN-1-M" in text(staff, path)
    assert staff.post(path, {"title": "Other"}).status_code == 405
    assert staff.post("/dashboard/catalogue/", {"action": "make_non_public"}).status_code == 405


def test_takings_are_never_added_up_over_currencies(world: RightsWorld) -> None:
    for currency, amount in (("EUR", 10), ("EUR", 5), ("JPY", 1000)):
        number = empty_order().number
        Order.objects.filter(number=number).update(
            status="PAID", currency=currency, total_incl_tax=amount
        )
    empty_order()
    found = sales_since(database_now() - timedelta(days=1))
    assert [(row.currency, row.orders, row.total) for row in found] == [
        ("EUR", 2, Decimal(15)),
        ("JPY", 1, Decimal(1000)),
    ]


def test_a_list_asks_the_database_as_often_for_many_as_for_one(
    staff: Client, world: RightsWorld, stripe: Sandbox, django_assert_max_num_queries: Any
) -> None:
    product = world.product(sku="PIN-2", stock=50)
    for number in range(6):
        waiting_order(product, key=f"key-{number}")
    with django_assert_max_num_queries(12):
        assert text(staff, "/dashboard/orders/").count("MS-") >= 12
    with django_assert_max_num_queries(12):
        text(staff, "/dashboard/catalogue/")
