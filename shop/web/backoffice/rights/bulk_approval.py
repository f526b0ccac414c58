"""Deciding about several versions in one step: color variants, and what became of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalog.approvals.bulk import MAX_VERSIONS, StageDecision, decide_versions, find_differences
from catalog.approvals.decisions import find_holders
from catalog.approvals.queue import prefetch_details, waiting_versions
from catalog.models import ProductVersion
from licensing.models import RightsHolder
from licensing.reading.visibility import Visibility
from shop.identity.accounts.roles import visibility_of
from shop.platform.core.numbers import whole_number
from shop.platform.database.clock import database_now
from shop.web.backoffice.review.error_messages import refusal
from shop.web.backoffice.review.thumbnails import with_thumbnails
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.approval_forms import StageForm
from shop.web.form_answers import shown_at


def decide(request: HttpRequest) -> HttpResponse:
    """Show the versions in `v=` compared with the first; POST decides a stage of each."""
    person = person_of(request)
    visibility, params = (
        visibility_of(person),
        request.POST if request.method == "POST" else request.GET,
    )
    versions = _chosen(visibility, params.getlist("v"))
    form = StageForm(
        request.POST if request.method == "POST" else None, _common(visibility, versions)
    )
    if request.method == "POST" and form.is_valid():
        outcomes = decide_versions(
            versions=versions,
            decision=StageDecision(**form.decision()),
            by_id=person.pk,
            at=database_now(),
        )
        results = [
            (outcome.version, refusal(outcome.refused) if outcome.refused else "")
            for outcome in outcomes
        ]
        decided = sum(outcome.refused is None for outcome in outcomes)
        context = {"outcomes": results, "decided": decided}
        page = render(request, "rights/together_done.html", context)
        return shown_at(page, reverse("rights:approvals"))  # the versions no longer wait here
    rows = zip(with_thumbnails(versions), find_differences(versions), strict=True)
    context = {
        "form": form,
        "rows": [(version, image, unlike) for (version, image), unlike in rows],
    }
    return render(request, "rights/together.html", context, status=422 if form.errors else 200)


def _chosen(visibility: Visibility, numbers: list[str]) -> list[ProductVersion]:
    """Return the visible waiting versions, in the requested order; 404 if one is missing."""
    texts = list(dict.fromkeys(numbers))[:MAX_VERSIONS]
    plain = [number for text in texts if (number := whole_number(text)) is not None]
    if len(plain) != len(texts) or not plain:
        raise Http404
    holders = visibility.holders()
    rows = prefetch_details(waiting_versions(holders).filter(pk__in=plain), holders)
    versions = {version.pk: version for version in rows}
    if versions.keys() != set(plain):
        raise Http404
    return [versions[number] for number in plain]


def _common(visibility: Visibility, versions: list[ProductVersion]) -> list[RightsHolder]:
    """Return the person's holders whose marks are on all of the versions."""
    own = set(visibility.holders())
    for version in versions:
        own &= set(find_holders(version))
    return sorted(own, key=lambda holder: holder.name)
