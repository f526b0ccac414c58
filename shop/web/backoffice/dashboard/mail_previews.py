"""Previews of the mails to buyers and companies for staff, in every language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from shop.orders.aftersales.mail_previews import preview_mail, previewable_kinds
from shop.platform.mail import Mail

# A mail has its styles inline, and loads nothing.
MAIL_POLICY = {"default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE], "img-src": [CSP.SELF]}


def show_kinds(request: HttpRequest) -> HttpResponse:
    """List the kinds of mails and their languages."""
    context = {
        "kinds": previewable_kinds(),
        "languages": settings.LANGUAGES,
        "reminder_hours": settings.ENV.BASKET_REMINDER_HOURS,
    }
    return render(request, "oscar/dashboard/mails.html", context)


def show_mail(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show subject and text of a mail, with a link to its HTML."""
    context = {"mail": _mail(kind, language), "kind": kind, "language": language}
    return render(request, "oscar/dashboard/mail.html", context)


@csp_override(MAIL_POLICY)
def show_html(_request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show the HTML of a mail as it is sent."""
    content, _ = _mail(kind, language).alternatives[0]
    return HttpResponse(str(content))


def _mail(kind: str, language: str) -> Mail:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        mail = preview_mail(kind, language)
    except ValueError as error:
        raise Http404 from error
    if mail is None:
        raise Http404
    return mail
