"""Visible agreements: the list, and one with its grants on a timeline."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from licensing.models import Agreement, Grant
from licensing.rules.agreement_states import State, sell_off_end, state_at
from licensing.rules.channels import Channel
from licensing.services.availability import PENDING
from shop.identity.accounts.roles import may_stop_sales, may_write_rights, visibility_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.agreement_actions import steps_of
from shop.web.backoffice.rights.conflicts import conflicts_in_words, consents_in_words
from shop.web.backoffice.shared.agreement_search import (
    AGREEMENT_COLUMNS,
    AgreementSearchForm,
    factories_of,
    find_agreements,
)
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import CHANNELS
from shop.web.backoffice.shared.timeline import draw_timeline
from shop.web.pagination import page_of

GRANTED = (
    "Grant",
    "Marks",
    "Categories",
    "Territories",
    "Channels",
    "From (UTC)",
    "Until (excluded)",
    "Kind",
    "Cap",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List agreements by number, party and state now; as CSV with `format=csv`."""
    form = AgreementSearchForm(request.GET)
    rows = find_agreements(visibility_of(person_of(request)), form, database_now())
    if request.GET.get("format") == "csv":
        return as_csv("agreements", AGREEMENT_COLUMNS, (_listed(row, state) for row, state in rows))
    page = page_of(request, rows)
    context = {"form": form, "page": page, "may_write": may_write_rights(person_of(request))}
    return render(request, "rights/agreements.html", context)


def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one agreement: terms, grants, events and versions; its grants as CSV."""
    visibility, at = visibility_of(person_of(request)), database_now()
    rows = visibility.agreements().select_related("licensor", "licensee", "supersedes", "parent")
    agreement = get_object_or_404(rows, pk=pk)
    grants = list(
        agreement.grants.select_related("territory_set_version__territory_set")
        .prefetch_related("granted_properties", "granted_categories")
        .order_by("pk")
    )
    if request.GET.get("format") == "csv":
        return as_csv(f"grants-{agreement}", GRANTED, map(_granted, grants))
    state = state_at(agreement, at)
    context = {
        "agreement": agreement,
        "state": state,
        "sell_off_end": sell_off_end(agreement),
        "grants": [(grant, _channels(grant)) for grant in grants],
        "timeline": draw_timeline(agreement, grants, at),
        "factories": factories_of(agreement, at.date()),
        "may_write": may_write_rights(person_of(request)),
        "may_stop": may_stop_sales(person_of(request)),
        "events": agreement.events.select_related("created_by").order_by("-pk"),
        "versions": _versions(visibility.agreements().filter(number=agreement.number)),
        "may_edit": may_write_rights(person_of(request)) and agreement.status == "DRAFT",
        "conflicts": conflicts_in_words(agreement) if agreement.status in PENDING else [],
        "consents": consents_in_words(agreement) if agreement.status in PENDING else [],
        "steps": steps_of(person_of(request), agreement),
    }
    return render(request, "rights/agreement.html", context)


def _listed(agreement: Agreement, state: State) -> tuple[object, ...]:
    parties = (agreement.licensor, agreement.licensee)
    return (agreement, *parties, agreement.term.lower, agreement.term.upper, state.label)


def _granted(grant: Grant) -> tuple[object, ...]:
    return (
        grant.pk,
        ", ".join(map(str, grant.granted_properties.all())),
        ", ".join(map(str, grant.granted_categories.all())),
        grant.territory_set_version,
        ", ".join(_channels(grant)),
        grant.window.lower,
        grant.window.upper,
        grant.get_exclusivity_display(),
        grant.unit_cap,
    )


def _channels(grant: Grant) -> list[str]:
    return [CHANNELS[channel] for channel in Channel if channel.number in grant.channels]


def _versions(rows: object) -> list[Agreement]:
    return list(rows.order_by("-version"))  # type: ignore[attr-defined]
