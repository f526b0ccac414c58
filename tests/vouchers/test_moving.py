"""A voucher goes along when a basket moves to another market, or the page says why it cannot."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.oscar.basket.models import Basket
from tools.testing.factories.catalog import Shop
from tools.testing.factories.vouchers import make_voucher


@pytest.mark.parametrize(
    ("voucher", "usable"),
    [
        ({"percent": Decimal("33.33")}, True),
        ({"percent": None, "amount": Decimal("3.00"), "currency": "GBP"}, False),
    ],
)
def test_a_voucher_moves_with_the_basket_or_is_explained(
    shop: Shop, client: Client, voucher: dict[str, object], *, usable: bool
) -> None:
    make_voucher("MOVES", **voucher)
    product = shop.product(sku="MUG")
    client.post("/en-gb/basket/add/", {"sku": product.sku, "quantity": "1"})
    client.post("/en-gb/basket/voucher/", {"code": "MOVES"})
    assert Basket.objects.get().voucher_code == "MOVES"
    page = client.post("/en-gb/basket/move/", {"ship_to": "FR"}, follow=True)
    moved = Basket.objects.get(market__code="fr")
    assert moved.voucher_code == "MOVES"
    assert "MOVES" in page.text
    assert ("−" in page.text) is usable
    assert ("field-error" in page.text) is not usable
