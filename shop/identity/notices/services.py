"""Notices: one per person and event, on the page and by email after the commit."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from shop.identity.accounts.models import User
from shop.identity.notices.kinds import OPTIONAL, Kind, is_collected, is_default_for, kind_of
from shop.identity.notices.mails import mail_notice, mail_notices
from shop.identity.notices.models import Notice, NoticeChoice
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

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
    """Notify people of an event once; return the number of new notices.

    `key` identifies the event, such as "comment:7"; the mails are queued with the transaction.
    Mails about approvals are collected, so that many decisions are one mail per person; all others
    are sent at once. People who declined the kind of notice are left out.
    """
    users = recipients_of_kind(users, kind_of(code))
    notified = set(Notice.objects.filter(user__in=users, key=key).values_list("user", flat=True))
    new_notices = [
        Notice(user=user, code=code, key=key, link=link, data=dict(data))
        for user in users
        if user.pk not in notified
    ]
    # Concurrent notices of the same event are possible: the constraint accepts one of them.
    Notice.objects.bulk_create(new_notices, ignore_conflicts=True)
    new = Notice.objects.filter(user__in=[row.user_id for row in new_notices], key=key)
    unsent = list(new.filter(mailed_at__isnull=True).order_by("pk").values_list("pk", "user"))
    for number, user_id in unsent:
        if is_collected(code):
            wait = settings.ENV.NOTICE_DIGEST_S
            queue_job("notices.send_collected", after_s=wait, user_id=user_id)
        else:
            queue_job("notices.send", notice_id=number)
    return len(unsent)


def recipients_of_kind(users: Collection[User], kind: Kind) -> list[User]:
    """Return the people who get notices of a kind, by choice or by default."""
    choices = NoticeChoice.objects.filter(user__in=users, kind=kind)
    chosen = dict(choices.values_list("user", "wanted")) if kind in OPTIONAL else {}
    return [user for user in users if chosen.get(user.pk, is_default_for(user, kind))]


def choices_of(user: User) -> list[tuple[Kind, bool]]:
    """Return the optional kinds, each with whether the person gets its notices."""
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "wanted"))
    return [(kind, chosen.get(kind, is_default_for(user, kind))) for kind in sorted(OPTIONAL)]


@transaction.atomic
def choose_notices(*, user: User, chosen_kinds: Collection[str]) -> None:
    """Save the optional kinds that a person chose; all others are declined."""
    for kind in OPTIONAL:
        NoticeChoice.objects.update_or_create(
            user=user, kind=kind, defaults={"wanted": kind in chosen_kinds}
        )


def notices_for(user: User) -> QuerySet[Notice]:
    """Return the notices of a person, the newest first."""
    return Notice.objects.filter(user=user).order_by("-pk")


def unread_count(user: User) -> int:
    """Return the number of unread notices."""
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def read_notices(*, notices: QuerySet[Notice]) -> int:
    """Mark notices as read; return how many were unread."""
    return notices.filter(read_at__isnull=True).update(read_at=TransactionTimestamp())


@transaction.atomic
def send_notice(notice_id: int) -> None:
    """Mail a notice once; not to people who have read it or lost access."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("user")
    notice = rows.filter(pk=notice_id).first()
    if notice is None or notice.mailed_at is not None:
        return
    if notice.read_at is None and notice.user.is_active:
        mail_notice(notice)
    Notice.objects.filter(pk=notice.pk).update(mailed_at=TransactionTimestamp())


@transaction.atomic
def send_collected_notices(user_id: int) -> int:
    """Mail a person all collected unread notices in one mail; return their number."""
    person = User.objects.select_for_update().filter(pk=user_id).first()
    if person is None:
        return 0
    unsent = Notice.objects.filter(user=person, mailed_at__isnull=True).order_by("pk")
    collected = [notice for notice in unsent if is_collected(notice.code)]
    unread = [notice for notice in collected if notice.read_at is None]
    if unread and person.is_active:
        mail_notices(person, unread)
    numbers = [notice.pk for notice in collected]
    Notice.objects.filter(pk__in=numbers).update(mailed_at=TransactionTimestamp())
    return len(unread)


def delete_old_notices() -> int:
    """Delete notices read long ago, and those unread for a year; return how many."""
    now = database_now()
    read = Notice.objects.filter(read_at__lt=now - FORGET_READ)
    unread = Notice.objects.filter(created_at__lt=now - FORGET_UNREAD)
    return read.delete()[0] + unread.delete()[0]
