"""Territories of a product, mark or licensee, with reasons: a map and its table."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from catalog.models import Product
from catalog.services import decide_in_territories
from licensing.models import Licensee, Property, RightsProfile, Territory
from licensing.reading.visibility import Visibility
from licensing.rules.decision import Decision
from licensing.rules.number_sets import NumberSet
from licensing.services import decide_profiles, territory_facts
from shop.identity.accounts.roles import visibility_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.forms_query import Subject, TerritoryMapForm, all_territories
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import sentence

PROFILES_SHOWN = 60  # those with the most products, to keep the page fast
WORLD = Path(__file__).parent / "data" / "world.csv"
COLUMNS = ("Territory", "Code", "Answer", "Reason", "Why", "Products")


@dataclass(frozen=True, slots=True)
class Row:
    """A territory and its products; `state` is sold, request, some or denied."""

    code: str
    name: str
    state: str
    label: str
    reason: str
    why: str
    products: str = ""


def show(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Show the requested map; as CSV with `format=csv`."""
    visibility = visibility_of(person_of(request))
    form = TerritoryMapForm(request.GET or None, visibility=visibility)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        form_data, at = form.cleaned_data, form.at(database_now())
        rows, left_out = _rows(form_data["subject"], form_data["channel"], at, visibility)
        if request.GET.get("format") == "csv":
            return as_csv(f"where-{form_data['code']}", COLUMNS, _cells(rows))
        states = Counter(row.state for row in rows)
        context |= {
            "at": at,
            "rows": rows,
            "map": _shapes({row.code: row for row in rows}),
            "states": states,
            "left_out": left_out,
            "subject": form_data["subject"],
        }
    return render(request, "rights/where.html", context, status=422 if form.errors else 200)


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [(row.name, row.code, row.label, row.reason, row.why, row.products) for row in rows]


def _rows(
    subject: Subject, channel: str, at: datetime, visibility: Visibility
) -> tuple[list[Row], int]:
    territories = all_territories()
    if isinstance(subject, Product):
        decided = decide_in_territories(subject, territories, channel, at)
        return [_of_product(place, decided[place.code]) for place in territories], 0
    counts = _profiles(subject, visibility)
    chosen = dict(list(counts.items())[:PROFILES_SHOWN])
    places = territory_facts(territories)
    answers = decide_profiles(list(chosen), places, channel, at)
    rows = [
        _of_many(place, {pk: decisions[place.code] for pk, decisions in answers.items()}, chosen)
        for place in territories
    ]
    return rows, len(counts) - len(chosen)


def _of_product(place: Territory, decision: Decision) -> Row:
    state = {"ACTIVE": "sold", "PASSIVE_ONLY": "request"}.get(decision.mode, "denied")
    label = {"sold": "Sold", "request": "Passive sales only", "denied": "Not sold"}[state]
    why = sentence(decision.reason, decision.mode)
    return Row(place.code, place.name, state, label, decision.reason or "", why)


def _of_many(place: Territory, decisions: Mapping[int, Decision], counts: Mapping[int, int]) -> Row:
    """Aggregate the profiles of a mark or licensee, weighted by their number of products."""
    sold = sum(
        counts[pk] for pk, place_decision in decisions.items() if place_decision.mode == "ACTIVE"
    )
    passive = sum(
        counts[pk]
        for pk, place_decision in decisions.items()
        if place_decision.mode == "PASSIVE_ONLY"
    )
    total = sum(counts.values())
    reasons = Counter(
        {
            place_decision.reason: counts[pk]
            for pk, place_decision in decisions.items()
            if place_decision.reason is not None
        }
    )
    common = reasons.most_common(1)[0][0] if reasons else None
    state = "sold" if total and sold == total else "some" if sold else "denied"
    if not sold and passive:
        state = "request"
    labels = {
        "sold": "Sold",
        "some": "Some products",
        "request": "Passive sales only",
        "denied": "Not sold",
    }
    why = sentence(common) if common else sentence(None, "PASSIVE_ONLY" if passive else "ACTIVE")
    if not total:
        why = "There are no products."
    return Row(
        place.code, place.name, state, labels[state], common or "", why, f"{sold} of {total}"
    )


def _profiles(subject: Property | Licensee, visibility: Visibility) -> dict[int, int]:
    """Return profiles of a mark or a licensee with their number of products, the largest first.

    A licensee sees only its own, people of a holder those with one of their marks.
    """
    profiles = RightsProfile.objects.all()
    if visibility.licensee_id is not None:
        profiles = profiles.filter(licensee=visibility.licensee_id)
    elif not visibility.everything:
        own = NumberSet.of(visibility.marks().values_list("number", flat=True))
        profiles = profiles.filter(properties__overlaps=own)
    if isinstance(subject, Licensee):
        profiles = profiles.filter(licensee=subject)
    else:
        profiles = profiles.filter(properties__contains_number=subject.number)
    counts = (
        Product.objects.top_level()
        .filter(rights_profile__in=profiles.values("pk"))
        .order_by()
        .values_list("rights_profile")
        .annotate(products=Count("pk"))
        .order_by("-products", "rights_profile")
    )
    return dict(counts)


def _shapes(rows: Mapping[str, Row]) -> list[dict[str, str]]:
    return [
        {"path": path, "state": rows[code].state, "title": f"{rows[code].name}: {rows[code].label}"}
        for code, path in _world()
        if code in rows
    ]


@cache
def _world() -> tuple[tuple[str, str], ...]:
    """Return the outlines of countries from the data folder."""
    with WORLD.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["path"]) for row in csv.DictReader(file))
