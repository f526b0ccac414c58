"""Work lists: what waits for staff, since when, until when, and who works on it.

Each list needs the permission of the work. An entry belongs to nobody until a person takes it; it
leaves the list when the work is done.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from shop.finance.payments.models import Refund
from shop.identity.accounts.models import User
from shop.orders.aftersales.hand_overs import orders_to_hand_over
from shop.orders.aftersales.location_scope import cases_at, orders_at
from shop.orders.aftersales.refund_failures import failures_to_settle
from shop.orders.casework.errors import WorkTaken
from shop.orders.casework.models import WorkOwner
from shop.orders.casework.requests import requests_to_answer
from shop.orders.models import HeldOrder
from shop.orders.payment.dispute_alerts import disputes_to_answer
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Order
from shop.platform.core.money import amount_text
from shop.platform.database.clock import database_now

OVERDUE = timedelta(hours=1)  # a refund is sent within minutes


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An entry of a work list; `page` and `argument` name the page where the work is done."""

    row_id: str
    order: str
    since: datetime
    text: str
    page: str
    argument: str
    due: datetime | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A kind of work: the permission to do it, its rows, and each row as an entry.

    `at` filters the rows for people who are limited to locations. They have no list without it.
    """

    code: str
    label: str
    permission: str
    rows: Callable[[], QuerySet[Any]]
    item: Callable[[Any], WorkItem]
    at: Callable[[QuerySet[Any], Collection[int]], QuerySet[Any]] | None = None

    def rows_for(self, user: User | None) -> QuerySet[Any]:
        """Return the rows that a person may see."""
        if user is None or not user.location_ids:
            return self.rows()
        return self.at(self.rows(), user.location_ids) if self.at else self.rows().none()


def _requests(row: Any) -> WorkItem:
    return WorkItem(
        str(row.pk), row.order.number if row.order else row.email, row.opened_at,
        f"{row.get_reason_display()}: {row.text[:120]}", "request", str(row.pk),
    )  # fmt: skip


def _return(row: Any) -> WorkItem:
    text = f"{row.get_kind_display()}, {row.get_state_display()}"
    return WorkItem(
        str(row.pk), row.order.number, row.declared_at, text, "return-case", str(row.public_id)
    )


def _held(row: HeldOrder) -> WorkItem:
    if row.cause == HeldOrder.Cause.FRAUD:
        text = "Fraud review: " + "; ".join(row.facts)
        return WorkItem(str(row.pk), row.order.number, row.since, text, "fraud-review", str(row.pk))
    text = "Rights taken back: the rights desk decides"
    number = row.order.number
    return WorkItem(str(row.pk), number, row.since, text, "order-detail", number)


def _failure(row: Any) -> WorkItem:
    amount = amount_text(row.amount, row.attempt.currency)
    text = f"{amount} {row.attempt.currency}: {row.reason}"
    number = row.attempt.order.number
    return WorkItem(str(row.pk), number, row.failed_at, text, "refund-failure", str(row.pk))


def _dispute(row: Any) -> WorkItem:
    text = f"{amount_text(row.amount, row.currency)} {row.currency}: {row.reason_text}"
    return WorkItem(
        row.pk, row.attempt.order.number, row.opened_at, text, "dispute", row.pk, row.evidence_due
    )


def _overdue(row: Refund) -> WorkItem:
    order = row.attempt.order
    number = order.number if order is not None else ""
    amount = amount_text(row.amount, row.attempt.currency)
    text = f"{amount} {row.attempt.currency} not sent yet: {row.reason}"
    return WorkItem(str(row.pk), number, row.created_at, text, "order-detail", number)


def _returns(state: str) -> QuerySet[ReturnCase]:
    cases = ReturnCase.objects.filter(state=state).select_related("order")
    return cases.order_by("declared_at", "pk")


def overdue_refunds() -> QuerySet[Refund]:
    """Return refunds that should have been sent an hour ago."""
    due = Refund.objects.filter(state=Refund.State.DUE, created_at__lte=database_now() - OVERDUE)
    return due.select_related("attempt__order").order_by("created_at", "pk")


def _holds() -> QuerySet[HeldOrder]:
    return HeldOrder.objects.filter(decision="").select_related("order").order_by("since", "pk")


def _holds_at(holds: QuerySet[Any], location_ids: Collection[int]) -> QuerySet[Any]:
    return holds.filter(order__in=orders_at(Order.objects.all(), location_ids))


def _hand_over(row: Order) -> WorkItem:
    ready = getattr(row, "collection", None)
    text = f"{row.shipping_method}: {'ready, not collected' if ready else 'not ready'}"
    since = ready.ready_at if ready else row.date_placed
    return WorkItem(str(row.pk), row.number, since, text, "order-collection", row.number)


WORK_LISTS = (
    WorkList(
        "to-answer", "To answer", "casework.change_buyerrequest", requests_to_answer, _requests
    ),
    WorkList(
        "to-approve", "Returns to approve", "returns.change_returncase",
        lambda: _returns(ReturnCase.State.REQUESTED), _return, cases_at,
    ),
    WorkList(
        "to-inspect", "Returns to inspect", "returns.add_inspectedunits",
        lambda: _returns(ReturnCase.State.RECEIVED), _return, cases_at,
    ),
    WorkList("held", "Held", "order.view_order", _holds, _held, _holds_at),
    WorkList(
        "to-hand-over", "To hand over", "order.view_order", orders_to_hand_over, _hand_over,
        orders_at,
    ),
    WorkList(
        "refund-failed", "Refund failed", "payments.add_refund", failures_to_settle, _failure
    ),
    WorkList(
        "disputed", "Disputed", "payments.change_dispute",
        lambda: disputes_to_answer().select_related("attempt__order").order_by("evidence_due"),
        _dispute,
    ),
    WorkList("overdue", "Overdue refunds", "payments.add_refund", overdue_refunds, _overdue),
)  # fmt: skip


def work_lists_of(user: User) -> list[WorkList]:
    """Return the lists of work that a person may do."""
    return [
        work
        for work in WORK_LISTS
        if user.has_perm(work.permission) and (work.at or not user.location_ids)
    ]


def work_items(work: WorkList, *, owner: str = "", user: User | None = None) -> list[WorkItem]:
    """Return the entries of a list that a person may see; without one, all of them.

    `owner` is "" for all, "mine", or "free" of any owner.
    """
    owners = dict(WorkOwner.objects.filter(work=work.code).values_list("row_id", "owner__email"))
    items = [_owned(work.item(row), owners) for row in work.rows_for(user)]
    return [item for item in items if _is_asked(item, owner, user)]


@transaction.atomic
def take_work(*, work: WorkList, row_id: str, by: User) -> None:
    """Take an entry; taking it again changes nothing. Raises `WorkTaken`."""
    taken, _ = WorkOwner.objects.select_related("owner").get_or_create(
        work=work.code, row_id=row_id, defaults={"owner": by}
    )
    if taken.owner_id != by.pk:
        raise WorkTaken(owner=taken.owner.email)


def release_work(*, work: WorkList, row_id: str) -> None:
    """Make an entry free again, whoever took it: the person may be ill."""
    WorkOwner.objects.filter(work=work.code, row_id=row_id).delete()


def counts(works: Iterable[WorkList], user: User) -> list[tuple[WorkList, int]]:
    """Return lists with the number of the entries that a person may see."""
    return [(work, work.rows_for(user).count()) for work in works]


def _owned(item: WorkItem, owners: dict[str, str]) -> WorkItem:
    owner = owners.get(item.row_id, "")
    return WorkItem(
        item.row_id, item.order, item.since, item.text, item.page, item.argument, item.due, owner
    )


def _is_asked(item: WorkItem, owner: str, user: User | None) -> bool:
    if owner == "mine":
        return user is not None and item.owner == user.email
    return not item.owner if owner == "free" else True
