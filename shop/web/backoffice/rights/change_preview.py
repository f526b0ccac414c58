"""Preview of the impact of activating, suspending or revoking an agreement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from shop.identity.accounts.roles import visibility_of
from shop.orders.denials.impact import SHOWN, Impact, impact_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.conflicts import conflicts_in_words, consents_in_words
from shop.web.backoffice.shared.exports import as_csv

KINDS = {"activate": "Activating", "suspend": "Suspending", "revoke": "Revoking"}
COLUMNS = ("Change", "SKU", "Title")


def show(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Show the impact; as CSV with `format=csv`."""
    if kind not in KINDS:
        raise Http404
    agreement = get_object_or_404(visibility_of(person_of(request)).agreements(), pk=pk)
    now = database_now()
    starts = agreement.term.lower
    at = starts if kind == "activate" and starts is not None and starts > now else now
    impact = impact_of(agreement=agreement, kind=kind, at=at)
    if request.GET.get("format") == "csv":
        return as_csv(f"{kind}-{agreement}", COLUMNS, _cells(impact))
    context = {
        "agreement": agreement,
        "kind": kind,
        "kinds": [other for other in ("suspend", "revoke") if other != kind],
        "doing": KINDS[kind],
        "at": at,
        "impact": impact,
        "gained": impact.gained[:SHOWN],
        "lost": impact.lost[:SHOWN],
        "conflicts": conflicts_in_words(agreement) if kind == "activate" else None,
        "consents": consents_in_words(agreement) if kind == "activate" else None,
    }
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return render(request, "rights/whatif.html", context)


def _cells(impact: Impact) -> list[tuple[str, str, str]]:
    return [("gained", product.upc, product.title) for product in impact.gained] + [
        ("lost", product.upc, product.title) for product in impact.lost
    ]
