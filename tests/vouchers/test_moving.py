"""A voucher is kept when baskets are merged, or the page tells why not."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.placement import begin_payment
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for
from tools.testing.factories.vouchers import basket_using, make_voucher
from tools.testing.stripe_harness import Sandbox


@pytest.mark.parametrize(
    ("voucher", "usable"),
    [
        ({"percent": Decimal("33.33")}, True),
        ({"percent": None, "amount": Decimal("3.00"), "currency": "GBP"}, False),
    ],
)
def test_a_voucher_moves_with_the_basket_or_is_explained(
    world: RightsWorld, client: Client, voucher: dict[str, object], *, usable: bool
) -> None:
    make_voucher("MOVES", **voucher)
    product = world.product(sku="MUG")
    client.post("/en-gb/basket/add/", {"sku": product.sku, "quantity": "1"})
    client.post("/en-gb/basket/voucher/", {"code": "MOVES"})
    assert Basket.objects.get().voucher_code == "MOVES"
    page = client.post("/en-gb/basket/move/", {"ship_to": "FR"}, follow=True)
    moved = Basket.objects.get(market__code="fr")
    assert moved.voucher_code == "MOVES"
    assert "MOVES" in page.text
    assert ("−" in page.text) is usable
    assert ("field-error" in page.text) is not usable


def test_a_voucher_that_gives_way_at_a_move_is_named(world: RightsWorld, client: Client) -> None:
    product = world.product(sku="MUG")
    for code, market in (("BRITISH", "gb"), ("FRENCH", "fr")):
        make_voucher(code, percent=10)
        client.post(f"/en-{market}/basket/add/", {"sku": product.sku, "quantity": "1"})
        client.post(f"/en-{market}/basket/voucher/", {"code": code})
    page = client.post("/en-gb/basket/move/", {"ship_to": "FR"}, follow=True)
    assert Basket.objects.get(market__code="fr").voucher_code == "FRENCH"
    assert "We kept FRENCH and removed BRITISH." in page.text


def test_a_voucher_that_gives_way_at_sign_in_is_named_once(
    world: RightsWorld, client: Client
) -> None:
    """The account's basket has one voucher and the guest's another, with gift cards alike."""
    person, old, new = UserFactory(), make_gift_card(), make_gift_card()
    own = basket_using("ACCOUNT", world.product(sku="MUG"))
    Basket.objects.filter(pk=own.pk).update(owner=person, gift_card=old.card)
    guest = basket_using("GUEST", world.product(sku="PIN-1"))
    Basket.objects.filter(pk=guest.pk).update(gift_card=new.card)
    guest.refresh_from_db()
    client.cookies.load(dict([basket_cookie(guest)]))
    client.force_login(person)
    page = client.get("/en-fr/basket/").text
    merged = Basket.objects.get(status=Basket.OPEN)
    assert (merged.pk, merged.voucher_code) == (own.pk, "GUEST")
    assert "We kept GUEST and removed ACCOUNT." in page
    assert f"{new.card.last4} and removed the card ending in {old.card.last4}." in page
    assert "and removed" not in client.get("/en-fr/basket/").text


@pytest.mark.parametrize(
    ("source", "target", "replace", "kept", "dropped"),
    [
        ("A", "", False, "A", ""),
        ("", "B", True, "B", ""),
        ("A", "A", False, "A", ""),
        ("A", "B", False, "B", "A"),
        ("A", "B", True, "A", "B"),
    ],
)
def test_a_basket_keeps_one_voucher(
    source: str, target: str, kept: str, dropped: str, *, replace: bool
) -> None:
    basket = Basket(voucher_code=target)
    basket.take_codes(Basket(voucher_code=source), replace=replace)
    assert (basket.voucher_code, basket.dropped_codes.voucher) == (kept, dropped)
    assert len(list(basket.dropped_codes.sentences())) == bool(dropped)


def test_a_voucher_that_gives_way_after_a_cancelled_order_is_named(
    world: RightsWorld, client: Client, stripe: Sandbox
) -> None:
    for code in ("ORDERED", "BEGUN"):
        make_voucher(code)
    order = begin_payment(request_for(basket_using("ORDERED", world.product(stock=10)))).order
    begun = basket_using("BEGUN", world.product(sku="MUG"))
    client.cookies.load(dict([basket_cookie(begun)]))
    page = client.post(f"/en-fr/order/{order_token(order)}/cancel/", follow=True)
    assert "We kept BEGUN and removed ORDERED." in page.text
