"""Asking to be told, confirming, ending, and who is told next.

Nobody is told by an address that its owner did not confirm. The oldest are told first, and no more
than could hope to get one: a mail about something sold out again is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Sum

from catalog.models import Product
from shop.commerce.inventory.availability import ANNOUNCED, FREE
from shop.commerce.listing.product_detail import find_offer
from shop.commerce.markets.models import Market
from shop.commerce.restock.errors import NoticeRefused
from shop.commerce.restock.mails import mail_in_stock, mail_question
from shop.commerce.restock.models import RestockNotice
from shop.identity.accounts.models import User
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

SALT = "shop.restock"
CHANNEL = "WEB"
TOLD_PER_UNIT = 3  # of three who are told, about one buys
A_DAY = timedelta(days=1)
MOST_QUESTIONS = 5  # mails a day to an address whose owner may not have asked
ASK_AGAIN_AFTER = timedelta(hours=1)
FORGET_UNCONFIRMED, FORGET_MAILED = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RestockRequest:
    """What somebody wants to be told of, where it would go, and in which language."""

    sku: str
    email: str
    market: Market
    ship_to: str
    language: str
    user: User | None = None


def ask_for_notice(request: RestockRequest) -> RestockNotice:
    """Remember a wish, and ask the address's owner unless it is known to be the asker's own.

    Raises `NoticeRefused` when there is nothing to wait for.
    """
    product = _sold_out_article(request)
    known = _is_own(request)
    wanted = {"product": product, "email": request.email.lower(), "mailed_at": None}
    with transaction.atomic():
        notice = RestockNotice.objects.select_for_update().filter(**wanted).first()
        if notice is None:
            notice = RestockNotice(
                **wanted,
                user=request.user if known else None,
                market=request.market,
                ship_to_id=request.ship_to,
                language=request.language,
            )
            try:
                with transaction.atomic():
                    notice.save()
            except IntegrityError:  # somebody else's click was first; theirs is the notice
                return RestockNotice.objects.get(**wanted)
            asked_before = False
        else:
            asked_before = notice.asked_at > database_now() - ASK_AGAIN_AFTER
        if notice.confirmed_at:
            return notice
        if known:
            notice.confirmed_at = TransactionTimestamp()
            notice.save(update_fields=["confirmed_at"])
        elif not asked_before and _may_be_asked(notice.email):
            notice.asked_at = TransactionTimestamp()
            notice.save(update_fields=["asked_at"])
            queue_job("restock.ask", notice_id=notice.pk)
    return notice


def notice_token(notice: RestockNotice) -> str:
    """Return what opens the notice's page; nobody can make it up."""
    return Signer(salt=SALT).sign(str(notice.public_id))


def notice_for_token(token: str) -> RestockNotice | None:
    """Return the notice a token opens; None when it is forged, ended or forgotten."""
    try:
        public_id = UUID(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    found = RestockNotice.objects.select_related("product__parent", "market")
    return found.filter(public_id=public_id).first()


def confirm_notice(notice: RestockNotice) -> None:
    """Note that the address's owner wants it; the first time counts."""
    RestockNotice.objects.filter(pk=notice.pk, confirmed_at__isnull=True).update(
        confirmed_at=TransactionTimestamp()
    )


def end_notice(notice: RestockNotice) -> None:
    """Forget a wish with the address."""
    RestockNotice.objects.filter(pk=notice.pk).delete()


def queue_notices() -> int:
    """Queue mails for what can be had again, the oldest wishes first; return how many."""
    now = database_now()
    waiting = RestockNotice.objects.filter(confirmed_at__isnull=False, mailed_at__isnull=True)
    articles = waiting.filter(queued_at__isnull=True).values("product").distinct()
    free = (
        StockRecord.objects.filter(product__in=articles, location__active=True)
        .exclude(ANNOUNCED)
        .values("product")
        .annotate(units=Sum(FREE))
        .filter(units__gt=0)
        .order_by("product")
    )
    return sum(_queue_for(row["product"], row["units"], now) for row in free)


@transaction.atomic
def send_question(notice_id: int) -> None:
    """Ask the address's owner whether the wish is theirs."""
    notice = _locked(notice_id)
    if notice and not notice.confirmed_at:
        mail_question(notice, notice_token(notice))


@transaction.atomic
def send_notice(notice_id: int) -> None:
    """Tell one address, once, if what it waits for can be had at this moment; else it waits on."""
    notice = _locked(notice_id)
    if notice is None or notice.mailed_at or not notice.confirmed_at:
        return
    if _units_left(notice, database_now()) > 0:
        mail_in_stock(notice, notice_token(notice))
        notice.mailed_at = TransactionTimestamp()
    else:
        notice.queued_at = None
    notice.save(update_fields=["mailed_at", "queued_at"])


def forget_notices() -> int:
    """Delete what nobody confirmed and what was mailed long ago; return how many."""
    now = database_now()
    unconfirmed = RestockNotice.objects.filter(
        confirmed_at__isnull=True, asked_at__lt=now - FORGET_UNCONFIRMED
    )
    mailed = RestockNotice.objects.filter(mailed_at__lt=now - FORGET_MAILED)
    return unconfirmed.delete()[0] + mailed.delete()[0]


def _sold_out_article(request: RestockRequest) -> Product:
    offer = find_offer(request.sku, request.market, request.ship_to, CHANNEL, database_now())
    if offer is None:
        raise NoticeRefused(reason="unknown")
    if not offer.sellable:
        raise NoticeRefused(reason="not_sold_here")
    variant = next((one for one in offer.variants if one.product.sku == request.sku), None)
    if variant is None:
        raise NoticeRefused(reason="unknown")
    if variant.left > 0:
        raise NoticeRefused(reason="in_stock")
    return variant.product


def _is_own(request: RestockRequest) -> bool:
    verified = EmailAddress.objects.filter(email__iexact=request.email, verified=True)
    return request.user is not None and verified.filter(user=request.user).exists()


def _may_be_asked(email: str) -> bool:
    unanswered = RestockNotice.objects.filter(
        email=email, confirmed_at__isnull=True, asked_at__gt=database_now() - A_DAY
    )
    return unanswered.count() <= MOST_QUESTIONS


def _queue_for(product_id: int, units: int, now: datetime) -> int:
    told = RestockNotice.objects.filter(product=product_id, queued_at__gt=now - A_DAY).count()
    room = units * TOLD_PER_UNIT - told
    chosen = list(_next(product_id, room, now))
    for notice in chosen:
        with transaction.atomic():
            claimed = RestockNotice.objects.filter(pk=notice.pk, queued_at__isnull=True).update(
                queued_at=TransactionTimestamp()
            )
            if claimed:
                queue_job("restock.send", notice_id=notice.pk)
    return len(chosen)


def _next(product_id: int, room: int, now: datetime) -> Iterator[RestockNotice]:
    """Yield the oldest wishes that can be fulfilled where they came from."""
    sold: dict[tuple[int, str], bool] = {}
    waiting = RestockNotice.objects.filter(
        product=product_id,
        confirmed_at__isnull=False,
        mailed_at__isnull=True,
        queued_at__isnull=True,
    ).select_related("product", "market")
    for notice in waiting.order_by("confirmed_at", "pk").iterator():
        if room <= 0:
            return
        place = (notice.market_id, notice.ship_to_id)
        if place not in sold:
            sold[place] = _units_left(notice, now) > 0
        if sold[place]:
            room -= 1
            yield notice


def _units_left(notice: RestockNotice, at: datetime) -> int:
    """Units of the article that its page offers where the wish came from; 0 if it offers none."""
    sku = notice.product.sku
    offer = find_offer(sku, notice.market, notice.ship_to_id, CHANNEL, at)
    if offer is None or not offer.sellable:
        return 0
    return sum(variant.left for variant in offer.variants if variant.product.sku == sku)


def _locked(notice_id: int) -> RestockNotice | None:
    notices = RestockNotice.objects.select_for_update(of=("self",))
    return notices.select_related("product__parent", "market").filter(pk=notice_id).first()
