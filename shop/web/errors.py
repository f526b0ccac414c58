"""Error pages, and problem documents for /api/.

Django calls these views with keyword arguments, so their signatures have arguments that they do not
use.
"""

import sys

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext as _

from shop.platform.problems.documents import problem_answer
from shop.web.storefront.browse.market_switch import offered_addresses

RETRY_AFTER_S = 2  # the longest wait for a lock


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return 404, with existing addresses if the middleware found some."""
    if _is_api(request):
        return problem_answer(request, 404, "not_found")
    offers = offered_addresses(request)
    return render(request, "web/errors/404.html", {"offered": offers}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return 403."""
    if _is_api(request):
        return problem_answer(request, 403, "forbidden")
    return _page(request, 403, _("You do not have access to this page"), "")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return 403 for a form that was not sent from our own page, or too late."""
    text = _(
        "The form was open for too long, or cookies are turned off. Go back, reload "
        "the page and try again."
    )
    return _page(request, 403, _("We could not accept this form"), text)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return 400; rendered without context, because the request itself cannot be trusted."""
    if _is_api(request):
        return problem_answer(request, 400, "bad_request")
    return _bare(400, _("We could not read this request"))


def too_many_requests(request: HttpRequest, wait: int) -> HttpResponse:
    """Return 429, with the seconds to wait; the browser's form still has the input."""
    if _is_api(request):
        answer: HttpResponse = problem_answer(request, 429, "too_many_requests")
    else:
        text = _("Wait %(seconds)s seconds, then go back and try again.")
        heading = _("Too many requests")
        answer = _page(request, 429, heading, text % {"seconds": wait})
    answer["Retry-After"] = str(wait)
    return answer


def files_too_large(request: HttpRequest, limit_bytes: int) -> HttpResponse:
    """Return 413 to a form with files, before its body is read; the browser's form keeps the input.

    The market is not known yet, so the language is that of the prefix.
    """
    prefix = request.path_info.lstrip("/").partition("-")[0].lower()
    with translation.override(prefix if prefix in dict(settings.LANGUAGES) else "en"):
        text = _("Your files are too large. Go back and attach at most %(most)s MB in total.")
        return _bare(413, text % {"most": limit_bytes // 1024**2})


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 500; uses neither database nor session, because they may have failed.

    A lock time-out or a restarting database is 503: the next attempt may succeed.
    """
    if isinstance(sys.exception(), OperationalError):
        return _busy(request)
    if _is_api(request):
        return problem_answer(request, 500, "server_error")
    return _bare(500, _("Something went wrong on our side"))


def _busy(request: HttpRequest) -> HttpResponse:
    if _is_api(request):
        answer: HttpResponse = problem_answer(request, 503, "busy")
    else:
        answer = _bare(503, _("The shop is busy. Try again in a moment."))
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _page(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    context = {"heading": heading, "text": text}
    return render(request, "web/errors/message.html", context, status=status)


def _bare(status: int, heading: str) -> HttpResponse:
    page = loader.get_template("web/errors/bare.html").render({"heading": heading})
    return HttpResponse(page, status=status)
