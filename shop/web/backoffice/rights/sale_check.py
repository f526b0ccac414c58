"""The sale check: whether a product can be sold, and what the decision is based on."""

from contextlib import nullcontext
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.models import Product
from catalog.services import Explanation, explain_product
from licensing.models import Agreement
from licensing.reading.history import as_recorded
from licensing.rules.decision import public_wording
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at
from shop.identity.accounts.roles import visibility_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.decision_basis import basis_in_words, parties_of
from shop.web.backoffice.rights.forms_query import SaleCheckForm
from shop.web.backoffice.shared.texts import (
    MODES,
    PUBLIC,
    channel_in_words,
    sentence,
)


def ask(request: HttpRequest) -> HttpResponse:
    """Show the form and, once it is valid, the decision."""
    visibility = visibility_of(person_of(request))
    form = SaleCheckForm(request.GET or None, visibility=visibility)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        form_data, at = form.cleaned_data, form.at(database_now())
        with as_recorded(at) if form_data["as_recorded"] else nullcontext():
            explanation = explain_product(
                form_data["sku"],
                form_data["territory"],
                form_data["channel"],
                at,
                postcode=form_data["postcode"],
            )
        decision = explanation.decision
        rows = visibility.agreements().select_related("licensor", "licensee")
        visible = {row.pk: row for row in rows}
        context |= {
            "at": at,
            "product": form_data["sku"],
            "territory": form_data["territory"],
            "channel": channel_in_words(form_data["channel"]),
            "decision": decision,
            "answer": sentence(decision.reason, decision.mode),
            "reasons": [(code, sentence(code)) for code in decision.reasons],
            "public": "" if decision.allowed else PUBLIC[public_wording(decision.reason)],
            "mode": MODES[decision.mode],
            "basis": basis_in_words(decision.basis, visible),
            "priced": _is_priced(form_data["sku"], form_data["territory"], at),
            "explanation": explanation,
            "marks": _marks(explanation, visible),
        }
    return render(request, "rights/question.html", context, status=422 if form.errors else 200)


def _is_priced(product: Product, territory: str, at: datetime) -> bool:
    """Return whether the product has a price in the market that serves the territory."""
    market = Market.objects.serving(territory).first()
    return market is not None and bool(prices_at([product], market, at))


def _marks(explanation: Explanation, agreements: dict[int, Agreement]) -> list[dict[str, object]]:
    """Return every mark with the grants considered; for other holders only the number."""
    return [
        {
            "name": mark.name,
            "blocked": sentence(seen.blocked) if seen.blocked else "",
            "grants": [
                {
                    "id": grant.grant.id,
                    "agreement": agreements.get(grant.grant.agreement.id),
                    "parties": parties_of(agreements.get(grant.grant.agreement.id)),
                    "option": "Yes" if grant.option is not None else "",
                    "failure": grant.failure,
                    "why": sentence(grant.failure) if grant.failure else "",
                }
                for grant in seen.grants
            ],
        }
        for mark, seen in explanation.marks
    ]
