"""Units that are exchanged more than once, each time at another price."""

from datetime import timedelta
from decimal import Decimal

from django.test import Client
from psycopg.types.range import TimestamptzRange

from catalog.models import Product
from shop.commerce.pricing.models import MarketPrice
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.payments.models import Dispute
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.returns.models import DifferenceRefund, ReturnCase
from shop.orders.returns.outcomes import quote_difference, refund_case, replace_case
from shop.orders.returns.replacements import AgreedPrice, other_sizes
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of
from tests.returns.conftest import (
    asked,
    broken,
    inspected,
    paid_back,
    policy,
    send_order,
    sent_order,
    work,
)
from tests.returns.sent_orders.test_price_differences import (
    exchanged,
    other_at,
    pay_difference,
    reason_of,
    replacement_of,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox


def price(product: Product, amount: str) -> None:
    MarketPrice.objects.filter(product=product).update(amount=Decimal(amount))


class Exchanging:
    """Exchanges units again and again, each time until the replacement has been sent."""

    def __init__(self, world: RightsWorld, clerk: User, stripe: Sandbox) -> None:
        self.world, self.clerk, self.stripe, self.number = world, clerk, stripe, 1

    def request(self, order: Order, count: int, *, pays: str = "0", gets: str = "0") -> ReturnCase:
        (other,) = other_sizes(order.lines.get())
        self.number += 1
        agreed = AgreedPrice(Decimal(pays), Decimal(gets))
        return exchanged(order, other, count, key=f"return-{self.number}", agreed=agreed)

    def exchange(self, order: Order, count: int, *, pays: str = "0", gets: str = "0") -> Order:
        case = self.request(order, count, pays=pays, gets=gets)
        if replacement_of(case).to_pay:
            pay_difference(self.stripe, case)
        inspected(case, self.clerk)
        replaced = replace_case(case, by_id=self.clerk.pk)
        work()
        assert broken() == []
        return send_order(self.world, replaced)

    def give_back(self, order: Order) -> ReturnCase:
        self.number += 1
        case = request_return(asked(order, key=f"return-{self.number}"))
        inspected(case, self.clerk)
        refund_case(case, by_id=self.clerk.pk)
        work()
        assert broken() == []
        return case


def test_every_difference_goes_back_to_the_payment_that_charged_it(
    order: Order, clerk: User, world: RightsWorld, stripe: Sandbox
) -> None:
    shop, medium = Exchanging(world, clerk, stripe), order.lines.get().product
    assert medium is not None
    large = other_at(order, "25.00")
    first = shop.exchange(order, 2, pays="10.00")
    other_at(first, "31.00")
    second = shop.exchange(first, 1, pays="6.00")
    price(medium, "22.00")
    price(large, "18.00")
    third = shop.exchange(second, 1, gets="4.00")
    assert [paid_back(each) for each in (order, first, second, third)] == [0, 0, 4, 0]
    # Nothing is left of the first difference of the other unit, and the rest is of its price.
    price(medium, "10.00")
    fourth = shop.exchange(first, 1, gets="9.62")
    assert [paid_back(each) for each in (order, first, second)] == [Decimal("4.62"), 5, 4]
    shop.give_back(third)
    assert [paid_back(each) for each in (order, first, second)] == [Decimal("24.62"), 10, 6]
    shop.give_back(fourth)
    refund_part(RefundRequest("way", order.number, {}, delivery=True, reason="r", by_id=clerk.pk))
    work()
    issue_due_documents()
    for each, paid in ((order, 45), (first, 10), (second, 6)):
        assert paid_back(each) == paid == each.total_incl_tax
        assert each.status == OrderState.REFUNDED
        invoice, *notes = each.tax_documents.order_by("pk")
        assert invoice.gross == sum(note.gross for note in notes) == paid
        earned = RoyaltyAccrual.objects.filter(order_line__order=each)
        assert sum(row.net for row in earned) == 0
    assert sum(row["amount"] for row in stripe.control("GET", "ledger")["refunds"]) == 1600
    assert broken() == []


def test_an_exchange_that_is_reversed_gives_its_price_back_after_a_partial_refund(
    order: Order, clerk: User, world: RightsWorld, stripe: Sandbox
) -> None:
    shop, line = Exchanging(world, clerk, stripe), order.lines.get()
    refund_part(
        RefundRequest("one", order.number, {line.pk: 1}, delivery=False, reason="r", by_id=clerk.pk)
    )
    other_at(order, "25.00")
    first = shop.exchange(order, 1, pays="5.00")
    case = shop.request(first, 1, gets="5.00")
    dispute = Dispute.objects.create(
        id="dp_1",
        attempt=attempt_of(first),
        status="needs_response",
        amount=5,
        currency="EUR",
        opened_at=database_now(),
    )
    inspected(case, clerk)
    assert reason_of(lambda: replace_case(case, by_id=clerk.pk)) == "disputed"
    Dispute.objects.filter(pk=dispute.pk).update(status="won")
    send_order(world, replace_case(case, by_id=clerk.pk))
    work()
    assert (paid_back(first), first.status) == (5, OrderState.REFUNDED)
    again = request_return(asked(replacement_of(case), key="again"))
    inspected(again, clerk)
    assert quote_difference(again) == 0
    refund_case(again, by_id=clerk.pk)
    work()
    assert [paid_back(each) for each in (order, first)] == [40, 5]
    assert DifferenceRefund.objects.get().units == 1
    assert broken() == []


def test_page_app_and_staff_offer_a_second_exchange_at_another_price(
    order: Order, clerk: User, world: RightsWorld, client: Client, stripe: Sandbox
) -> None:
    other_at(order, "25.00")
    first = Exchanging(world, clerk, stripe).exchange(order, 1, pays="5.00")
    address = f"/api/v1/orders/{order_token(first)}/returns"
    (item,) = client.get(address).json()["items"]
    assert [size["difference"] for size in item["exchange_for"]] == ["-5.00"]
    page = client.get(f"/en-fr/order/{order_token(first)}/return/").text
    assert "(−€5.00)" in page or "(-€5.00)" in page
    groups = ("Customer service",)
    staff = signed_in(email="s@example.org", role="staff", is_staff=True, groups=groups)
    line = first.lines.get()
    (medium,) = other_sizes(line)
    form = {
        "key": "3f0f0f8e-45a0-4c0e-9a5f-7d3f2f6a1b11",
        "kind": "EXCHANGE",
        "reason": "TOO_LARGE",
        f"line_{line.pk}": "1",
        f"exchange_{line.pk}": medium.sku,
        "agreed_pay": "0.00",
        "agreed_back": "5.00",
    }
    staff.post(f"/dashboard/orders/{first.number}/return/", form)
    assert ReturnCase.objects.latest("pk").lines.get().reduction == 5
    assert broken() == []


def test_two_sizes_that_became_one_come_back_and_a_free_size_is_kept(
    world: RightsWorld, clerk: User, client: Client, stripe: Sandbox
) -> None:
    parent = world.product(sku="TEE", sizes=("S", "M", "L", "XL"))
    small, medium, large, huge = parent.children.order_by("pk")
    order = sent_order(world, small, medium, large, quantity=1)
    policy(order)
    price(parent, "20.00")
    since = TimestamptzRange(database_now() - timedelta(days=1), None)
    MarketPrice.objects.create(product=huge, market=order.market, amount=25, valid=since)
    lines = list(order.lines.order_by("pk"))
    sizes = dict(zip([line.pk for line in lines], (huge, huge, small), strict=True))
    request = asked(
        order,
        key="all",
        reason="TOO_SMALL",
        units=dict.fromkeys(sizes, 1),
        exchange=sizes,
        agreed=AgreedPrice(to_pay=Decimal("10.00")),
    )
    case = request_return(request)
    pay_difference(stripe, case)
    inspected(case, clerk)
    replaced = send_order(world, replace_case(case, by_id=clerk.pk))
    page = client.get(f"/en-fr/order/{order_token(order)}/").text
    assert f"/order/{order_token(replaced)}/" in page
    dear = replaced.lines.get(product=huge)
    free = replaced.lines.get(product=small)
    for number, line in enumerate((dear, dear, free)):
        back = request_return(asked(replaced, key=f"back-{number}", units={line.pk: 1}))
        inspected(back, clerk)
        refund_case(back, by_id=clerk.pk)
        work()
        assert broken() == []
    assert [line.refunded_units for line in order.lines.all()] == [1, 1, 1]
    assert (paid_back(replaced), paid_back(order)) == (10, 60)
