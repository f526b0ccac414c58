"""Money, stock, limits, royalties and states stay consistent after any sequence of events.

Each seed is one order and a sequence of withdrawals, returns, exchanges, claims, inspections, their
outcomes, refunds by staff and shipments. RETURN_STORIES and RETURN_STEPS make a drill of it.
"""

import os
import random
from contextlib import suppress
from decimal import Decimal
from uuid import UUID

import pytest

from shop.commerce.inventory.errors import NotReserved, OutOfStock
from shop.identity.accounts.models import User
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.shipments import (
    ShipmentRequest,
    lines_to_pack,
    ready_to_send,
    ship_lines,
)
from shop.orders.errors import (
    NotSellable,
    OrderHeld,
    OrderStateConflict,
    RefundRefused,
    ShipmentRefused,
)
from shop.orders.models import HeldOrder
from shop.orders.returns.errors import ReturnRefused, ReturnStateConflict
from shop.orders.returns.inspections import Finding, inspect_units, mark_in_transit, receive_parcel
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import approve_case, refund_case, reject_case, replace_case
from shop.orders.returns.replacements import other_sizes
from shop.orders.returns.requests import (
    ReturnRequest,
    Withdrawal,
    cancel_request,
    request_return,
    withdraw,
)
from shop.oscar.order.models import Order
from tests.returns.conftest import broken, paid_order, policy, work
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

SEEDS = int(os.environ.get("RETURN_STORIES", "2"))
STEPS = int(os.environ.get("RETURN_STEPS", "12"))
REFUSALS = (
    ReturnRefused,
    ReturnStateConflict,
    RefundRefused,
    OrderStateConflict,
    ShipmentRefused,
    OrderHeld,
    OutOfStock,
    NotSellable,
    NotReserved,
)
GRADES = (
    ("NEW", "RESTOCK"),
    ("NEW", "RESTOCK"),
    ("OPENED", "QUARANTINE"),
    ("USED", "WRITE_OFF"),
    ("MISSING", "NONE"),
)
REASONS = ("TOO_SMALL", "CHANGED_MIND", "DEFECTIVE", "DAMAGED", "NOT_ARRIVED")


class Story:
    """One order and what happens to it and to its replacements, all drawn from one seed."""

    def __init__(self, world: RightsWorld, seed: int) -> None:
        self.dice, self.shop = random.Random(seed), world
        self.clerk: User = UserFactory(role=User.Role.STAFF, is_staff=True)
        tee = world.product(sku="TEE", stock=4, sizes=("M", "L"), limit_per_person=9)
        pin = world.product(sku="PIN", stock=9)
        market, territory = self.dice.choice([("fr", "FR"), ("us", "US")])
        self.first = paid_order(
            world,
            tee.children.get(size="M"),
            pin,
            quantity=self.dice.randint(1, 3),
            market=market,
            territory=territory,
        )
        policy(self.first, self.dice.choice([30, 0]))

    def key(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128)))

    def any_order(self) -> Order:
        return self.dice.choice(list(Order.objects.order_by("pk")))

    def units(self, order: Order) -> dict[int, int]:
        lines = list(order.lines.order_by("pk"))
        return {line.pk: self.dice.randint(0, line.quantity) for line in lines}

    def ship(self) -> None:
        order = self.any_order()
        ready = ready_to_send(lines_to_pack(self.shop.licensee).filter(order=order))
        if chosen := [line.pk for line in ready if self.dice.random() < 0.8]:
            parcel = ShipmentRequest(order.number, chosen, "other")
            ship_lines(request=parcel, licensee=self.shop.licensee, by_id=self.clerk.pk)

    def withdraw(self) -> None:
        order = self.any_order()
        units = self.units(order) if self.dice.random() < 0.5 else {}
        withdraw(Withdrawal(self.key(), order.pk, "Ada", order.guest_email, units))

    def request(self) -> None:
        order, by_staff = self.any_order(), self.dice.random() < 0.3
        units = {pk: count for pk, count in self.units(order).items() if count}
        exchange = {}
        for line in order.lines.filter(pk__in=units):
            sizes = other_sizes(line)
            if sizes and self.dice.random() < 0.5:
                exchange[line.pk] = sizes[0]
        request_return(
            ReturnRequest(
                key=self.key(),
                order_id=order.pk,
                email=order.guest_email,
                units=units,
                reason=self.dice.choice(REASONS),
                exchange=exchange,
                kind="REFUSED" if by_staff else "",
                by_id=self.clerk.pk if by_staff else None,
            )
        )

    def advance(self) -> None:
        cases = list(ReturnCase.objects.filter(ended_at=None).order_by("pk"))
        if not cases:
            return
        case, by = self.dice.choice(cases), {"by_id": self.clerk.pk}
        act = self.dice.choice(["next", "next", "next", "refund", "replace", "reject", "cancel"])
        if act == "refund":
            refund_case(case, withheld=self.withheld(case), **by)
        elif act == "replace":
            replace_case(case, **by)
        elif act == "reject":
            reject_case(case, reason="worn", **by)
        elif act == "cancel":
            cancel_request(case, by_id=None)
        else:
            self.move(case)

    def move(self, case: ReturnCase) -> None:
        by = {"by_id": self.clerk.pk}
        if case.state == "REQUESTED":
            approve_case(case, **by)
        elif case.state == "APPROVED" and self.dice.random() < 0.3:
            mark_in_transit(case, **by)
        elif case.state in {"APPROVED", "IN_TRANSIT"}:
            receive_parcel(case, **by)
        elif case.state == "RECEIVED":
            lines = [
                line.pk for line in case.lines.filter(was_sent=True) for _ in range(line.units)
            ]
            inspect_units(case, [Finding(pk, *self.dice.choice(GRADES)) for pk in lines], **by)
        else:
            refund_case(case, withheld=self.withheld(case), **by)

    def withheld(self, case: ReturnCase) -> dict[int, Decimal]:
        if self.dice.random() < 0.6:
            return {}
        return {line.order_line_id: Decimal("3.33") for line in case.lines.all()}

    def refund(self) -> None:
        order = self.any_order()
        units = {pk: count for pk, count in self.units(order).items() if count}
        delivery = self.dice.random() < 0.3
        refund_part(RefundRequest(self.key(), order.number, units, delivery, "gift", self.clerk.pk))

    def hold(self) -> None:
        HeldOrder.objects.get_or_create(order=self.any_order(), decision="")

    def step(self) -> None:
        acts = [self.ship] * 3 + [self.request] * 3 + [self.advance] * 6
        act = self.dice.choice([*acts * 2, self.withdraw, self.refund, self.hold])
        with suppress(*REFUSALS):
            act()
        if self.dice.random() < 0.5:
            work()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_sequence_keeps_money_stock_and_claims(world: RightsWorld, seed: int) -> None:
    story = Story(world, seed)
    for number in range(STEPS):
        story.step()
        assert (number, broken()) == (number, [])
