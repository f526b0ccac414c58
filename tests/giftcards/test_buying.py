"""Gift cards that buyers order: from the page to the mail, the books, and back."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db.models import Sum
from django.test import Client

from catalog.models import Product
from shop.commerce.giftcards.errors import GiftCardNotSold, GiftCardRefused
from shop.commerce.giftcards.models import GiftCard, GiftCardOffer, OrderedGiftCard
from shop.commerce.giftcards.purchases import WantedGiftCard, add_card
from shop.commerce.giftcards.services import disable_gift_card
from shop.commerce.markets.models import Market
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.invoices.models import TaxDocument
from shop.finance.invoices.tax_reports import tax_report
from shop.finance.ledger.models import Entry
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.models import Dispute
from shop.identity.notices.models import Notice
from shop.orders.aftersales.bought_cards import send_due_cards, withdraw_card
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.staff_queries import sales_since
from shop.orders.checkout.baskets import use_gift_card
from shop.orders.checkout.placement import begin_payment
from shop.orders.errors import CardNotWithdrawable
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import basket_paid_by, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import (
    basket_with,
    destination,
    request_for,
    run_queued_jobs,
)
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, Product]
TODAY = database_now


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with one product and gift cards from 10 to 200 euros in France."""

    def build(world: RightsWorld) -> Built:
        GiftCardOffer.objects.create(
            market=Market.objects.get(code="fr"), amounts="25 50", least=10, most=200
        )
        return world, world.product()

    return build_once(build)


@pytest.fixture
def product(built: Built, db: None) -> Product:
    return deepcopy(built[1])


def broken() -> list[str]:
    return [f"{each.name}: {each.detail}" for each in check_invariants() if not each.holds]


def basket_of(*cards: WantedGiftCard, product: Product | None = None) -> Basket:
    """Return a guest's basket with cards, and a product if one is given."""
    there = destination()
    basket = basket_with(product) if product else Basket(market=there.market, ship_to_id="FR")
    for card in cards:
        add_card(basket=basket, card=card, at=there.at)
    return basket


def place(basket: Basket, *, key: str = "key-1") -> Order:
    alone = {} if basket.lines.exists() else {"delivery_code": "", "address": {}}
    return begin_payment(request_for(basket, key=key, **alone)).order


def paid(stripe: Sandbox, basket: Basket, *, key: str = "key-1") -> Order:
    """Order and pay a basket; the jobs of the order have run."""
    order = place(basket, key=key)
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    return order


def balances(order: Order) -> dict[str, int]:
    rows = Entry.objects.filter(journal__order=order).values_list("account")
    return {account: total for account, total in rows.annotate(total=Sum("amount")) if total}


def card_of(order: Order) -> OrderedGiftCard:
    return OrderedGiftCard.objects.select_related("gift_card").get(order=order)


def give(**fields: object) -> WantedGiftCard:
    return WantedGiftCard(Decimal("50.00"), **fields)  # type: ignore[arg-type]


def test_a_card_is_chosen_paid_and_mailed_without_an_address(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    page = "/en-fr/basket/gift-cards/"
    assert "€25.00" in client.get(page).text
    typed = {
        "amount": "other",
        "other": "60,50",
        "recipient": "eve@example.org",
        "sender_name": "Ada",
        "message": "Happy birthday <b>",
    }
    refused = client.post(page, typed | {"other": "9.99", "recipient": "eve"})
    assert "email address" in refused.context["form"].errors["recipient"]
    assert "€10.00 to €200.00" in client.post(page, typed | {"other": "200.01"}).text
    assert client.post(page, typed).status_code == 302
    basket = client.get("/en-fr/basket/").text
    assert "€60.50" in basket
    assert "Deliver to" not in basket
    checkout = client.get("/en-fr/checkout/").text
    assert "Delivery address" not in checkout
    form = {"key": "0" * 36, "email": "ada@example.org", "only_cards": "1", "expected_": "6050"}
    answer = client.post("/en-fr/checkout/", form)
    order = Order.objects.get()
    assert order_token(order) in answer["Location"]
    assert "Delivery to</h3>" not in client.get(answer["Location"]).text
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    settle_payment(attempt_of(order).pk)  # webhook and return page
    mail.outbox.clear()
    run_queued_jobs()
    card = GiftCard.objects.get()
    assert (card.balance, card.purpose, card.recipient) == (60.5, "BOUGHT", "eve@example.org")
    to_eve = next(sent for sent in mail.outbox if sent.to == ["eve@example.org"])
    assert "From Ada" in to_eve.body
    assert "Happy birthday <b>" in to_eve.body
    assert str(card)[-4:] in to_eve.body
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED
    shown = client.get(f"/en-fr/order/{order_token(order)}/")
    assert "Your gift cards have been emailed" in shown.text
    assert "Return this gift card" in shown.text
    assert balances(order) == {"STRIPE": 6050, "GIFT_CARDS": -6050}
    assert broken() == []


def test_a_mixed_order_has_its_goods_taxed_and_its_card_untaxed(
    product: Product, stripe: Sandbox
) -> None:
    order = paid(stripe, basket_of(give(), product=product))
    # 20 EUR with 20 % and 5 EUR delivery with 20 %, and 50 EUR without tax, in cents.
    assert balances(order) == {
        "STRIPE": 7500, "GIFT_CARDS": -5000, "SALES": -1667, "SHIPPING": -417, "TAX": -416
    }  # fmt: skip
    assert order.status == OrderState.PAID
    issue_due_documents()
    invoice = TaxDocument.objects.get(order=order)
    assert [(line.kind, line.net, line.tax) for line in invoice.lines.all()] == [
        ("GOODS", Decimal("16.67"), Decimal("3.33")),
        ("DELIVERY", Decimal("4.17"), Decimal("0.83")),
        ("GIFTCARD", Decimal("50.00"), Decimal("0.00")),
    ]
    day = invoice.issue_date
    assert [row.net for row in tax_report(day, day)] == [Decimal("20.84")]
    assert [row.total for row in sales_since(order.date_placed)] == [Decimal("25.00")]
    assert broken() == []


def test_goods_and_card_of_an_order_are_refunded_each_by_itself(
    product: Product, stripe: Sandbox
) -> None:
    order = paid(stripe, basket_of(give(), give(), product=product))
    line = order.lines.get()
    goods = RefundRequest("part", order.number, {line.pk: 1}, True, "Broken", UserFactory().pk)
    assert refund_part(goods).amount == Decimal("25.00")
    order.refresh_from_db()
    assert order.status in {OrderState.PAID, OrderState.FULFILLED}
    first, second = OrderedGiftCard.objects.filter(order=order).order_by("pk")
    refund = withdraw_card(order_number=order.number, public_id=second.public_id)
    assert withdraw_card(order_number=order.number, public_id=second.public_id) == refund
    run_queued_jobs()
    issue_due_documents()
    notes = TaxDocument.objects.filter(kind="CREDIT_NOTE").order_by("pk")
    assert [[(row.kind, row.sku, row.gross) for row in note.lines.all()] for note in notes] == [
        [("GOODS", "PIN-1", Decimal("20.00")), ("DELIVERY", "", Decimal("5.00"))],
        [("GIFTCARD", "GIFT-CARD-2", Decimal("50.00"))],
    ]
    withdraw_card(order_number=order.number, public_id=first.public_id)
    run_queued_jobs()
    issue_due_documents()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert balances(order) == {}
    assert broken() == []


def test_a_refund_at_stripe_of_a_card_is_explained_until_staff_withdraw_the_card(
    product: Product, stripe: Sandbox
) -> None:
    order = paid(stripe, basket_of(give()))
    intent = attempt_of(order).intent_id
    stripe.control("POST", f"intents/{intent}/refund", {"amount": 5000})
    deliver_events(stripe, "charge.refund", "refund.")
    assert Notice.objects.filter(code="refund.unexplained").count() == 0
    (difference,) = reconcile_balance(in_flight=timedelta(0)).differences
    assert f"paid gift cards of order {order.number}" in str(difference)
    staff = signed_in(email="r@example.org", role="staff", is_staff=True, groups=("Refunds",))
    page = f"/dashboard/orders/{order.number}/"
    assert "Withdraw a gift card" in staff.get(page).text
    form = {"card": "", "reason": "Refunded at Stripe"}
    assert "Choose a gift card" in staff.post(f"{page}gift-card/", form).text
    form["card"] = str(card_of(order).public_id)
    done = staff.post(f"{page}gift-card/", form, follow=True)
    assert "Gift card withdrawn. Refund of €50.00" in done.text
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert reconcile_balance(in_flight=timedelta(0)).differences == ()
    assert "No gift card of this order is unused." in staff.get(f"{page}gift-card/").text
    assert broken() == []


def test_a_used_late_held_or_disputed_card_stays(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    order = paid(stripe, basket_of(give()))
    ordered = card_of(order)
    page = f"/en-fr/order/{order_token(order)}/"

    def reason() -> str:
        with pytest.raises(CardNotWithdrawable) as refused:
            withdraw_card(order_number=order.number, public_id=ordered.public_id)
        return str(refused.value.data["reason"])

    dispute = Dispute.objects.create(
        id="dp_1",
        attempt=attempt_of(order),
        status="needs_response",
        amount=50,
        currency="EUR",
        opened_at=order.date_placed,
    )
    assert reason() == "disputed"
    dispute.delete()
    GiftCard.objects.update(issued_at=database_now() - timedelta(days=14))
    assert reason() == "late"
    GiftCard.objects.update(issued_at=database_now())
    begin_payment(request_for(basket_paid_by(ordered.gift_card, product), key="key-2"))
    assert reason() == "used"
    assert "Return this gift card" not in client.get(page).text
    answer = client.post(f"{page}gift-card/", {"card": str(ordered.public_id)}, follow=True)
    assert "has been used" in answer.text
    assert broken() == []


def test_a_withdrawn_card_pays_no_order_that_is_being_placed(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    order = paid(stripe, basket_of(give()))
    ordered = card_of(order)
    buying = request_for(basket_paid_by(ordered.gift_card, product), key="key-2")
    token = order_token(order)
    page = f"/en-fr/order/{token}/"
    client.post(f"{page}gift-card/", {"card": str(ordered.public_id)})
    order.refresh_from_db()
    assert order.status == OrderState.REFUND_DUE
    with pytest.raises(Exception, match="quote_changed"):
        begin_payment(buying)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken() == []


def test_a_card_waits_for_its_day_and_for_the_end_of_a_dispute(
    product: Product, stripe: Sandbox
) -> None:
    later = (database_now() + timedelta(days=3)).date()
    order = paid(stripe, basket_of(give(recipient="eve@example.org", send_on=later)))
    assert order.status == OrderState.PAID
    assert GiftCard.objects.get().mailed_at is None
    OrderedGiftCard.objects.update(send_at=database_now())
    dispute = Dispute.objects.create(
        id="dp_1",
        attempt=attempt_of(order),
        status="needs_response",
        amount=50,
        currency="EUR",
        opened_at=order.date_placed,
    )
    assert send_due_cards() == 0
    dispute.delete()
    assert send_due_cards() == 1
    assert send_due_cards() == 0
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED


def test_no_card_is_bought_with_a_card_or_beyond_the_offer(
    product: Product, stripe: Sandbox
) -> None:
    other = make_gift_card()
    basket = basket_of(give(), product=product)
    with pytest.raises(GiftCardRefused) as refused:
        use_gift_card(basket=basket, text=other.code, destination=destination(), address="::1")
    assert refused.value.data["reason"] == "buys_cards"
    basket = basket_paid_by(other.card, product)
    add_card(basket=basket, card=give(), at=database_now())
    order = place(basket)
    assert (order.gift_card_amount, order.to_pay) == (0, Decimal("75.00"))
    late = (database_now() + timedelta(days=400)).date()
    for card, reason in (
        (WantedGiftCard(Decimal("9.99")), "amount"),
        (WantedGiftCard(Decimal("50.001")), "amount"),
        (give(message="x" * 301), "message"),
        (give(send_on=late), "date"),
    ):
        with pytest.raises(GiftCardNotSold) as not_sold:
            basket_of(card)
        assert not_sold.value.data["reason"] == reason
    waiting = basket_of(give())
    GiftCardOffer.objects.update(is_offered=False)
    with pytest.raises(GiftCardNotSold):
        place(waiting, key="key-2")
    assert broken() == []


def test_a_payment_after_the_end_issues_the_card_and_an_unpaid_order_has_none(
    product: Product, stripe: Sandbox
) -> None:
    order = place(basket_of(give()))
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    sweep_expired_orders()
    order.refresh_from_db()
    assert order.status == OrderState.EXPIRED
    assert not GiftCard.objects.exists()
    assert broken() == []


def test_staff_block_a_card_and_send_a_new_code(product: Product, stripe: Sandbox) -> None:
    from tests.dashboard.conftest import staff_with

    paid(stripe, basket_of(give(recipient="evw@example.org")))
    card = GiftCard.objects.get()
    clerk = staff_with("giftcards.view_giftcard", "giftcards.change_giftcard")
    page = f"/dashboard/gift-cards/{card.public_id}/"
    clerk.post(f"{page}send/", {"recipient": "eve@example.org"})
    mail.outbox.clear()
    run_queued_jobs()
    assert [sent.to for sent in mail.outbox] == [["eve@example.org"]]
    renewed = GiftCard.objects.get()
    assert renewed.code_hash != card.code_hash
    assert renewed.last4 in mail.outbox[0].body
    assert "Bought in the store" in clerk.get(page).text
    disable_gift_card(card=renewed, reason="Fraud", by_id=UserFactory().pk)
    assert (
        "This card is disabled"
        in clerk.post(f"{page}send/", {"recipient": "eve@example.org"}, follow=True).text
    )
    assert broken() == []
