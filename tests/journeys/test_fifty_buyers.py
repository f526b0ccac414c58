"""The last five units and fifty buyers, over HTTP against a running shop."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.races.buyers import Buyer
from tools.testing.live_shop import LiveShop

BUYERS, UNITS = 50, 5
SKU = "MUG-PARIS2024-1"  # of which no other test has orders
EMAIL = "crowd@example.org"

pytestmark = [pytest.mark.slow]


def test_fifty_buyers_of_five_units_make_five_orders(live: LiveShop) -> None:
    """Five units are sold and paid, forty-five buyers get a clear message, nothing fails."""
    live.leave_in_stock(SKU, UNITS)
    log_before = len(live.log.read_text())
    buyers = [Buyer(live.url) for _ in range(BUYERS)]
    with ThreadPoolExecutor(BUYERS) as pool:
        filled = pool.map(lambda buyer: buyer.fill_basket(SKU, follow=False), buyers)
        assert set(filled) == {302}
        forms = list(pool.map(lambda buyer: buyer.open_checkout(email=EMAIL), buyers))
        barrier = Barrier(BUYERS)
        answers = list(
            pool.map(lambda pair: pair[0].place(pair[1], barrier), zip(buyers, forms, strict=True))
        )
    placed = [answer for answer in answers if answer.status_code == 302]
    refused = [answer for answer in answers if answer.status_code == 422]
    assert (len(placed), len(refused)) == (UNITS, BUYERS - UNITS)
    assert all("Now sold out" in answer.text for answer in refused)
    assert all("/pay/" in answer.headers["Location"] for answer in placed)

    for (intent,) in live.query(
        "select a.intent_id from payments_paymentattempt a"
        " join order_order o on o.id = a.order_id where o.guest_email = %s",
        EMAIL,
    ):
        live.sandbox.control("POST", f"intents/{intent}/succeed", {})
    live.wait_until(
        "select count(*) = %s from order_order where status = 'PAID' and guest_email = %s",
        UNITS,
        EMAIL,
        seconds=30,
    )
    assert live.query(
        "select distinct num_in_stock - num_allocated - num_held, num_held"
        " from partner_stockrecord where partner_sku = %s",
        SKU,
    ) == [(0, 0)]
    at_once = [
        int(n) for n in re.findall(r"at_once\D{0,3}(\d+)", live.log.read_text()[log_before:])
    ]
    assert max(at_once) >= 2, "the placements never overlapped: the race was none"
    print(f"placements inside transaction 1 at once: up to {max(at_once)}")
    checked = live.manage("check_invariants")
    assert checked.returncode == 0, checked.stdout
