"""Back-in-stock notices: request, confirm, end, and send.

Only confirmed addresses are mailed. The oldest requests come first, and only as many as are likely
to get a unit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Sum

from catalog.models import Product
from shop.commerce.inventory.availability import ANNOUNCED, FREE
from shop.commerce.listing.product_detail import find_product_detail
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
TOLD_PER_UNIT = 3  # about one of three recipients buys
A_DAY = timedelta(days=1)
MOST_QUESTIONS = 5  # mails a day to an address whose owner may not have asked
ASK_AGAIN_AFTER = timedelta(hours=1)
FORGET_UNCONFIRMED, FORGET_MAILED = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RestockRequest:
    """A request for a notice: article, email address, destination and language."""

    sku: str
    email: str
    market: Market
    ship_to: str
    language: str
    user: User | None = None


def ask_for_notice(request: RestockRequest) -> RestockNotice:
    """Store a request and ask the address's owner to confirm it, unless it is the user's own.

    Raises `NoticeRefused` if the article is not sold out there.
    """
    product = _sold_out_article(request)
    is_own = _is_own(request)
    lookup = {"product": product, "email": request.email.lower(), "mailed_at": None}
    with transaction.atomic():
        notice = RestockNotice.objects.select_for_update().filter(**lookup).first()
        if notice is None:
            notice = RestockNotice(
                **lookup,
                user=request.user if is_own else None,
                market=request.market,
                ship_to_id=request.ship_to,
                language=request.language,
            )
            try:
                with transaction.atomic():
                    notice.save()
            except IntegrityError:  # a simultaneous request was first
                return RestockNotice.objects.get(**lookup)
            asked_before = False
        else:
            asked_before = notice.asked_at > database_now() - ASK_AGAIN_AFTER
        if notice.confirmed_at:
            return notice
        if is_own:
            notice.confirmed_at = TransactionTimestamp()
            notice.save(update_fields=["confirmed_at"])
        elif not asked_before and _may_be_asked(notice.email):
            notice.asked_at = TransactionTimestamp()
            notice.save(update_fields=["asked_at"])
            queue_job("restock.ask", notice_id=notice.pk)
    return notice


def notice_token(notice: RestockNotice) -> str:
    """Return the signed token of the notice's page."""
    return Signer(salt=SALT).sign(str(notice.public_id))


def notice_for_token(token: str) -> RestockNotice | None:
    """Return the notice of a token; None if it is forged, ended or deleted."""
    try:
        public_id = UUID(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    notices = RestockNotice.objects.select_related("product__parent", "market")
    return notices.filter(public_id=public_id).first()


def confirm_notice(notice: RestockNotice) -> None:
    """Confirm a notice; only the first time counts."""
    RestockNotice.objects.filter(pk=notice.pk, confirmed_at__isnull=True).update(
        confirmed_at=TransactionTimestamp()
    )


def end_notices(notice: RestockNotice) -> None:
    """Delete all requests of a request's address."""
    RestockNotice.objects.filter(email=notice.email).delete()


def waiting_notices(user: User) -> QuerySet[RestockNotice]:
    """Return the requests of an account that wait for their item, the newest first."""
    waiting = RestockNotice.objects.filter(
        user=user, confirmed_at__isnull=False, mailed_at__isnull=True
    )
    return waiting.select_related("product__parent").order_by("-pk")


def end_waiting_notices(*, user: User, public_id: UUID | None = None) -> None:
    """Delete one waiting request of an account, or all of them."""
    rows = waiting_notices(user)
    (rows.filter(public_id=public_id) if public_id else rows).delete()


def queue_notices() -> int:
    """Queue mails for articles in stock again, the oldest requests first; return how many."""
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
    """Ask the address's owner to confirm the request."""
    notice = _locked(notice_id)
    if notice and not notice.confirmed_at:
        mail_question(notice, notice_token(notice))


@transaction.atomic
def send_notice(notice_id: int) -> None:
    """Mail one address once, if the article is available now; otherwise it keeps waiting."""
    notice = _locked(notice_id)
    if notice is None or notice.mailed_at or not notice.confirmed_at:
        return
    if _units_left(notice, database_now()) > 0:
        mail_in_stock(notice, notice_token(notice))
        notice.mailed_at = TransactionTimestamp()
    else:
        notice.queued_at = None
    notice.save(update_fields=["mailed_at", "queued_at"])


def delete_old_notices() -> int:
    """Delete unconfirmed and long-mailed requests; return how many."""
    now = database_now()
    unconfirmed = RestockNotice.objects.filter(
        confirmed_at__isnull=True, asked_at__lt=now - FORGET_UNCONFIRMED
    )
    mailed = RestockNotice.objects.filter(mailed_at__lt=now - FORGET_MAILED)
    return unconfirmed.delete()[0] + mailed.delete()[0]


def _sold_out_article(request: RestockRequest) -> Product:
    detail = find_product_detail(
        request.sku, request.market, request.ship_to, CHANNEL, database_now()
    )
    if detail is None:
        raise NoticeRefused(reason="unknown")
    if not detail.sellable:
        raise NoticeRefused(reason="not_sold_here")
    variant = next(
        (variant for variant in detail.variants if variant.product.sku == request.sku), None
    )
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
    mailed = RestockNotice.objects.filter(product=product_id, queued_at__gt=now - A_DAY).count()
    room = units * TOLD_PER_UNIT - mailed
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
    """Yield the oldest requests whose destination can get the article."""
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
    """Return the units offered at the request's destination."""
    sku = notice.product.sku
    detail = find_product_detail(sku, notice.market, notice.ship_to_id, CHANNEL, at)
    if detail is None or not detail.sellable:
        return 0
    return sum(variant.left for variant in detail.variants if variant.product.sku == sku)


def _locked(notice_id: int) -> RestockNotice | None:
    notices = RestockNotice.objects.select_for_update(of=("self",))
    return notices.select_related("product__parent", "market").filter(pk=notice_id).first()
