"""Log of sales that were denied where a visitor wanted to buy, for the rights desk.

It stores nothing about the visitor: the limits of one entry an hour for a visitor, product,
territory and reason, and `AT_MOST` an hour for a visitor, are kept in the cache under a keyed hash.
"""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from structlog import get_logger

from licensing.models import DeniedSale
from shop.orders.errors import NotSellable
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.platform.limits.counting import count_try
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import DENIALS_OF_VISITOR

log = get_logger(__name__)
HOUR = timedelta(hours=1)
KEPT = timedelta(days=400)


def log_denied_sale(error: DomainError, *, market: str, channel: str, visitor: str) -> None:
    """Log a refusal for lack of a license, unless this visitor's was logged; never fails."""
    product_id, territory = error.data.get("product_id"), str(error.data.get("territory", ""))
    if not isinstance(error, NotSellable) or not isinstance(product_id, int):
        return
    reason = str(error.data.get("reason", ""))
    try:
        if not _is_known(visitor, f"{product_id}:{territory}:{reason}"):
            _note(product_id, territory, channel, market, reason)
    except Exception:  # logging must not replace the refusal
        log.exception("denied_sale.not_logged")


def _note(product_id: int, territory: str, channel: str, market: str, reason: str) -> None:
    now = database_now()
    with transaction.atomic():
        DeniedSale.objects.create(
            product_id=product_id,
            territory=territory[:2],
            channel=channel,
            market=market,
            reason=reason,
            at=now,
            hour=now.replace(minute=0, second=0, microsecond=0),
        )


def delete_old_denied_sales() -> int:
    """Delete entries older than their retention; return how many."""
    deleted, _ = DeniedSale.objects.filter(at__lt=database_now() - KEPT).delete()
    return deleted


def _is_known(visitor: str, what: str) -> bool:
    """Return whether the visitor's refusal was logged within the hour, or is over the limit."""
    secret = settings.SECRET_KEY.encode()
    who = hmac.new(secret, visitor.encode(), hashlib.sha256).hexdigest()[:32]
    seconds = int(HOUR.total_seconds())
    if not cache.add(f"denied:{who}:{what}", 1, seconds):
        return True
    try:
        count_try(DENIALS_OF_VISITOR, visitor)
    except TooManyTries:
        return True
    return False
