"""Alerts of low stock: opened when stock falls to its threshold, closed above it."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from shop.commerce.inventory.availability import FREE
from shop.commerce.inventory.models import LowStockAlert
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.mail import STAFF_LANGUAGE, MailKind, send_mail

LOW_STOCK = MailKind("web/email/low_stock", "Low stock: %(count)s articles")


def low_stock() -> QuerySet[StockRecord]:
    """Return the stock records whose free units are at or below their threshold."""
    records: QuerySet[StockRecord] = StockRecord.objects.annotate(free=FREE)
    return records.filter(low_stock_threshold__isnull=False, free__lte=F("low_stock_threshold"))


@transaction.atomic
def open_low_stock_alerts() -> int:
    """Open alerts for records that are low now, close the others; return the number opened."""
    low = low_stock()
    LowStockAlert.objects.filter(closed_at__isnull=True).exclude(
        stock_record__in=low.values("pk")
    ).update(closed_at=TransactionTimestamp())
    alerted = LowStockAlert.objects.filter(closed_at__isnull=True).values("stock_record")
    new = [
        LowStockAlert(stock_record=record, free=record.free)
        for record in low.exclude(pk__in=alerted).order_by("pk")
    ]
    LowStockAlert.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def mail_low_stock() -> int:
    """Send one mail about all alerts that were not mailed; return their number."""
    waiting = list(
        LowStockAlert.objects.select_for_update(of=("self",))
        .filter(mailed_at__isnull=True, closed_at__isnull=True)
        .select_related("stock_record__product__parent")
        .order_by("pk")
    )
    if not waiting or not settings.ENV.STOCK_ALERTS_TO:
        return 0
    LowStockAlert.objects.filter(pk__in=[alert.pk for alert in waiting]).update(
        mailed_at=TransactionTimestamp()
    )
    send_mail(
        LOW_STOCK,
        to=settings.ENV.STOCK_ALERTS_TO,
        language=STAFF_LANGUAGE,
        context={
            "alerts": waiting,
            "count": len(waiting),
            "url": f"{settings.BASE_URL}/dashboard/stock/?only=low",
        },
    )
    return len(waiting)
