"""Units of an order that can be returned, with the rules that apply to each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Sum

from catalog.querysets import is_any_of
from shop.commerce.fulfillment.calendars import WorkCalendar
from shop.finance.payments.models import RefundedLine
from shop.orders.returns.deliveries import delivery_days, sent_parts
from shop.orders.returns.models import ClaimedUnits, DifferenceRefund, ReturnLine
from shop.orders.returns.policies import policies_of
from shop.orders.returns.rules import Policy, ReturnWindow, last_delivery, return_window
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.compiled_reads import CompiledRead

SOLD = (OrderState.PAID, OrderState.FULFILLED)
_CLAIMED: CompiledRead[Any] = CompiledRead(
    lambda lines: ClaimedUnits.objects.filter(is_any_of("order_line_id", lines)).values_list(
        "order_line_id", "claimed"
    )
)


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A line with the units that are not refunded and not in another case."""

    line: Line
    left: int
    was_sent: bool
    policy: Policy
    window: ReturnWindow
    today: date
    delivered: date | None = None

    @property
    def may_withdraw(self) -> bool:
        """Return whether the buyer may withdraw from the line now."""
        return bool(self.left) and self.window.may_withdraw(self.today)

    @property
    def may_return(self) -> bool:
        """Return whether the line can be sent back now without a defect."""
        return bool(self.left) and self.was_sent and self.window.may_return(self.today)

    @property
    def last_day(self) -> date | None:
        """Return the last day of a return without a defect; None if there is none."""
        days = (self.window.withdrawal_until, self.window.return_until)
        return max((day for day in days if day), default=None)


def returnable_lines(order: Order, at: datetime) -> list[ReturnableLine]:
    """Return the lines of an order with what can be returned of them at an instant."""
    lines = list(order.lines.select_related("product__parent").order_by("pk"))
    return decide_returnable(order, lines, at)


def decide_returnable(order: Order, lines: Sequence[Line], at: datetime) -> list[ReturnableLine]:
    """Return what can be returned of lines that were read with their products."""
    parts = sent_parts(lines)
    days = delivery_days(order, lines, parts)
    policies = policies_of(order.market_id, lines)
    sent = {part.order_line_id for part in parts}
    left = _units_left(lines)
    today = at.astimezone(ZoneInfo(order.market.time_zone)).date()
    everything = last_delivery(list(days.values()))
    calendar = WorkCalendar(country=order.ship_to_id)
    return [
        ReturnableLine(
            line=line,
            left=left[line.pk] if order.status in SOLD else 0,
            was_sent=line.pk in sent,
            policy=policies[line.pk],
            window=return_window(
                area=order.ship_to.product_area,
                policy=policies[line.pk],
                delivered=days.get(line.pk),
                all_delivered=everything,
                calendar=calendar,
            ),
            today=today,
            delivered=days.get(line.pk),
        )
        for line in lines
    ]


def _units_left(lines: Sequence[Line]) -> dict[int, int]:
    """Return the units of each line that were neither refunded nor claimed by a case."""
    claimed = dict(_CLAIMED.rows(lines=[line.pk for line in lines]))
    refunded: Mapping[int, int] = {}
    if any(line.refunded_units for line in lines):
        refunded = _refunded_by_cases(lines)
    return {
        line.pk: line.quantity
        - claimed.get(line.pk, 0)
        - max(line.refunded_units - refunded.get(line.pk, 0), 0)
        for line in lines
    }


def _refunded_by_cases(lines: Sequence[Line]) -> dict[int, int]:
    return dict(
        RefundedLine.objects.filter(
            Exists(
                ReturnLine.objects.filter(
                    Q(refund=OuterRef("refund")) | Q(surcharge_refund=OuterRef("refund"))
                )
            )
            | Exists(DifferenceRefund.objects.filter(refund=OuterRef("refund"))),
            order_line__in=lines,
        )
        .values_list("order_line_id")
        .annotate(Sum("units"))
        .order_by()
    )
