"""The block list: people whose paid orders are held for review.

A person is identified as by the limits per person: account, mailbox and address, as keyed hashes.
An entry shows a hint only, and ends at a date, so that nobody is blocked for ever.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from shop.orders.casework.models import BlockEntry
from shop.orders.checkout.person_limits import mailbox_hash, persons_of
from shop.orders.models import DomainEvent, PersonKind
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from shop.platform.database.prepared import fetch_rows

_KINDS = """
    select kind from casework_blockentry
    where until > transaction_timestamp() and (kind, person) in (
        select * from unnest(%(kinds)s::text[], %(persons)s::text[]))
"""


@transaction.atomic
def block_buyer(*, order: Order, reason: str, until: datetime, by_id: int) -> int:
    """Block the account, mailbox and address of an order's buyer; return how many are blocked."""
    persons = list(persons_of(order))
    for kind, person in persons:
        _block(
            kind,
            person,
            hint=f"Buyer of order {order.number}",
            reason=reason,
            until=until,
            by_id=by_id,
        )
    DomainEvent.objects.create(
        name="buyer.blocked", subject=order.number, data={"by": by_id, "reason": reason}
    )
    return len(persons)


@transaction.atomic
def block_mailbox(*, email: str, reason: str, until: datetime, by_id: int) -> None:
    """Block a mailbox, whatever its suffix after a plus sign."""
    local, _, domain = email.partition("@")
    hint = f"{local[:1]}…@{domain}"
    _block(
        PersonKind.EMAIL, mailbox_hash(email), hint=hint, reason=reason, until=until, by_id=by_id
    )


def end_block(*, entry: BlockEntry, by_id: int) -> None:
    """End an entry now; an entry that has ended stays as it is."""
    BlockEntry.objects.filter(pk=entry.pk, until__gt=database_now()).update(
        until=database_now(), ended_by_id=by_id
    )


def block_entries() -> QuerySet[BlockEntry]:
    """Return all entries, the latest first."""
    return BlockEntry.objects.select_related("by", "ended_by").order_by("-pk")


def blocked_kinds(order: Order) -> list[str]:
    """Return the kinds by which the buyer of an order is blocked now, in words."""
    kinds, persons = zip(*persons_of(order), strict=True)
    rows = fetch_rows(_KINDS, {"kinds": [*map(str, kinds)], "persons": list(persons)})
    found = {kind for (kind,) in rows}
    return [str(kind.label) for kind in PersonKind if kind in found]


def _block(kind: str, person: str, *, hint: str, reason: str, until: datetime, by_id: int) -> None:
    BlockEntry.objects.create(
        kind=kind, person=person, hint=hint, reason=reason, until=until, by_id=by_id
    )
