"""Erasure of data whose retention has ended.

Each rule erases batches in transactions of their own until nothing is left, so a killed run can
resume. Prices, tax and evidence of rights of sales are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.commerce.fulfillment.models import ParcelLabel
from shop.commerce.giftcards.models import GiftCard, OrderedGiftCard
from shop.commerce.promotions.models import GiftOptions
from shop.identity.accounts.models import FactorReset
from shop.identity.onboarding.applications import erase_applications
from shop.identity.staff.models import StaffInvitation
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.orders.casework.attachments import delete_attachments
from shop.orders.casework.models import BlockEntry, BuyerRequest
from shop.orders.models import DeliveryChange
from shop.orders.returns.photos import erase_cases
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState, ShippingAddress
from shop.platform.database.clock import database_now

log = get_logger(__name__)
BATCH = 500
NEVER_PAID = (OrderState.EXPIRED, OrderState.CANCELLED)
UNFINISHED = (OrderState.PENDING, OrderState.REFUND_DUE)
EMPTY_ADDRESS = dict.fromkeys(
    ("title", "first_name", "last_name", "line1", "line2", "line3", "line4", "state", "postcode",
     "phone_number", "notes", "search_text"), "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of data; `erase_batch` erases one batch and returns its size."""

    name: str
    erase_batch: Callable[[datetime], int]


def run_retention(at: datetime | None = None) -> dict[str, int]:
    """Erase everything whose retention has ended; return the number of rows by rule."""
    now = at or database_now()
    erased = {rule.name: _run(rule, now) for rule in RULES}
    log.info("privacy.records_erased", **erased)
    return erased


def _run(rule: Rule, now: datetime) -> int:
    total = 0
    while True:
        with transaction.atomic():
            number = rule.erase_batch(now)
        total += number
        if number < BATCH:
            return total


def erase_orders(orders: QuerySet[Order], now: datetime) -> int:
    """Erase the buyers of a batch of orders; lines, prices, tax and evidence stay."""
    batch = list(
        orders.filter(erased_at__isnull=True)
        .order_by("pk")
        .values_list("pk", "shipping_address")[:BATCH]
    )
    addresses = [address for _order, address in batch if address is not None]
    keys = [order for order, _address in batch]
    erase_cases(keys)
    changes = DeliveryChange.objects.filter(order__in=keys)
    addresses += changes.values_list("old_address", flat=True)
    GiftOptions.objects.filter(order__in=keys).update(message="")
    ParcelLabel.objects.filter(order__in=keys).update(pdf=b"")
    OrderedGiftCard.objects.filter(order__in=keys).update(recipient="", sender_name="", message="")
    Basket.objects.filter(order__in=keys).exclude(bought_cards=[]).update(bought_cards=[])
    ShippingAddress.objects.filter(pk__in=addresses).update(**EMPTY_ADDRESS)
    Order.objects.filter(pk__in=keys).update(guest_email="", user=None, erased_at=now)
    return len(batch)


def _unpaid_orders(now: datetime) -> int:
    before = now - timedelta(days=settings.ENV.UNPAID_ORDER_DAYS)
    paid = Q(payment_attempts__state="SUCCEEDED")
    rows = Order.objects.filter(status__in=NEVER_PAID, date_placed__lt=before).exclude(paid)
    return erase_orders(rows, now)


def _old_orders(now: datetime) -> int:
    before = now - timedelta(days=settings.ENV.ORDER_DATA_YEARS * 366)
    return erase_orders(
        Order.objects.filter(date_placed__lt=before).exclude(status__in=UNFINISHED), now
    )


def _staff_notes(now: datetime) -> int:
    """Delete notes of erased orders; later notes are kept as long as unpaid orders."""
    before = now - timedelta(days=settings.ENV.UNPAID_ORDER_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("select erase_staff_notes(%s, %s)", [before, BATCH])
        return int(cursor.fetchone()[0])


def _buyer_requests(now: datetime) -> int:
    """Delete requests of erased orders, and of visitors after their answer, with their files.

    Those of visitors are kept as long as unpaid orders.
    """
    before = now - timedelta(days=settings.ENV.UNPAID_ORDER_DAYS)
    erased = Q(order__erased_at__isnull=False)
    answered = Q(order__isnull=True, closed_at__lt=before)
    rows = BuyerRequest.objects.filter(erased | answered).order_by("pk")
    batch = list(rows.values_list("pk", flat=True)[:BATCH])
    delete_attachments(batch)
    BuyerRequest.objects.filter(pk__in=batch).delete()
    return len(batch)


def _ended_blocks(now: datetime) -> int:
    """Delete entries of the block list that ended as long ago as the security log reaches."""
    before = now - timedelta(days=settings.ENV.SECURITY_LOG_DAYS)
    return _delete_batch(BlockEntry.objects.filter(until__lt=before))


def _delete_batch(rows: QuerySet[Any]) -> int:
    batch = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=batch).delete()  # noqa: SLF001  Django documents it
    return len(batch)


def _tax_documents(now: datetime) -> int:
    """Erase the buyers of old invoices and credit notes; numbers, lines and tax stay."""
    before = now - timedelta(days=settings.ENV.ORDER_DATA_YEARS * 366)
    with connection.cursor() as cursor:
        cursor.execute("select erase_tax_document_buyers(%s, %s)", [before, BATCH])
        return int(cursor.fetchone()[0])


def _sessions(now: datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=now))


def _devices(now: datetime) -> int:
    before = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return _delete(UserSession.objects.filter(created_at__lt=before))


def _admin_log(now: datetime) -> int:
    return _delete(LogEntry.objects.filter(action_time__lt=_log_limit(now)))


def _factor_resets(now: datetime) -> int:
    before = _log_limit(now)
    return _delete(FactorReset.objects.filter(Q(done_at__lt=before) | Q(cancelled_at__lt=before)))


def _invitations(now: datetime) -> int:
    before, deleted = _log_limit(now), 0
    for licensee_id in Licensee.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(licensee_id):
            deleted += _delete(Invitation.objects.filter(expires_at__lt=before))
    return deleted


def _staff_invitations(now: datetime) -> int:
    return _delete(StaffInvitation.objects.filter(expires_at__lt=_log_limit(now)))


def _applications(now: datetime) -> int:
    """Delete applications of companies with their files."""
    return erase_applications(now, BATCH)


def _gift_cards(now: datetime) -> int:
    before = now - timedelta(days=settings.ENV.ORDER_DATA_YEARS * 366)
    rows = GiftCard.objects.filter(issued_at__lt=before).exclude(recipient="")
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return GiftCard.objects.filter(pk__in=keys).update(recipient="")


def _log_limit(now: datetime) -> datetime:
    return now - timedelta(days=settings.ENV.SECURITY_LOG_DAYS)


def _delete(rows: QuerySet) -> int:
    """Delete one batch of rows."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001  documented
    return len(keys)


RULES = (
    Rule("sessions", _sessions),
    Rule("devices", _devices),
    Rule("unpaid_orders", _unpaid_orders),
    Rule("old_orders", _old_orders),
    Rule("staff_notes", _staff_notes),
    Rule("buyer_requests", _buyer_requests),
    Rule("ended_blocks", _ended_blocks),
    Rule("tax_documents", _tax_documents),
    Rule("gift_card_recipients", _gift_cards),
    Rule("admin_log", _admin_log),
    Rule("factor_resets", _factor_resets),
    Rule("invitations", _invitations),
    Rule("staff_invitations", _staff_invitations),
    Rule("applications", _applications),
)
