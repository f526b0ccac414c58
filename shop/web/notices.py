"""Notices of the signed-in person, for all parts of the back office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.identity.notices.services import (
    choices_of,
    choose_notices,
    notices_for,
    read_notices,
    unread_count,
)
from shop.identity.notices.wording import NoticeText, render_notice
from shop.web.pagination import page_of

NOTICES_ON_PAGE, SHOWN = 30, 5


def notices_context(user: User, *, limit: int = SHOWN) -> dict[str, Any]:
    """Return the context of `web/parts/notices.html`: unread notices and their number."""
    unread = notices_for(user).filter(read_at__isnull=True)
    return {"notices": with_texts(list(unread[:limit])), "unread": unread_count(user)}


def with_texts(notices: list[Notice]) -> list[tuple[Notice, NoticeText]]:
    """Return notices with their texts."""
    return [(notice, render_notice(notice.code, notice.data)) for notice in notices]


def show_notices(request: HttpRequest, template: str, user: User) -> HttpResponse:
    """List the person's notices, newest first; POST marks them all as read."""
    if request.method == "POST":
        read_notices(notices=notices_for(user))
        return redirect(request.path)
    page = page_of(request, notices_for(user), NOTICES_ON_PAGE)
    context = {
        "page": page,
        "notices": with_texts(list(page)),
        "unread": unread_count(user),
        "choices": choices_of(user),
    }
    return render(request, template, context)


def save_choices(request: HttpRequest, user: User, back: str) -> HttpResponse:
    """Save the optional kinds of notices that the person gets; GET changes nothing."""
    if request.method == "POST":
        choose_notices(user=user, chosen_kinds=request.POST.getlist("wanted"))
        messages.success(request, "Your choice of notices is saved.")
    return redirect(back)


def open_notice(request: HttpRequest, pk: int, user: User, back: str) -> HttpResponse:
    """Mark a notice as read and redirect to its page; GET redirects to the list."""
    notice = get_object_or_404(notices_for(user), pk=pk)
    if request.method != "POST":
        return redirect(back)
    read_notices(notices=notices_for(user).filter(pk=notice.pk))
    return redirect(notice.link)
