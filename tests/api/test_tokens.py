"""Tokens of baskets and cookies show no numbers; those of earlier releases stay valid."""

import base64

import pytest
from django.core.signing import Signer
from django.test import Client

from shop.orders.aftersales.order_links import BASKET_SALT, basket_for_token, basket_token
from shop.oscar.basket.middleware import basket_cookie, read_number
from shop.oscar.basket.models import Basket
from tests.api.reading import assert_problem
from tests.api.test_buying import BASKETS, opened, send
from tools.testing.factories.catalog import RightsWorld


def test_a_token_shows_no_number_and_opens_its_basket(world: RightsWorld) -> None:
    first, second = opened()["token"], opened()["token"]
    numbers = list(Basket.objects.order_by("pk").values_list("pk", flat=True))
    for token, number in zip((first, second), numbers, strict=True):
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        assert number.to_bytes(8, "big") not in sealed
        assert not token.startswith(str(number))
        assert send(f"{BASKETS}{token}", method="get").json()["token"] == token
    assert first[:8] != second[:8]


def test_a_token_of_an_earlier_release_opens_its_basket(world: RightsWorld) -> None:
    token = opened()["token"]
    basket = Basket.objects.get()
    old = Signer(salt=BASKET_SALT).sign(str(basket.pk))
    assert send(f"{BASKETS}{old}/", method="get").json()["token"] == token
    assert read_number(Signer().sign(basket.pk)) == basket.pk


@pytest.mark.parametrize(
    "token", ["x", "1", "1:2", "a" * 32, "a" * 500, "%C3%A9", "AA==", "A" * 33]
)
def test_a_made_up_token_opens_nothing(world: RightsWorld, token: str) -> None:
    opened()
    assert_problem(send(f"{BASKETS}{token}", method="get"), 404, "not_found")
    assert read_number(token) is None


def test_a_cookie_is_no_token_and_a_token_no_cookie(world: RightsWorld) -> None:
    opened()
    basket = Basket.objects.select_related("market").get()
    name, value = basket_cookie(basket)
    assert read_number(value) == basket.pk
    assert basket_for_token(value) is None
    assert read_number(basket_token(basket)) is None
    browser = Client()
    browser.cookies[name] = value
    assert browser.get("/en-fr/basket/").wsgi_request.basket == basket  # type: ignore[attr-defined]
