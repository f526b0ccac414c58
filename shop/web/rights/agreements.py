"""Agreements in reach: the list, and one with its grants on a timeline."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from licensing.channels import Channel
from licensing.models import Agreement, Grant
from licensing.states import sell_off_end, state_at
from shop.accounts.roles import may_write_rights, reach_of
from shop.database.clock import database_now
from shop.web.rights.access import person_of
from shop.web.rights.moving import moves_of
from shop.web.rights.searching import AgreementSearchForm, find_agreements
from shop.web.rights.timeline import draw_timeline

PAGE_SIZE = 50


def show_list(request: HttpRequest) -> HttpResponse:
    """List agreements by number, party and state now."""
    form = AgreementSearchForm(request.GET)
    rows = find_agreements(reach_of(person_of(request)), form, database_now())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_write": may_write_rights(person_of(request))}
    return render(request, "rights/agreements.html", context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agreement: terms, grants, events and versions."""
    reach, at = reach_of(person_of(request)), database_now()
    rows = reach.agreements().select_related("licensor", "licensee", "supersedes", "parent")
    agreement = get_object_or_404(rows, pk=pk)
    grants = list(
        agreement.grants.select_related("territory_set_version__territory_set")
        .prefetch_related("granted_properties", "granted_categories")
        .order_by("pk")
    )
    state = state_at(agreement, at)
    context = {
        "agreement": agreement,
        "state": state,
        "sell_off_end": sell_off_end(agreement),
        "grants": [(grant, _channels(grant)) for grant in grants],
        "timeline": draw_timeline(agreement, grants, at),
        "events": agreement.events.select_related("created_by").order_by("-pk"),
        "versions": _versions(reach.agreements().filter(number=agreement.number)),
        "may_edit": may_write_rights(person_of(request)) and agreement.status == "DRAFT",
        "moves": moves_of(person_of(request), agreement),
    }
    return render(request, "rights/agreement.html", context)


def _channels(grant: Grant) -> list[str]:
    return [channel.value for channel in Channel if channel.number in grant.channels]


def _versions(rows: object) -> list[Agreement]:
    return list(rows.order_by("-version"))  # type: ignore[attr-defined]
