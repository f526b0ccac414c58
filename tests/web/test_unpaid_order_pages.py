"""Change or cancel an order from its payment page; show the tax before ordering."""

import re

from django.test import Client

from shop.oscar.order.models import Order, OrderState
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import units
from tools.testing.stripe_harness import Sandbox

BROWSER = {"accept": "text/html"}
FRENCH = {
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
    "email": "ada@example.org",
    "delivery": "standard",
}
AMERICAN = FRENCH | {
    "country": "US",
    "line1": "1 Main St",
    "city": "Los Angeles",
    "postcode": "90012",
    "state": "CA",
}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def hidden(html: str) -> dict[str, str]:
    form = html.split('class="checkout-form', 1)[1].split("</form>", 1)[0]
    fields: dict[str, str] = dict(HIDDEN.findall(form))
    return fields


def at_checkout(world: RightsWorld, prefix: str) -> tuple[Client, str]:
    client = Client(headers=BROWSER)
    client.post(f"/{prefix}/basket/add/", {"sku": world.product().upc, "quantity": "2"})
    return client, client.get(f"/{prefix}/checkout/").content.decode()


def ordered(world: RightsWorld) -> tuple[Client, Order, str]:
    client, page = at_checkout(world, "en-fr")
    answer = client.post("/en-fr/checkout/", hidden(page) | FRENCH)
    assert answer.status_code == 302
    return client, Order.objects.get(), answer["Location"].split("/pay/")[1].strip("/")


def test_the_address_is_changed_from_the_payment_page(world: RightsWorld, stripe: Sandbox) -> None:
    client, order, token = ordered(world)
    assert b"Change the address" in client.get(f"/en-fr/pay/{token}/").content
    path = f"/en-fr/order/{token}/cancel/"
    answer = client.post(path, {"change": "address"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/en-fr/checkout/"
    text = answer.content.decode()
    for typed in ("Ada Example", "75001", "Paris", "ada@example.org"):
        assert f'value="{typed}"'.lower() in text.lower()
    order.refresh_from_db()
    assert order.status == OrderState.CANCELLED
    assert client.post("/en-fr/checkout/", hidden(text) | FRENCH).status_code == 302
    assert Order.objects.filter(status=OrderState.PENDING).count() == 1


def test_an_order_is_cancelled_from_the_basket_that_is_being_paid(
    world: RightsWorld, stripe: Sandbox
) -> None:
    client, order, token = ordered(world)
    basket = client.get("/en-fr/basket/").content.decode()
    for shown in (order.number, "Continue payment", "Change the items", "Cancel this order"):
        assert shown in basket
    answer = client.post(f"/en-fr/order/{token}/cancel/", {"cancel": "1"}, follow=True)
    assert f"Your order {order.number} has been cancelled" in answer.content.decode()
    line = order.lines.get()
    assert line.product is not None
    assert units(line.product) == (10, 0, 0)
    assert "You cancelled this order" in client.get(f"/en-fr/order/{token}/").content.decode()


def test_who_only_holds_the_link_does_not_get_the_typed_address(
    world: RightsWorld, stripe: Sandbox
) -> None:
    _, _, token = ordered(world)
    stranger = Client(headers=BROWSER)
    stranger.post(f"/en-fr/order/{token}/cancel/", {"change": "address"})
    assert b"Ada Example" not in stranger.get("/en-fr/checkout/").content


def test_tax_by_state_is_shown_before_the_first_press_of_order_and_pay(
    world: RightsWorld, stripe: Sandbox
) -> None:
    client, page = at_checkout(world, "en-us")
    assert "calculated from your address" in page
    assert "Total before tax" in page
    assert "Order and pay" not in page
    reviewed = client.post("/en-us/checkout/", hidden(page) | AMERICAN, follow=True)
    text = reviewed.content.decode()
    assert reviewed.status_code == 200
    assert "Your total including tax is" in text
    assert "There is a problem" not in text
    assert Order.objects.count() == 0
    answer = client.post("/en-us/checkout/", hidden(text) | AMERICAN)
    assert "/pay/" in answer["Location"]
    assert Order.objects.get().total_tax > 0


def test_the_total_follows_the_state_without_a_review(world: RightsWorld, stripe: Sandbox) -> None:
    """Return the page that the script requests when a state is chosen."""
    client, page = at_checkout(world, "en-us")
    part = client.post(
        "/en-us/checkout/",
        hidden(page) | {"country": "US", "state": "CA", "update_total": "1"},
        headers={"accept": "*/*", "sec-fetch-mode": "cors"},
    )
    assert part.status_code == 200
    text = part.content.decode()
    assert "Order and pay" in text
    assert "There is a problem" not in text
    answer = client.post("/en-us/checkout/", hidden(text) | AMERICAN)
    assert "/pay/" in answer["Location"]


def test_a_changed_total_names_the_old_and_the_new_one(world: RightsWorld, stripe: Sandbox) -> None:
    client, page = at_checkout(world, "en-fr")
    form = hidden(page) | FRENCH
    form["expected_standard"] = form["to_pay_standard"] = "100"
    text = client.post("/en-fr/checkout/", form, follow=True).content.decode()
    assert re.search(r"The total has changed from €1\.00 to €\d+\.\d\d\.", text)
    assert "There is a problem" not in text
    assert "Check the new total" in text
