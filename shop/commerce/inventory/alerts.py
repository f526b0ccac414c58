"""Low stock: noticed once when it falls to a threshold, and again only after it was above it."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string

from shop.commerce.inventory.availability import FREE
from shop.commerce.inventory.models import LowStockAlert
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import TransactionTimestamp


def low_stock() -> QuerySet[StockRecord]:
    """Return the stock records whose free units are at their threshold or below."""
    found: QuerySet[StockRecord] = StockRecord.objects.annotate(free=FREE)
    return found.filter(low_stock_threshold__isnull=False, free__lte=F("low_stock_threshold"))


@transaction.atomic
def notice_low_stock() -> int:
    """Open an alert for what has become low, close those of what is above; return how many new."""
    low = low_stock()
    LowStockAlert.objects.filter(closed_at__isnull=True).exclude(
        stock_record__in=low.values("pk")
    ).update(closed_at=TransactionTimestamp())
    known = LowStockAlert.objects.filter(closed_at__isnull=True).values("stock_record")
    new = [
        LowStockAlert(stock_record=record, free=record.free)
        for record in low.exclude(pk__in=known).order_by("pk")
    ]
    LowStockAlert.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def mail_low_stock() -> int:
    """Write one mail about all alerts nobody was told of; return how many those were."""
    waiting = list(
        LowStockAlert.objects.select_for_update(of=("self",))
        .filter(mailed_at__isnull=True, closed_at__isnull=True)
        .select_related("stock_record__product__parent")
        .order_by("pk")
    )
    if not waiting or not settings.ENV.STOCK_ALERTS_TO:
        return 0
    context = {
        "alerts": waiting,
        "shop_name": settings.OSCAR_SHOP_NAME,
        "url": f"{settings.BASE_URL}/dashboard/stock/?only=low",
    }
    mail = EmailMultiAlternatives(
        subject=f"Low stock: {len(waiting)} articles",
        body=render_to_string("web/email/low_stock.txt", context),
        to=[settings.ENV.STOCK_ALERTS_TO],
    )
    mail.attach_alternative(render_to_string("web/email/low_stock.html", context), "text/html")
    LowStockAlert.objects.filter(pk__in=[alert.pk for alert in waiting]).update(
        mailed_at=TransactionTimestamp()
    )
    mail.send()
    return len(waiting)
