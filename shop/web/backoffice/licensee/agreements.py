"""The licensee's agreements (read-only): marks, territories and periods."""

from django.db.models import Prefetch
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from licensing.models import Grant, Property, Territory
from licensing.reading.visibility import Visibility
from licensing.rules.agreement_states import sell_off_end, state_at
from licensing.rules.channels import Channel
from shop.identity.accounts.roles import may_keep_stock
from shop.platform.core.numbers import percent
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.agreement_search import (
    AGREEMENT_COLUMNS,
    AgreementSearchForm,
    factories_of,
    find_agreements,
)
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.tables import listed, span, territories_in_words
from shop.web.backoffice.shared.texts import CHANNELS
from shop.web.backoffice.shared.timeline import draw_timeline
from shop.web.pagination import page_of

USES = ("Mark", "Categories", "Territories", "Channels", "Period (UTC)", "Kind", "Guidelines")


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List the agreements with their state now; as CSV with `format=csv`."""
    form = AgreementSearchForm(request.GET)
    rows = find_agreements(_reach(request), form, database_now())
    if request.GET.get("format") == "csv":
        table = [
            (row, row.licensor, row.licensee, row.term.lower, row.term.upper, state.label)
            for row, state in rows
        ]
        return as_csv("agreements", AGREEMENT_COLUMNS, table)
    page = page_of(request, rows)
    return render(request, "licensee/agreements.html", {"form": form, "page": page})


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show an agreement: its term, its conditions, and the permitted uses of each mark."""
    rows = _reach(request).agreements().select_related("licensor", "licensee")
    agreement, at = get_object_or_404(rows, pk=pk), database_now()
    marks = Prefetch("granted_properties", Property.objects.order_by("name"))
    grants = list(
        agreement.grants.select_related("territory_set_version__territory_set")
        .prefetch_related(marks, "granted_categories")
        .order_by("pk")
    )
    uses = _uses(grants)
    if request.GET.get("format") == "csv":
        return as_csv(f"marks-{agreement}", USES, uses)
    context = {
        "agreement": agreement,
        "state": state_at(agreement, at),
        "royalty_percent": percent(agreement.royalty_rate),
        "sell_off_end": sell_off_end(agreement),
        "may_declare": may_keep_stock(request.person) and sell_off_end(agreement) is not None,
        "timeline": draw_timeline(agreement, grants, at),
        "factories": factories_of(agreement, at.date()),
        "columns": USES[1:],
        "uses": [(row[0], list(zip(USES[1:], row[1:], strict=True))) for row in uses],
    }
    return render(request, "licensee/agreement.html", context)


def _reach(request: PortalRequest) -> Visibility:
    return Visibility(licensee_id=request.licensee.pk)


def _uses(grants: list[Grant]) -> list[tuple[str, ...]]:
    """Return a row for each mark of each grant."""
    codes = dict(Territory.objects.values_list("number", "code"))
    rows = []
    for grant in grants:
        covered = [number for number in codes if number in grant.territories]
        use_texts = (
            listed(grant.granted_categories.all()),
            territories_in_words(covered, codes),
            listed(CHANNELS[channel] for channel in Channel if channel.number in grant.channels),
            span(grant.window),
            str(grant.get_exclusivity_display()),
        )
        rows += [
            (mark.name, *use_texts, mark.guidelines_url or "None")
            for mark in grant.granted_properties.all()
        ]
    return sorted(rows)
