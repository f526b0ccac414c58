"""An order with a used gift card is not refunded whole: staff see why, and refund the rest."""

from decimal import Decimal

from shop.commerce.giftcards.models import GiftCardOffer, OrderedGiftCard
from shop.commerce.giftcards.purchases import WantedGiftCard, add_card
from shop.commerce.markets.models import Market
from shop.identity.accounts.models import User
from shop.orders.aftersales.refundable_rest import find_rest
from shop.orders.checkout.placement import begin_payment
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, basket_paid_by
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import basket_with, request_for, run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox


def held_order(world: RightsWorld, stripe: Sandbox, cause: str) -> HeldOrder:
    """Return a held order of a pin and two gift cards, of which the first one was used."""
    market = Market.objects.get(code="fr")
    GiftCardOffer.objects.update_or_create(
        market=market, defaults={"amounts": "25", "least": 10, "most": 200}
    )
    pin = world.product(sku=f"PIN-{cause}", stock=5)
    basket = basket_with(pin)
    for amount in (25, 30):
        add_card(basket=basket, card=WantedGiftCard(Decimal(amount)), at=database_now())
    order = begin_payment(request_for(basket, key=cause)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    used = OrderedGiftCard.objects.filter(order=order).order_by("pk")[0].gift_card
    assert used is not None
    begin_payment(request_for(basket_paid_by(used, pin), key=f"other-{cause}"))
    return HeldOrder.objects.create(order=order, cause=cause, denied=[])


def is_whole_but_for_the_used_card(stripe: Sandbox, order: Order) -> None:
    run_queued_jobs()
    order.refresh_from_db()
    used, unused = OrderedGiftCard.objects.filter(order=order).order_by("pk")
    assert (used.withdrawn_at, unused.withdrawn_at is None) == (None, False)
    assert unused.gift_card is not None
    assert balance(unused.gift_card) == 0
    assert order.refunded_incl_tax == order.total_incl_tax - 25
    sent = stripe.control("GET", "ledger")["refunds"]
    intent = attempt_of(order).intent_id
    back = sum(row["amount"] for row in sent if row["payment_intent"] == intent)
    assert back == order.refunded_incl_tax * 100
    assert units(order.lines.get().product)[2] == 1  # of the order that the card has paid
    assert [each.name for each in check_invariants() if not each.holds] == []


def test_a_review_refunds_all_but_the_used_card(world: RightsWorld, stripe: Sandbox) -> None:
    held = held_order(world, stripe, HeldOrder.Cause.FRAUD)
    rest = find_rest(held.order)
    assert rest is not None
    staff = signed_in(email="s@example.org", role="staff", is_staff=True, groups=("Refunds",))
    page = f"/dashboard/fraud/reviews/{held.pk}/"
    assert "it cannot be refunded as a whole" in staff.get(page).text
    refused = staff.post(page, {"decision": "REFUND", "note": "Stolen."})
    assert refused.status_code == 422
    assert f"Gift card •••• {rest.used[0]} of this order has been used" in refused.text
    staff.post(page, {"decision": "REST", "note": "Stolen."})
    held.refresh_from_db()
    assert held.decision == HeldOrder.Decision.REFUND
    is_whole_but_for_the_used_card(stripe, held.order)


def test_the_rights_desk_refunds_all_but_the_used_card(world: RightsWorld, stripe: Sandbox) -> None:
    held = held_order(world, stripe, HeldOrder.Cause.RIGHTS)
    client = signed_in(role=User.Role.BRAND, holder=RightsHolderFactory(kind="IOC"))
    page = "/rights/held-orders/"
    assert "it cannot be refunded as a whole" in client.get(page).text
    refused = client.post(f"{page}{held.pk}/", {"decision": "REFUND"}, follow=True)
    assert "A gift card of order" in refused.text
    client.post(f"{page}{held.pk}/", {"decision": "REST"})
    is_whole_but_for_the_used_card(stripe, held.order)
