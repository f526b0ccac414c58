"""The last use of a budget and of a code, taken by several orders at once."""

from functools import partial

import pytest

from shop.commerce.promotions.models import PromotionBudget
from shop.commerce.vouchers.errors import VoucherRefused
from shop.orders.checkout.order_request import PlacedOrder
from shop.orders.checkout.placement import place_order
from shop.oscar.offers import Voucher
from tests.races.moments import Moment, in_the_middle
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import request_for, units
from tools.testing.factories.promotions import make_promotion
from tools.testing.factories.vouchers import basket_using


@pytest.mark.parametrize(
    ("fields", "code", "reason"),
    [
        ({"most_uses": 1}, "", "promotion_used_up"),
        ({"most_amount": 3}, "HELLO", "used_up"),
        ({"usage": Voucher.SINGLE_USE}, "HELLO", "used_up"),
        ({"usage": Voucher.ONCE_PER_CUSTOMER}, "HELLO", "used_by_you"),
    ],
)
def test_the_last_use_goes_to_the_first_of_two_orders(
    committed_world: RightsWorld, fields: dict[str, object], code: str, reason: str
) -> None:
    offer = make_promotion("Hello", code=code, **fields)
    product = committed_world.product(stock=10)
    first, second = [
        partial(place_order, request_for(basket_using(code, product), key=f"key-{n}"))
        for n in range(2)
    ]
    won, lost = in_the_middle(first, Moment("update promotions_promotionbudget"), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, VoucherRefused)
    assert lost.data["reason"] == reason
    assert units(product) == (10, 1, 0)
    assert PromotionBudget.objects.get(offer=offer).uses == 1
    assert broken_rules() == []
