"""Conflicts: grants that wait for activation and the grants that block them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from catalog.grant_products import products_of_grant
from licensing.models import Agreement, Grant, Territory
from licensing.reading.visibility import Visibility
from licensing.services import (
    Conflict,
    ConsentGap,
    find_agreement_conflicts,
    find_conflicts,
    find_consent_gaps,
)
from licensing.services.availability import PENDING
from shop.identity.accounts.roles import visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.tables import (
    Cell,
    Link,
    Page,
    Row,
    Table,
    day,
    listed,
    show_page,
    span,
    territories_in_words,
)

COLUMNS = (
    "Pending grant",
    "Conflicts with",
    "Licensee",
    "Kind",
    "Marks",
    "Territories",
    "Period (UTC)",
)

CONSENT_COLUMNS = (
    "Pending grant",
    "Licensee",
    "Mark",
    "Territories",
    "Without consent (UTC)",
    "Products",
)


def show(request: HttpRequest) -> HttpResponseBase:
    """List conflicts that would prevent an activation."""
    visibility = visibility_of(person_of(request))
    seen = set(visibility.agreements().values_list("pk", flat=True))
    codes = dict(Territory.objects.values_list("number", "code"))
    rows = [_row(conflict, codes, seen) for conflict in conflicts_in(visibility)]
    table = Table("", COLUMNS, rows, "No pending grant conflicts with an exclusive grant.")
    intro = (
        "Each row is a grant that conflicts with another one, because at least one of them "
        "is exclusive. If both are pending, the one activated first blocks the other."
    )
    waiting = visibility.grants().filter(agreement__status__in=PENDING)
    gaps = find_consent_gaps(waiting.select_related("agreement__licensee").order_by("pk"))
    consents = Table(
        "Missing consents of athletes",
        CONSENT_COLUMNS,
        [_gap_row(gap, codes, seen) for gap in gaps],
        "No pending grant lacks the consent of an athlete.",
    )
    actions = [Link("Available rights", reverse("rights:avails"))]
    return show_page(request, Page("Conflicts", [table, consents], intro, actions))


def conflicts_in_words(agreement: Agreement) -> list[str]:
    """Return a sentence for each grant that blocks a grant of the agreement."""
    return [
        f"Grant {conflict.grant.pk} conflicts with grant {conflict.rival.pk} of "
        f"{conflict.rival.agreement} ({conflict.rival.agreement.licensee}, "
        f"{conflict.rival.get_exclusivity_display().lower()}, "
        f"{'in force' if conflict.rival.live else 'not in force yet'})."
        for conflict in find_agreement_conflicts(agreement)
    ]


def consents_in_words(agreement: Agreement) -> list[str]:
    """Return a sentence for each consent of an athlete that the agreement's grants lack."""
    grants = agreement.grants.select_related("agreement").order_by("pk")
    codes = dict(Territory.objects.values_list("number", "code"))
    sentences = []
    for gap in find_consent_gaps(grants):
        where = territories_in_words(gap.territories, codes)
        products = products_of_grant(gap.grant, gap.mark).count()
        sentences.append(
            f"Grant {gap.grant.pk}: no consent for “{gap.mark}” in {where}, {_periods(gap)}."
            f" Products of the licensee with this mark: {products}."
        )
    return sentences


def _periods(gap: ConsentGap) -> str:
    if gap.is_whole:
        return "at any time of the grant"
    return listed(f"{day(segment.start)} – {day(segment.end)}" for segment in gap.segments)


def _gap_row(gap: ConsentGap, codes: dict[int, str], seen: set[int]) -> Row:
    return Row(
        (
            _grant(gap.grant, seen),
            str(gap.grant.agreement.licensee),
            gap.mark.name,
            territories_in_words(gap.territories, codes),
            _periods(gap),
            str(products_of_grant(gap.grant, gap.mark).count()),
        )
    )


def conflicts_in(visibility: Visibility) -> list[Conflict]:
    """Return the conflicts of visible waiting grants."""
    waiting = visibility.grants().filter(agreement__status__in=PENDING).values_list("pk", flat=True)
    return find_conflicts(waiting)


def _row(conflict: Conflict, codes: dict[int, str], seen: set[int]) -> Row:
    grant, rival = conflict.grant, conflict.rival
    shared = conflict.territories.numbers(codes)
    marks = set(grant.granted_properties.all()) & set(rival.granted_properties.all())
    return Row(
        (
            _grant(grant, seen),
            _grant(rival, seen),
            str(rival.agreement.licensee),
            f"{rival.get_exclusivity_display()}, {'in force' if rival.live else 'also pending'}",
            listed(sorted(mark.name for mark in marks)),
            territories_in_words(shared, codes),
            span(rival.window),
        )
    )


def _grant(grant: Grant, seen: set[int]) -> Cell:
    label = f"{grant.agreement}, grant {grant.pk}"
    if grant.agreement_id not in seen:
        return label
    return Link(label, reverse("rights:agreement", args=[grant.agreement_id]))
