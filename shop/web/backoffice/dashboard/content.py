"""Content in the dashboard: list, draft with preview and publication, versions, removal."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.commerce.content.errors import ContentChanged, NoDraft, PictureMissing
from shop.commerce.content.models import ContentItem, ContentVersion
from shop.commerce.content.services import (
    content_state,
    find_draft,
    publish_draft,
    remove_from_shop,
    restore_version,
    save_draft,
)
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.content_forms import ContentForm, initial_of
from shop.web.backoffice.dashboard.record_pages import changes_of, record_change
from shop.web.pagination import page_of

Place = ContentItem.Place
CHANGE_CONTENT, PUBLISH = "content.change_contentitem", "content.publish_content"
REFUSALS = {
    "content_changed": "Someone else saved or published this content while you were editing it."
    " Nothing was saved. Open the page again to see their changes.",
    "no_draft": "There is no draft to publish. Save your changes first.",
    "picture_missing": "A hero banner needs a picture. Add it to the draft first.",
}


def show_list(request: HttpRequest) -> HttpResponse:
    """List the content of the storefront by place and position, with what is shown now."""
    at = database_now()
    items = ContentItem.objects.select_related("published__market").prefetch_related(
        "versions__market"
    )
    place = request.GET.get("place", "")
    if place in Place.values:
        items = items.filter(place=place)
    page = page_of(request, items.order_by("place", "published__position", "pk"))
    person: Any = request.user
    context = {
        "page": page,
        "rows": [(item, _shown_version(item), _state(item, at)) for item in page],
        "places": Place.choices,
        "place": place,
        "may_add": person.has_perm("content.add_contentitem"),
    }
    return render(request, "oscar/dashboard/content/list.html", context)


def add(request: HttpRequest, place: str) -> HttpResponse:
    """Add content in a place; it begins as a draft."""
    if place not in Place.values:
        raise Http404
    return _show(request, ContentItem(place=place))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item with its versions; save, publish, restore or remove it."""
    item = get_object_or_404(ContentItem.objects.select_related("published"), pk=pk)
    act = {"publish": _publish, "remove": _remove, "restore": _restore}.get(
        request.POST.get("do", "")
    )
    if request.method != "POST" or act is None:
        return _show(request, item)
    try:
        act(request, item)
    except (ContentChanged, NoDraft, PictureMissing) as error:
        messages.error(request, REFUSALS[error.code])
    return redirect("dashboard:content-item", pk)


def _show(request: HttpRequest, item: ContentItem) -> HttpResponse:
    draft = find_draft(item) if item.pk else None
    form = ContentForm(
        item.place,
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=initial_of(item, draft or (item.published if item.pk else None)),
    )
    state = request.POST.get("state", "") or content_state(item)
    if form.is_valid() and _save(request, item, form, state):
        return redirect("dashboard:content-item", item.pk)
    versions = item.versions.filter(published_at__isnull=False) if item.pk else ()
    person: Any = request.user
    context = {
        "item": item,
        "form": form,
        "state": state,
        "draft": draft,
        "versions": versions,
        "previews": _previews(draft or item.published) if item.pk else (),
        "may_change": not item.pk or person.has_perm(CHANGE_CONTENT),
        "may_publish": person.has_perm(PUBLISH),
        "changes": changes_of(item) if item.pk else (),
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/content/edit.html", context, status=status)


def _save(request: HttpRequest, item: ContentItem, form: ContentForm, state: str) -> bool:
    person: Any = request.user
    if item.pk and not person.has_perm(CHANGE_CONTENT):
        raise PermissionDenied
    values = form.version_values()
    if form.errors:
        return False
    is_new, item.name = item.pk is None, form.cleaned_data["name"]
    try:
        with transaction.atomic():
            save_draft(item=item, values=values, state=state, by_id=person.pk)
    except DomainError as error:
        form.add_error(None, REFUSALS[error.code])
        return False
    except IntegrityError:
        if not ContentItem.objects.filter(name=item.name).exclude(pk=item.pk).exists():
            raise
        form.add_error("name", "Other content has this name.")
        return False
    changed = ", ".join(form.changed_data)
    note = "Added" if is_new else f"Draft saved: {changed}" if changed else "Draft saved"
    record_change(item, person.pk, ADDITION if is_new else CHANGE, note)
    messages.success(request, "Draft saved. Visitors see it once you publish it.")
    return True


def _publish(request: HttpRequest, item: ContentItem) -> None:
    by_id = _publisher(request)
    version = publish_draft(item=item, state=request.POST.get("state", ""), by_id=by_id)
    record_change(item, by_id, CHANGE, f"Published version {version.number}")
    messages.success(request, f"Version {version.number} is published.")


def _remove(request: HttpRequest, item: ContentItem) -> None:
    by_id = _publisher(request)
    if remove_from_shop(item=item, by_id=by_id):
        record_change(item, by_id, CHANGE, "Removed from the shop")
        messages.success(request, "Removed from the shop. Its versions are kept.")


def _restore(request: HttpRequest, item: ContentItem) -> None:
    person: Any = request.user
    if not person.has_perm(CHANGE_CONTENT):
        raise PermissionDenied
    number = request.POST.get("version", "")
    versions = item.versions.filter(published_at__isnull=False)
    version = get_object_or_404(versions, number=int(number) if number.isdecimal() else 0)
    restore_version(version=version, state=request.POST.get("state", ""), by_id=person.pk)
    record_change(item, person.pk, CHANGE, f"Restored version {version.number} as a draft")
    messages.success(request, f"Version {version.number} is the draft now. Publish it to show it.")


def _publisher(request: HttpRequest) -> int:
    person: Any = request.user
    if not person.has_perm(PUBLISH):
        raise PermissionDenied
    return int(person.pk)


def _shown_version(item: ContentItem) -> ContentVersion | None:
    """Return the published version of an item, or its last one."""
    return item.published or next(iter(item.versions.all()), None)


def _state(item: ContentItem, at: datetime) -> str:
    version = item.published
    if version is None:
        return "Not shown"
    if version.shown_until and version.shown_until <= at:
        return "Ended"
    if version.shown_from and version.shown_from > at:
        return "Scheduled"
    return "Shown"


def _previews(version: ContentVersion | None) -> list[tuple[str, str]]:
    """Return label and address of the front page with a version, by market and language."""
    if version is None:
        return []
    path = reverse("content-preview", args=[version.pk])
    return [
        (f"{market} ({language})", f"{prefix(market, language)}{path}")
        for market in Market.objects.open()
        if version.market_id in {None, market.pk}
        for language in market.languages
        if version.language in {"", language}
    ]
