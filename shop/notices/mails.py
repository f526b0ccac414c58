"""The mail of a notice, as text and HTML."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from shop.notices.models import Notice
from shop.notices.wording import word


def mail_notice(notice: Notice) -> None:
    """Write to the person of a notice."""
    said = word(notice.code, notice.data)
    context = {
        "said": said,
        "url": f"{settings.BASE_URL}{notice.link}",
        "shop_name": settings.OSCAR_SHOP_NAME,
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(said.sentence.split()),
        body=render_to_string("web/email/notice.txt", context),
        to=[notice.user.email],
    )
    mail.attach_alternative(render_to_string("web/email/notice.html", context), "text/html")
    mail.send()
