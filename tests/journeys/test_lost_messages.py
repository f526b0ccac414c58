"""A paid order is confirmed once, with one mail, whatever message is lost."""

import re
from collections.abc import Iterator

import pytest

from tests.races.buyers import Buyer
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SKU = "KEYRING-FRA-1"
STATUS = "select status = 'PAID' from order_order where number = %s"
SENT = (
    "select sent_at is not null from ordering_outgoingmessage c"
    " join order_order o on o.id = c.order_id where c.kind = 'CONFIRMATION' and o.number = %s"
)


@pytest.fixture
def calm(live: LiveShop) -> Iterator[LiveShop]:
    """Leave the sandbox without faults for the next test."""
    live.restock(SKU, 5)
    yield live
    live.sandbox.control("DELETE", "faults")


class Order:
    """An order that waits for payment, placed over HTTP; the browser is closed afterwards."""

    def __init__(self, live: LiveShop) -> None:
        self.live, self.buyer = live, Buyer(live.url)
        self.buyer.fill_basket(SKU)
        answer = self.buyer.place(self.buyer.open_checkout())
        assert answer.status_code == 302
        self.pay_path = answer.headers["Location"]
        self.number, self.intent, self.attempt = live.query(
            "select o.number, a.intent_id, a.id from payments_paymentattempt a"
            " join order_order o on o.id = a.order_id order by a.id desc limit 1"
        )[0]

    def pay(self) -> None:
        """Confirm the payment at Stripe."""
        self.live.sandbox.control("POST", f"intents/{self.intent}/succeed", {})

    def come_back(self) -> str:
        """Open the return page, as the browser does after paying."""
        page = self.buyer.session.get(f"{self.live.url}{self.pay_path}return/", timeout=30)
        return page.text

    def mails(self) -> int:
        """Count the mails about it."""
        return sum(self.number in mail for mail in self.live.sent_mails())


def test_the_browser_closed_after_paying_the_webhook_alone_pays_the_order(calm: LiveShop) -> None:
    order = Order(calm)
    order.pay()
    calm.wait_until(STATUS, order.number)
    calm.wait_until(SENT, order.number)
    assert order.mails() == 1


def test_with_webhooks_lost_the_reconciler_alone_pays_the_order(calm: LiveShop) -> None:
    calm.sandbox.control("POST", "faults", {"action": "lose", "match": {"type": "."}})
    order = Order(calm)
    order.pay()
    assert calm.query(STATUS, order.number) == [(False,)]
    calm.execute(
        "update payments_paymentattempt set created_at = created_at - interval '2 minutes'"
        " where id = %s",
        order.attempt,
    )
    assert calm.manage("reconcile_payments").returncode == 0
    assert calm.query(STATUS, order.number) == [(True,)]
    calm.wait_until(SENT, order.number)
    assert order.mails() == 1


def test_the_webhook_after_the_return_page_changes_nothing_more(calm: LiveShop) -> None:
    calm.sandbox.control("POST", "faults", {"action": "hold"})
    order = Order(calm)
    order.pay()
    assert "Thank you" in order.come_back()
    assert calm.query(STATUS, order.number) == [(True,)]
    calm.sandbox.control("POST", "deliveries/release", {})
    calm.wait_until(
        "select handled_at is not null from payments_stripeevent"
        " where intent_id = %s and type = 'payment_intent.succeeded'",
        order.intent,
    )
    calm.wait_until(SENT, order.number)
    assert order.mails() == 1


def test_the_webhook_twice_and_before_the_return_page_is_one_order_and_one_mail(
    calm: LiveShop,
) -> None:
    calm.sandbox.control("POST", "faults", {"action": "duplicate"})
    order = Order(calm)
    order.pay()
    calm.wait_until(STATUS, order.number)
    assert "Thank you" in order.come_back()
    calm.wait_until(SENT, order.number)
    assert order.mails() == 1
    assert calm.query("select count(*) from order_order where number = %s", order.number) == [(1,)]


def test_a_forged_order_link_and_another_persons_line_do_not_exist(calm: LiveShop) -> None:
    order = Order(calm)
    token = re.search(r"/pay/([^/]+)/", order.pay_path)[1]
    stranger = Buyer(calm.url)
    forged = f"{calm.url}/en-fr/order/{token[:-2]}xx/"
    assert stranger.session.get(forged, timeout=30).status_code == 404
    order.buyer.fill_basket("MUG-ITA-1")
    (line,) = calm.query("select max(id) from basket_line")[0]
    stranger.fill_basket("MUG-GER-1")
    page = stranger.session.get(f"{calm.url}/en-fr/basket/", timeout=30).text
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    answer = stranger.post(
        f"/en-fr/basket/line/{line}/", {"csrfmiddlewaretoken": csrf, "remove": "1"}
    )
    assert answer.status_code == 404
    assert calm.query("select count(*) from basket_line where id = %s", line) == [(1,)]


def test_a_basket_moved_between_markets_never_mixes_currencies(calm: LiveShop) -> None:
    buyer = Buyer(calm.url)
    calm.restock("MUG-JPN-1", 5)
    buyer.fill_basket("MUG-JPN-1", quantity=2)
    euros = buyer.session.get(f"{calm.url}/en-fr/basket/", timeout=30).text
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', euros)[1]
    moved = buyer.post("/en-fr/basket/move/", {"csrfmiddlewaretoken": csrf, "ship_to": "JP"})
    assert moved.url.endswith("/en-jp/basket/")
    assert "¥" in moved.text
    assert "€" not in moved.text
    assert "empty" in buyer.session.get(f"{calm.url}/en-fr/basket/", timeout=30).text
    assert calm.query(
        "select count(*) from basket_line l join basket_basket b on b.id = l.basket_id"
        " join markets_market m on m.id = b.market_id where l.price_currency <> m.currency"
    ) == [(0,)]
