"""An order as a gift: the message and the wish for no prices reach who packs it, and are erased."""

from django.test import Client

from shop.commerce.promotions.models import GiftOptions
from shop.orders.checkout.placement import begin_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from shop.privacy.retention import erase_orders
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for
from tools.testing.stripe_harness import Sandbox


def test_a_gift_message_is_kept_for_packing_and_erased_with_the_order(
    world: RightsWorld, stripe: Sandbox
) -> None:
    basket = basket_with(world.product())
    request = request_for(basket, gift_message="Happy birthday, Léa!", hides_prices=True)
    order = begin_payment(request).order
    staff = signed_in(role="staff", is_staff=True, is_superuser=True)
    page = staff.get(f"/dashboard/orders/{order.number}/").content.decode()
    assert "Gift, no prices in the parcel: <bdi>Happy birthday, Léa!</bdi>" in page
    erase_orders(Order.objects.filter(pk=order.pk), database_now())
    assert GiftOptions.objects.get(order=order).message == ""


def test_the_checkout_asks_for_a_message_of_limited_length(
    world: RightsWorld, client: Client, stripe: Sandbox
) -> None:
    product = world.product()
    client.post("/en-fr/basket/add/", {"sku": product.sku, "quantity": 1})
    typed = {"country": "FR", "gift_message": "x" * 301, "hides_prices": "1"}
    page = client.post("/en-fr/checkout/", typed, follow=True).content.decode()
    assert "Enter a message of at most 300 characters." in page
    assert 'name="hides_prices" value="1" checked' in page


def test_other_orders_have_no_gift_options(world: RightsWorld, stripe: Sandbox) -> None:
    order = begin_payment(request_for(basket_with(world.product()))).order
    assert order.gift is None
    assert not GiftOptions.objects.exists()
