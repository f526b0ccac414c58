"""The last five units and fifty buyers, over HTTP against a running shop."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.races.buyers import Buyer
from tools.testing import databases
from tools.testing.live_shop import LiveShop, live_shop

BUYERS, UNITS, SERVER_THREADS = 50, 5, 12
SKU = "MUG-FRA-1"
DEMO = [["migrate", "--verbosity", "0"], ["load_demo"]]

pytestmark = [pytest.mark.slow]


@pytest.fixture
def crowded(tmp_path: Path) -> LiveShop:
    """Run a shop with one process of many threads, so that they are counted together."""
    template = databases.ensure_template("demo", DEMO)
    with live_shop(
        tmp_path,
        template,
        name="live_crowd",
        WEB_WORKERS="1",
        WEB_THREADS=str(SERVER_THREADS),
        DATABASE_POOL_MAX=str(SERVER_THREADS),
    ) as shop:
        yield shop


def test_fifty_buyers_of_five_units_make_five_orders(crowded: LiveShop) -> None:
    """Five units are sold and paid, forty-five buyers get a clear message, nothing fails."""
    crowded.leave_in_stock(SKU, UNITS)
    buyers = [Buyer(crowded.url) for _ in range(BUYERS)]
    with ThreadPoolExecutor(BUYERS) as pool:
        assert set(pool.map(lambda buyer: buyer.fill_basket(SKU), buyers)) == {200}
        forms = list(pool.map(lambda buyer: buyer.open_checkout(), buyers))
        barrier = Barrier(BUYERS)
        answers = list(
            pool.map(lambda pair: pair[0].place(pair[1], barrier), zip(buyers, forms, strict=True))
        )
    placed = [answer for answer in answers if answer.status_code == 302]
    refused = [answer for answer in answers if answer.status_code == 422]
    assert (len(placed), len(refused)) == (UNITS, BUYERS - UNITS)
    assert all("Now sold out" in answer.text for answer in refused)
    assert all("/pay/" in answer.headers["Location"] for answer in placed)

    for (intent,) in crowded.query("select intent_id from payments_paymentattempt"):
        crowded.sandbox.control("POST", f"intents/{intent}/succeed", {})
    crowded.wait_until(
        "select count(*) = %s from order_order where status = 'PAID'", UNITS, seconds=30
    )
    assert crowded.query(
        "select distinct num_in_stock - num_allocated - num_held, num_held"
        " from partner_stockrecord where partner_sku = %s",
        SKU,
    ) == [(0, 0)]
    at_once = [int(n) for n in re.findall(r"at_once\D{0,3}(\d+)", crowded.log.read_text())]
    assert max(at_once) >= 2, "the placements never overlapped: the race was none"
    print(f"placements inside transaction 1 at once: up to {max(at_once)}")
    checked = crowded.manage("check_invariants")
    assert checked.returncode == 0, checked.stdout
