"""The question box: may this be sold there, then, so, and everything that the answer rests on."""

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
from shop.web.backoffice.rights.forms_query import QuestionForm
from shop.web.backoffice.shared.texts import (
    MODES,
    PUBLIC,
    basis_in_words,
    channel_in_words,
    sentence,
)


def ask(request: HttpRequest) -> HttpResponse:
    """Show the question and, when it is complete, its answer."""
    visibility = visibility_of(person_of(request))
    form = QuestionForm(request.GET or None, visibility=visibility)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        said, at = form.cleaned_data, form.at(database_now())
        with as_recorded(at) if said["as_recorded"] else nullcontext():
            found = explain_product(
                said["sku"], said["territory"], said["channel"], at, postcode=said["postcode"]
            )
        decision = found.decision
        context |= {
            "at": at,
            "product": said["sku"],
            "territory": said["territory"],
            "channel": channel_in_words(said["channel"]),
            "decision": decision,
            "answer": sentence(decision.reason, decision.mode),
            "reasons": [(code, sentence(code)) for code in decision.reasons],
            "public": "" if decision.allowed else PUBLIC[public_wording(decision.reason)],
            "mode": MODES[decision.mode],
            "basis": basis_in_words(decision.basis),
            "priced": _is_priced(said["sku"], said["territory"], at),
            "found": found,
            "marks": _marks(found, {row.pk: row for row in visibility.agreements()}),
        }
    return render(request, "rights/question.html", context, status=422 if form.errors else 200)


def _is_priced(product: Product, territory: str, at: datetime) -> bool:
    """Return whether the market that serves a territory has a price of the product."""
    market = Market.objects.serving(territory).first()
    return market is not None and bool(prices_at([product], market, at))


def _marks(found: Explanation, agreements: dict[int, Agreement]) -> list[dict[str, object]]:
    """Every mark with the grants that were looked at; of another holder's only that there are."""
    return [
        {
            "name": mark.name,
            "blocked": sentence(seen.blocked) if seen.blocked else "",
            "grants": [
                {
                    "id": one.grant.id,
                    "agreement": agreements.get(one.grant.agreement.id),
                    "option": "yes" if one.option is not None else "",
                    "failure": one.failure,
                    "why": sentence(one.failure) if one.failure else "",
                }
                for one in seen.grants
            ],
        }
        for mark, seen in found.marks
    ]
