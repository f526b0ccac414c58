"""Notify people of changed rights and held orders, after the change.

A job reads what was not announced yet, so no change waits for notices, and changes by the API, a
command or the admin are announced too. `change_audience` defines the recipients.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models import QuerySet

from catalog.models import Product
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import deciders_of_held_orders
from shop.identity.notices.services import notify
from shop.orders.aftersales.shipments import unsent
from shop.orders.denials.change_audience import AUDIENCES, officers_of, people_of_licensees
from shop.orders.denials.change_sources import Change, unannounced_changes
from shop.orders.models import AnnouncedChange, HeldOrder
from shop.oscar.order.models import Line
from shop.platform.database.clock import clock_now

PORTAL_AGREEMENTS, PORTAL_ORDERS = "/licensee/agreements/", "/licensee/orders/"
DESK, DESK_ORDERS = "/rights/agreements/", "/rights/held-orders/"
DECIDED = {HeldOrder.Decision.SHIP: "orders.released", HeldOrder.Decision.REFUND: "orders.refunded"}


def announce_changes() -> int:
    """Notify people of changes since the last run; return how many changes there were."""
    at = clock_now()
    count = 0
    for change in list(unannounced_changes(at)):
        with transaction.atomic():
            if _begin(change.source, change.row_id):
                _announce(change)
                count += 1
    return count + _announce_held_orders() + _announce_decisions()


def _begin(source: str, row_id: int) -> bool:
    """Record that a change is announced; return False if another job did so."""
    _, created = AnnouncedChange.objects.get_or_create(source=source, row_id=row_id)
    return created


def _announce(change: Change) -> None:
    if not change.code:
        return
    audience = AUDIENCES[change.code]
    key = f"{change.source}:{change.row_id}"
    team = people_of_licensees(change.licensees, audience.team)
    row = f"{change.agreement_id}/" if change.agreement_id else ""
    _notify(team, change, key, f"{PORTAL_AGREEMENTS}{row}")
    if audience.desk:
        _notify(officers_of(change.holders), change, key, change.desk_link or f"{DESK}{row}")


def _notify(people: QuerySet[User], change: Change, key: str, link: str) -> None:
    users = [user for user in people if user.pk != change.by_id]
    notify(users=users, code=change.code, key=key, link=link, data=change.data)


@transaction.atomic
def _announce_held_orders() -> int:
    """Notify packers and deciders of newly held orders, in one notice each."""
    rights = HeldOrder.objects.filter(cause=HeldOrder.Cause.RIGHTS)
    held = _unannounced(rights.filter(decision=""), "held-order")
    new = [row for row in held if _begin("held-order", row.pk)]
    if not new:
        return 0
    by_licensee: dict[int, set[int]] = defaultdict(set)
    for row in new:
        for licensee in _packers_of(row):
            by_licensee[licensee].add(row.pk)
    key = f"held-orders:{new[0].pk}:{new[-1].pk}"
    for licensee, orders in by_licensee.items():
        notify(
            users=list(people_of_licensees([licensee], AUDIENCES["orders.held"].team)),
            code="orders.held",
            key=key,
            link=PORTAL_ORDERS,
            data=_orders([row for row in new if row.pk in orders]),
        )
    deciders = list(deciders_of_held_orders().order_by("pk"))
    notify(users=deciders, code="orders.to_decide", key=key, link=DESK_ORDERS, data=_orders(new))
    return len(new)


def _announce_decisions() -> int:
    """Notify packers of decided held orders."""
    count = 0
    decided = HeldOrder.objects.filter(cause=HeldOrder.Cause.RIGHTS).exclude(decision="")
    for row in _unannounced(decided, "held-order-decided"):
        with transaction.atomic():
            if not _begin("held-order-decided", row.pk):
                continue
            code = DECIDED[HeldOrder.Decision(row.decision)]
            people = people_of_licensees(_packers_of(row), AUDIENCES[code].team)
            notify(
                users=list(people),
                code=code,
                key=f"held-order-decided:{row.pk}",
                link=PORTAL_ORDERS,
                data={"order": row.order.number, "text": row.reference},
            )
            count += 1
    return count


def _unannounced(rows: QuerySet[HeldOrder], source: str) -> QuerySet[HeldOrder]:
    announced = AnnouncedChange.objects.filter(source=source).values("row_id")
    return rows.exclude(pk__in=announced).select_related("order").order_by("pk")


def _packers_of(held: HeldOrder) -> set[int]:
    """Return the licensees that pack lines of a held order."""
    lines = Line.objects.filter(order=held.order)
    waiting = unsent(lines) if held.decision != HeldOrder.Decision.REFUND else lines
    products = Product.objects.filter(pk__in=waiting.values("product")).select_related("parent")
    licensees = {product.top.licensee_id for product in products}
    return {licensee for licensee in licensees if licensee is not None}


def _orders(rows: list[HeldOrder]) -> dict[str, object]:
    count = len(rows)
    return {
        "orders": f"{count} paid order{'' if count == 1 else 's'}",
        "text": ", ".join(row.order.number for row in rows[:50]),
    }
