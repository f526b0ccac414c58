"""Telling people: each once for each event, on the page and by one mail after the commit."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from shop.accounts.models import User
from shop.database.clock import TransactionTimestamp, database_now
from shop.database.jobs import queue_job
from shop.notices.mails import mail_notice
from shop.notices.models import Notice

FORGET_READ, FORGET_UNREAD = timedelta(days=90), timedelta(days=365)


@transaction.atomic
def notify(
    *,
    users: Collection[User],
    code: str,
    key: str,
    link: str,
    data: Mapping[str, object],
) -> int:
    """Tell people of an event, who were not told of it before; return how many are told now.

    `key` names the event, such as "comment:7"; the mails are queued with the transaction.
    """
    told = set(Notice.objects.filter(user__in=users, key=key).values_list("user", flat=True))
    wanted = [
        Notice(user=user, code=code, key=key, link=link, data=dict(data))
        for user in users
        if user.pk not in told
    ]
    # Somebody may tell the same at this moment: the constraint lets one of both pass.
    Notice.objects.bulk_create(wanted, ignore_conflicts=True)
    new = Notice.objects.filter(user__in=[row.user_id for row in wanted], key=key)
    numbers = list(new.filter(mailed_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        queue_job("notices.send", notice_id=number)
    return len(numbers)


def notices_for(user: User) -> QuerySet[Notice]:
    """Return what a person was told, the newest first."""
    return Notice.objects.filter(user=user).order_by("-pk")


def unread_count(user: User) -> int:
    """Return of how much a person has not taken note."""
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def read_notices(*, notices: QuerySet[Notice]) -> int:
    """Note that their person has seen them; return how many were unread."""
    return notices.filter(read_at__isnull=True).update(read_at=TransactionTimestamp())


@transaction.atomic
def send_notice(notice_id: int) -> None:
    """Mail a notice, once; not to somebody who has read it or may not come in any more."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("user")
    notice = rows.filter(pk=notice_id).first()
    if notice is None or notice.mailed_at is not None:
        return
    if notice.read_at is None and notice.user.is_active:
        mail_notice(notice)
    Notice.objects.filter(pk=notice.pk).update(mailed_at=TransactionTimestamp())


def forget_notices() -> int:
    """Delete what was read long ago, and what nobody read for a year; return how many."""
    now = database_now()
    read = Notice.objects.filter(read_at__lt=now - FORGET_READ)
    unread = Notice.objects.filter(created_at__lt=now - FORGET_UNREAD)
    return read.delete()[0] + unread.delete()[0]
