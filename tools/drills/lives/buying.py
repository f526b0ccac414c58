"""Rules of buying: place an order, pay it by card and gift card, let it expire, give it up."""

from contextlib import suppress
from datetime import timedelta
from urllib.error import HTTPError

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.placement import begin_payment, open_intent
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.payment.expiry import expire_order
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tools.drills.lives.base import PICK
from tools.drills.lives.sending import Sending
from tools.drills.lives.shop import PLACES
from tools.testing.factories.orders import ADDRESS, basket_with, request_for

CODES = ("", "", "TENTH", "SPRING")
TENDERS = ("", "", "31", "100000")
MOST_OPEN = 3
CHOICE = st.integers(0, 5)


class Buying(Sending):
    """A buyer and the bank."""

    @initialize(
        place=st.sampled_from(PLACES), articles=st.sets(CHOICE, min_size=1, max_size=3),
        units=st.integers(1, 3), code=st.sampled_from(CODES), tender=st.sampled_from(TENDERS),
        is_sent=st.booleans(),
    )  # fmt: skip
    def buy_first(
        self,
        place: tuple[str, str, str],
        articles: set[int],
        units: int,
        code: str,
        tender: str,
        is_sent: bool,  # noqa: FBT001
    ) -> None:
        """Begin with a paid order, which is often sent, so that most steps can do something."""
        with self.step("buy"):
            order = self._place(place, articles, units, code, tender)
            if order.to_pay:
                self._pay(order, "succeed")
            self.work()
        for some in range(1, len(self.shop.licensees) + 1) if is_sent else ():
            self.ship(pick=0, some=some + 1)

    @precondition(lambda self: self.facts["sold"] + self.facts["unpaid"] < MOST_OPEN)
    @rule(
        place=st.sampled_from(PLACES), articles=st.sets(CHOICE, min_size=1, max_size=2),
        units=st.integers(1, 2), code=st.sampled_from(CODES), tender=st.sampled_from(TENDERS),
    )  # fmt: skip
    def buy(
        self, place: tuple[str, str, str], articles: set[int], units: int, code: str, tender: str
    ) -> None:
        """Place another order."""
        with self.step("buy"):
            self._place(place, articles, units, code, tender)

    @precondition(lambda self: self.facts["unpaid"])
    @rule(pick=PICK, action=st.sampled_from(["succeed", "succeed", "succeed", "fail", "expire"]))
    def pay(self, pick: int, action: str) -> None:
        """Pay an order by card, or have the card refused."""
        order = self.pick_order(pick, status=OrderState.PENDING)
        if order is not None:
            with self.step(f"pay: {action}"):
                self._pay(order, action)

    @precondition(lambda self: self.facts["unpaid"])
    @rule(pick=PICK)
    def run_out_of_time(self, pick: int) -> None:
        """Let the reservation of an unpaid order end."""
        order = self.pick_order(pick, status=OrderState.PENDING)
        if order is not None:
            with self.step("expire"):
                ended = database_now() - timedelta(minutes=1)
                Order.objects.filter(pk=order.pk).update(hold_expires_at=ended)
                order.refresh_from_db()
                expire_order(order)

    @precondition(lambda self: self.facts["unpaid"])
    @rule(pick=PICK)
    def give_up(self, pick: int) -> None:
        """Cancel an order as its buyer, unpaid or not."""
        order = self.pick_order(pick)
        if order is not None:
            with self.step("give up"):
                cancel_unpaid_order(order=order)

    def _place(
        self, place: tuple[str, str, str], articles: set[int], units: int, code: str, tender: str
    ) -> Order:
        market, territory, currency = place
        chosen = [self.shop.articles[each] for each in sorted(articles)]
        where = {"market": market, "territory": territory}
        basket = basket_with(*chosen, quantity=units, **where)
        card = self.shop.cards.get((currency, tender))
        Basket.objects.filter(pk=basket.pk).update(voucher_code=code, gift_card=card)
        basket.refresh_from_db()
        address = ADDRESS | ({"state": "Montana", "postcode": "59001"} if market == "us" else {})
        placed = begin_payment(request_for(basket, key=self.key(), address=address, **where))
        placed.order.refresh_from_db()
        return placed.order

    def _pay(self, order: Order, action: str) -> None:
        attempt = PaymentAttempt.objects.filter(order=order).order_by("-pk").first()
        if attempt is not None and attempt.state == PaymentAttempt.State.NEW:
            open_intent(order, attempt)  # the difference of an exchange
        if attempt is not None and attempt.intent_id:
            with suppress(HTTPError):  # it has ended at the provider already
                self.shop.sandbox.control("POST", f"intents/{attempt.intent_id}/{action}", {})
            settle_payment(attempt.pk)
