"""The mails of notices, as text and HTML: one notice, or several collected ones in one mail."""

from collections.abc import Sequence

from django.conf import settings

from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.identity.notices.wording import render_notice
from shop.platform.mail import STAFF_LANGUAGE, MailKind, send_mail

NOTICE = MailKind("web/email/notice", "%(sentence)s")
DIGEST = MailKind("web/email/notice_digest", "%(count)s updates about approvals")
MOST_ROWS = 50  # lines in one mail; the others are counted


def mail_notice(notice: Notice) -> None:
    """Mail a notice to its recipient."""
    notice_text = render_notice(notice.code, notice.data)
    send_mail(
        NOTICE,
        to=notice.user.email,
        language=STAFF_LANGUAGE,
        context={
            "notice_text": notice_text,
            "sentence": notice_text.sentence,
            "url": f"{settings.BASE_URL}{notice.link}",
        },
    )


def mail_notices(person: User, notices: Sequence[Notice]) -> None:
    """Mail several notices in one message.

    Of notices with the same page, only the newest one and those with a text are listed.
    """
    newest = {notice.link: notice.pk for notice in notices}
    named = [row for row in notices if newest[row.link] == row.pk or row.data.get("text")]
    if len(named) == 1:
        mail_notice(named[0])
        return
    rows = [(render_notice(row.code, row.data), f"{settings.BASE_URL}{row.link}") for row in named]
    context = {
        "rows": rows[:MOST_ROWS],
        "others": max(len(rows) - MOST_ROWS, 0),
        "count": len(rows),
    }
    send_mail(DIGEST, to=person.email, language=STAFF_LANGUAGE, context=context)
