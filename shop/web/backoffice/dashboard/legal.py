"""Legal pages in the dashboard: overview by market, editor with versions, preview, publication."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.commerce.legal.errors import LegalTextChanged, PublicationInPast
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.ready_made import fill_text, ready_made_texts
from shop.commerce.legal.rendering import render_text
from shop.commerce.legal.services import (
    add_ready_made_texts,
    confirm_ready_made_texts,
    draft_state,
    find_draft,
    missing_texts,
    publish_draft,
    save_draft,
)
from shop.commerce.markets.models import Market
from shop.platform.core.local_time import LocalTimeUnclear, parse_local
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.record_pages import record_change
from shop.web.backoffice.dashboard.stock_forms import StyledForm

PUBLISH = "legal.change_legaltext"
REFUSALS = {
    "legal_text_changed": "Someone else saved or published this text while you were editing it."
    " Your text was not saved. Open the page again to see theirs.",
    "publication_in_past": "Enter a time in the future, or leave this blank for now.",
}


class TextForm(StyledForm):
    """Title and body of a page."""

    title = forms.CharField(max_length=120)
    body = forms.CharField(
        max_length=100_000,
        widget=forms.Textarea({"rows": 20}),
        label="Text",
        help_text="Markdown: ## for a heading, - for a list, an empty line between paragraphs.",
    )
    state = forms.CharField(required=False, widget=forms.HiddenInput)


class PublicationForm(StyledForm):
    """The instant from which a text applies."""

    valid_from = forms.CharField(
        required=False,
        max_length=40,
        label="In force from",
        help_text="In the market's time zone, for example 2027-01-01 or 2027-01-01T08:00. Leave"
        " blank for now.",
    )

    def __init__(self, data: Any, zone: str) -> None:
        super().__init__(data)
        self.zone = zone

    def clean_valid_from(self) -> Any:
        """Return the instant; None for now."""
        typed = self.cleaned_data["valid_from"]
        try:
            return parse_local(typed, self.zone) if typed else None
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error


def show_markets(request: HttpRequest) -> HttpResponse:
    """List the markets with the number of missing pages; add or confirm ready-made texts."""
    at = database_now()
    markets = Market.objects.select_related("selling_entity")
    if request.method == "POST":
        _change_ready_made(request, list(markets))
        return redirect("dashboard:legal-markets")
    rows = [(market, len(missing_texts(market, at))) for market in markets]
    return render(request, "oscar/dashboard/legal/markets.html", {"rows": rows})


def show_market(request: HttpRequest, code: str) -> HttpResponse:
    """Show every page of a market in each language; add or confirm ready-made texts."""
    market = get_object_or_404(Market.objects.select_related("selling_entity"), code=code)
    if request.method == "POST":
        _change_ready_made(request, [market])
        return redirect("dashboard:legal-market", code)
    at = database_now()
    texts = LegalText.objects.filter(market=market)
    current = {(text.kind, text.language): text for text in texts.in_force(at)}
    waiting = {(text.kind, text.language): text for text in texts.exclude(valid_from__lte=at)}
    missing = set(missing_texts(market, at))
    rows = [
        (
            label,
            [
                (
                    language,
                    reverse("dashboard:legal-text", args=[code, language, kind]),
                    current.get((kind, language)),
                    waiting.get((kind, language)),
                    (kind, language) in missing,
                )
                for language in market.languages
            ],
        )
        for kind, label in LegalText.Kind.choices
    ]
    context = {"market": market, "rows": rows, "missing": len(missing)}
    return render(request, "oscar/dashboard/legal/market.html", context)


def edit(request: HttpRequest, code: str, language: str, kind: str) -> HttpResponse:
    """Show the versions of a page; save its draft or publish it."""
    market = get_object_or_404(Market.objects.select_related("selling_entity"), code=code)
    if language not in market.languages or kind not in LegalText.Kind.values:
        raise Http404
    draft = find_draft(market, language, kind)
    versions = LegalText.objects.filter(market=market, language=language, kind=kind)
    latest = versions.filter(published_at__isnull=False).order_by("-version").first()
    publishing = request.POST.get("do") == "publish"
    publication = PublicationForm(request.POST if publishing else None, market.time_zone)
    form = TextForm(
        request.POST if request.method == "POST" and not publishing else None,
        initial=_initial(market, language, kind, draft or latest) | {"state": draft_state(draft)},
    )
    if (publishing and draft and _published(request, draft, publication)) or (
        form.is_valid() and _saved(request, (market, language, kind), form)
    ):
        return redirect("dashboard:legal-text", code, language, kind)
    context = {
        "market": market,
        "language": language,
        "label": LegalText.Kind(kind).label,
        "draft": draft,
        "form": form,
        "publication": publication,
        "may_publish": _may_publish(request),
        "versions": versions.filter(published_at__isnull=False).order_by("-version"),
        "zone": market.time_zone,
    }
    status = 422 if form.errors or publication.errors else 200
    return render(request, "oscar/dashboard/legal/edit.html", context, status=status)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version as the market shows it, published or not."""
    text = get_object_or_404(LegalText.objects.select_related("market"), pk=pk)
    context = {"text": text, "html": render_text(text.body)}
    return render(request, "oscar/dashboard/legal/preview.html", context)


def _initial(market: Market, language: str, kind: str, text: LegalText | None) -> dict[str, str]:
    """Return the text to edit; a page without one begins with the ready-made text."""
    if text is not None:
        return {"title": text.title, "body": text.body}
    ready_made = ready_made_texts(language)[kind]
    return {
        "title": ready_made.title,
        "body": fill_text(ready_made.body, market.selling_entity),
    }


def _saved(request: HttpRequest, page: tuple[Market, str, str], form: TextForm) -> bool:
    market, language, kind = page
    try:
        draft = save_draft(
            market=market,
            language=language,
            kind=kind,
            by_id=int(request.user.pk or 0),
            **form.cleaned_data,
        )
    except LegalTextChanged as error:
        form.add_error(None, REFUSALS[error.code])
        return False
    record_change(draft, int(request.user.pk or 0), CHANGE, "Draft saved")
    messages.success(request, "Draft saved. Customers see it once you publish it.")
    return True


def _published(request: HttpRequest, draft: LegalText, form: PublicationForm) -> bool:
    if not _may_publish(request):
        raise PermissionDenied
    if not form.is_valid():
        return False
    by_id = int(request.user.pk or 0)
    try:
        text = publish_draft(
            draft=draft,
            valid_from=form.cleaned_data["valid_from"],
            at=database_now(),
            by_id=by_id,
        )
    except (LegalTextChanged, PublicationInPast) as error:
        form.add_error("valid_from", REFUSALS[error.code])
        return False
    record_change(text, by_id, CHANGE, "Published")
    local = text.valid_from.astimezone(ZoneInfo(form.zone)) if text.valid_from else None
    messages.success(
        request,
        f"Version {text.version} is published, in force from {local:%Y-%m-%d %H:%M} ({form.zone}).",
    )
    return True


def _change_ready_made(request: HttpRequest, markets: list[Market]) -> None:
    if not _may_publish(request):
        raise PermissionDenied
    by_id, at = int(request.user.pk or 0), database_now()
    if request.POST.get("do") == "add":
        added = add_ready_made_texts(markets=markets, at=at, by_id=by_id)
        messages.success(request, f"{added} ready-made texts added. Have them checked.")
    elif request.POST.get("checked"):
        confirmed = confirm_ready_made_texts(markets=markets, at=at, by_id=by_id)
        messages.success(request, f"{confirmed} texts published as your own.")
    else:
        messages.error(request, "Confirm that somebody has checked the texts.")


def _may_publish(request: HttpRequest) -> bool:
    person: Any = request.user
    return bool(person.has_perm(PUBLISH))
