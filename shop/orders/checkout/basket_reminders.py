"""The reminder of an abandoned basket: opt-in, once for each basket, of items that sell now.

Accounts agree in their settings, guests at the checkout (`guest_reminders`).
The basket is quoted for its destination when the mail is sent, so that rights, prices and stock of
that moment decide which items it names. A basket without such items is not mailed.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market
from shop.identity.accounts.addresses import verified_addresses
from shop.identity.mail_choices.models import OptionalMail
from shop.identity.mail_choices.services import (
    accounts_wanting,
    end_headers,
    end_link,
    wants_mail,
)
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.guest_reminders import agreements, guest_end_link
from shop.orders.checkout.quote import Destination, QuotedLine
from shop.orders.models import BasketReminder, GuestReminder
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import TransactionTimestamp, clock_now, database_now
from shop.platform.database.jobs import queue_job
from shop.platform.mail import MailKind, send_mail

REMINDER = MailKind("web/email/basket_reminder", _("You left items in your basket"))
JOB = "ordering.remind_of_basket"
KIND = OptionalMail.BASKET_REMINDER
TOO_LATE = timedelta(days=7)  # after the delay: an agreement does not revive old baskets
AT_ONCE = 1000


def queue_basket_reminders() -> int:
    """Queue the mails of baskets that were abandoned for the set time; return how many."""
    queued = 0
    for basket_id in _abandoned(database_now()).values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            _reminder, is_new = BasketReminder.objects.get_or_create(basket_id=basket_id)
            if is_new:
                queue_job(JOB, basket_id=basket_id)
                queued += 1
    return queued


@transaction.atomic
def send_basket_reminder(basket_id: int) -> None:
    """Mail the buyer of a basket once, if it is still abandoned and has items that sell there."""
    reminder = BasketReminder.objects.select_for_update().filter(pk=basket_id).first()
    if reminder is None or reminder.mailed_at:
        return
    now = clock_now()
    baskets = Basket.objects.select_related("owner").filter(pk=basket_id, status=Basket.OPEN)
    basket = baskets.first()
    if basket is not None and _may_be_mailed(basket, now) and mail_basket(basket, now):
        reminder.mailed_at = TransactionTimestamp()
        reminder.save(update_fields=["mailed_at"])


def mail_basket(basket: Basket, at: datetime) -> bool:
    """Mail the items of a basket that can be ordered at an instant; False if there are none."""
    market = Market.objects.for_request().open().filter(pk=basket.market_id).first()
    if market is None:
        return False
    territory = basket.ship_to_id or market.home_id
    quote = quote_basket(basket, Destination(market, territory, at, basket.channel))
    lines = [line for line in quote.lines if line.in_stock]
    if lines:
        _mail(basket, market, lines)
    return bool(lines)


def reminded_baskets() -> QuerySet[Basket]:
    """Return the open baskets that staff may see as an example of the mail, the newest last."""
    owned = Basket.objects.filter(status=Basket.OPEN, owner__isnull=False, lines__isnull=False)
    return owned.select_related("owner").distinct().order_by("pk")


def _mail(basket: Basket, market: Market, lines: list[QuotedLine]) -> None:
    owner: Any = basket.owner
    guest = None if owner else GuestReminder.objects.get(basket=basket)
    asked = guest.language if guest else owner.language
    language = asked if asked in market.languages else market.default_language
    home = f"{prefix(market, language)}/"
    link = guest_end_link(guest, home) if guest else end_link(owner.pk, KIND, home)

    def context() -> dict[str, Any]:
        return {
            "items": [(line.product.get_title(), line.product.size, line.quantity)
                      for line in lines],
            "basket_url": f"{settings.BASE_URL}{home}basket/",
            "end_url": link,
        }  # fmt: skip

    send_mail(
        REMINDER,
        to=guest.email if guest else owner.email,
        context=context,
        language=language,
        headers=end_headers(link),
    )


def _abandoned(now: datetime) -> QuerySet[Basket]:
    before = now - timedelta(hours=settings.ENV.BASKET_REMINDER_HOURS)
    agreed = Q(owner__in=accounts_wanting(KIND), owner__is_active=True)
    agreed |= Q(pk__in=agreements().values("basket"))
    return (
        Basket.objects.filter(agreed, status=Basket.OPEN, reminder=None)
        .annotate(changed_at=Max("lines__date_updated"))
        .filter(changed_at__lte=before, changed_at__gt=before - TOO_LATE)
        .order_by("pk")
    )


def _may_be_mailed(basket: Basket, now: datetime) -> bool:
    """Return whether the buyer still agrees, and has neither ordered nor changed the basket."""
    owner: Any = basket.owner
    changed_at = basket.lines.aggregate(at=Max("date_updated"))["at"]
    if changed_at is None or changed_at > now - timedelta(hours=settings.ENV.BASKET_REMINDER_HOURS):
        return False
    since = Order.objects.filter(date_placed__gte=changed_at)
    if owner is None:
        agreement = agreements().filter(basket=basket).first()
        if agreement is None:
            return False
        return not since.filter(guest_email__iexact=agreement.email).exists()
    if not owner.is_active:
        return False
    ordered = since.filter(user=owner).exists()
    confirmed = owner.email in verified_addresses(owner)
    return not ordered and confirmed and wants_mail(owner.pk, KIND)
