"""Lists of cases for staff by the work that they wait for, and the figures of a customer."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.oscar.order.models import Line, Order, OrderState

Kind, State = ReturnCase.Kind, ReturnCase.State
# Each list: its code, its title, and the states of its cases.
WORK = {
    "check": ("To check", (State.REQUESTED,)),
    "receive": ("Expected", (State.APPROVED, State.IN_TRANSIT)),
    "inspect": ("To inspect", (State.RECEIVED,)),
    "decide": ("To refund or replace", (State.INSPECTED,)),
    "ended": ("Ended", (State.REFUNDED, State.REPLACED, State.REJECTED, State.CANCELLED)),
}
SOLD = (OrderState.PAID, OrderState.FULFILLED, OrderState.REFUND_DUE, OrderState.REFUNDED)


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """Units a customer bought and returned; lost and faulty goods do not count as returned."""

    orders: int
    bought: int
    returned: int
    cases: int
    rejected: int

    @property
    def rate(self) -> Decimal:
        """Return the returned share of the bought units, as a fraction."""
        return Decimal(self.returned) / self.bought if self.bought else Decimal(0)


def find_cases(*, work: str = "", text: str = "") -> QuerySet[ReturnCase]:
    """Return cases of a list, oldest first; `text` is part of a number, order or address."""
    cases = ReturnCase.objects.select_related("order").order_by("pk")
    if work in WORK:
        cases = cases.filter(state__in=WORK[work][1])
    if typed := text.strip():
        cases = cases.filter(
            Q(number__icontains=typed)
            | Q(order__number__icontains=typed)
            | Q(email__icontains=typed)
            | Q(drop_off_code__iexact=typed)
        )
    return cases.order_by("-pk") if work == "ended" else cases


def count_work(cases: QuerySet[ReturnCase] | None = None) -> dict[str, int]:
    """Return the number of open cases of each list, of all cases or of some."""
    counted = ReturnCase.objects.all() if cases is None else cases
    return {
        code: counted.filter(state__in=states).count()
        for code, (_title, states) in WORK.items()
        if code != "ended"
    }


def figures_of(order: Order) -> ReturnFigures:
    """Return the figures of the customer of an order: of the account, or of the guest's address."""
    person = Q(guest_email__iexact=order.guest_email)
    if order.user_id is not None:
        person |= Q(user=order.user_id)
    orders = Order.objects.filter(person, status__in=SOLD, replaces_case__isnull=True)
    cases = ReturnCase.objects.filter(order__in=orders)
    chosen = ReturnLine.objects.filter(
        case__in=cases,
        was_sent=True,
        case__kind__in=[Kind.WITHDRAWAL, Kind.RETURN, Kind.EXCHANGE],
        case__state__in=[State.REFUNDED, State.REPLACED],
    )
    return ReturnFigures(
        orders=orders.count(),
        bought=_units(Line.objects.filter(order__in=orders), "quantity"),
        returned=_units(chosen.annotate(found_units=F("units") - F("missing")), "found_units"),
        cases=cases.count(),
        rejected=cases.filter(state=State.REJECTED).count(),
    )


def _units(rows: QuerySet, column: str) -> int:
    return int(rows.aggregate(units=Sum(column, default=0))["units"])
