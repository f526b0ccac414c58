"""Staff find orders, people, items and codes by any part of any field, as far as they may."""

import pytest
from django.db import connection
from django.test import Client

from shop.commerce.fulfillment.models import Shipment
from shop.orders.aftersales.staff_queries import find_orders
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import LicenseeFactory, UserFactory

SEARCH = "/dashboard/search/"
INDEXES = {
    "order_order": "order_search",
    "order_shippingaddress": "order_address_search",
    "order_line": "order_line_search",
    "fulfillment_shipment": "shipment_search",
    "accounts_user": "person_search",
}
PARTS = (
    "maier jorgen",
    "Jørgen M",
    "ØRGEN",
    "hauptstrasse 5",
    "upt straße",
    "weiß",
    "koln",
    "50667 Köln",
    "Köln 50667",
    "maier koln",
    "0221 / 123 456 78",
    "0221-12345",
    "+49 221 1234",
    "0049 221 1234",
    "0034.0434",
    "pin-1",
    "IN1M",
    "mmer24",
    "DA@EXAMPLE",
    "ada@exam ple",
)


@pytest.fixture
def sold(order: Order) -> Order:
    """Return an order with a full address and a parcel."""
    address = order.shipping_address
    address.first_name, address.last_name = "Jørgen", "Maïer"
    address.line1, address.line2, address.line4 = "Hauptstraße 5", "c/o Weiß", "Köln"
    address.postcode, address.phone_number = "50667", "+4922112345678"
    address.save()
    Order.objects.filter(pk=order.pk).update(voucher_code="SUMMER-24")
    Shipment.objects.create(
        order=order,
        licensee=LicenseeFactory(),
        carrier_id="dhl",
        tracking_number="0034 0434 1",
        sent_by=UserFactory(),
    )
    order.refresh_from_db()
    return order


def results(client: Client, text: str) -> str:
    """Search for a text; return the page that follows."""
    return client.post(SEARCH, {"q": text}, follow=True).text.partition("<h1>")[2]


def test_an_order_is_found_by_any_part_of_any_field(sold: Order) -> None:
    for typed in PARTS:
        assert list(find_orders(text=typed)) == [sold], typed


def test_nothing_else_is_found(sold: Order) -> None:
    for typed in ("maier hamburg", "0221 999 999", "%", "__", "pin-2", "e k"):
        assert list(find_orders(text=typed)) == [], typed


def test_names_in_two_characters_are_found(order: Order) -> None:
    address = order.shipping_address
    address.first_name, address.last_name = "太郎", "山田"
    address.save()
    for typed in ("山田", "太郎", "山田太郎", "山田 太郎"):
        assert list(find_orders(text=typed)) == [order]


def test_the_text_is_in_no_address_and_a_whole_number_opens_the_order(
    staff: Client, sold: Order
) -> None:
    answer = staff.post(SEARCH, {"q": "maier"})
    assert answer.headers["Location"] == SEARCH
    assert sold.number in staff.get(SEARCH).text
    opened = staff.post(SEARCH, {"q": sold.number.replace("-", " ").lower()}, follow=True)
    assert opened.redirect_chain[-1][0] == f"/dashboard/orders/{sold.number}/"


def test_each_role_sees_the_sections_of_its_lists(staff: Client, sold: Order) -> None:
    UserFactory(email="maria@example.org", first_name="Maria", last_name="Maier-Pin")
    card = make_gift_card(recipient="maier@example.org").card
    text = results(staff, "maier")
    for part in (sold.number, "maria@example.org", str(card)):
        assert part in text
    assert "PIN-1" in results(staff, "pin-1")
    clerk = staff_with("partner.view_stockrecord", "catalogue.view_product", email="w@example.org")
    text = results(clerk, "maier")
    for part in (sold.number, "maria@example.org", str(card)):
        assert part not in text
    assert "PIN-1" in results(clerk, "pin-1")
    nobody = staff_with("partner.view_stockrecord", email="n@example.org")
    assert nobody.post(SEARCH, {"q": "maier"}).status_code == 403


def test_a_whole_gift_card_code_opens_the_card_and_is_not_kept(staff: Client) -> None:
    issued = make_gift_card()
    opened = staff.post(SEARCH, {"q": issued.code.lower()}, follow=True)
    assert opened.redirect_chain[-1][0] == f"/dashboard/gift-cards/{issued.card.public_id}/"
    kept = str(dict(staff.session))
    assert issued.code not in kept
    assert issued.code.replace("-", "") not in kept


def test_a_part_is_looked_up_in_an_index(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for table, index in INDEXES.items():
            cursor.execute(f"explain select id from {table} where folded_text like '%strasse%'")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert f"Bitmap Index Scan on {index}" in plan
