"""The rights desk's overview: counts and coming changes."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalog.approvals.queue import waiting_versions
from licensing.models import Agreement, Athlete, Licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_decide_for_all_holders, visibility_of
from shop.identity.onboarding.applications import open_applications
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.calendar import coming_changes
from shop.web.backoffice.rights.conflicts import conflicts_in
from shop.web.backoffice.rights.held_orders import count_waiting, sees_held_orders
from shop.web.backoffice.rights.holds import visible_holds

SOON = timedelta(days=90)
Status = Agreement.Status


def show(request: HttpRequest) -> HttpResponse:
    """Show counts with links to their lists, and coming changes."""
    visibility, now = visibility_of(person_of(request)), database_now()
    agreements = visibility.agreements()
    coming = coming_changes(visibility, now, now + SOON)
    listed = reverse("rights:agreements")
    numbers = [
        (
            "Agreement drafts",
            agreements.filter(status=Status.DRAFT).count(),
            f"{listed}?state=DRAFT",
        ),
        (
            "Agreements in review",
            agreements.filter(status=Status.IN_REVIEW).count(),
            f"{listed}?state=IN_REVIEW",
        ),
        (
            "Signed agreements to activate",
            agreements.filter(status=Status.SIGNED).count(),
            f"{listed}?state=SIGNED",
        ),
        (
            "Versions to approve",
            waiting_versions(visibility.holders()).count(),
            reverse("rights:approvals"),
        ),
        (
            "Holds in force",
            visible_holds(visibility).filter(window__contains=now).count(),
            reverse("rights:holds"),
        ),
        *_held_orders(person_of(request)),
        *_applications(person_of(request)),
        (
            "Licensees with documents expiring within 30 days",
            visibility.licensees().filter(_ending_papers(now)).distinct().count(),
            reverse("rights:licensees"),
        ),
        ("Conflicts", len(conflicts_in(visibility)), reverse("rights:conflicts")),
        ("Changes in 90 days", len(coming), reverse("rights:calendar")),
    ]
    return render(request, "rights/overview.html", {"numbers": numbers, "coming": coming[:10]})


def _ending_papers(now: datetime) -> Q:
    """Return the condition of working licensees whose audit or insurance ends within 30 days."""
    until = now + timedelta(days=30)
    ending = Q(audit_valid_until__lte=until) | Q(insurance_valid_until__lte=until)
    return ending & ~Q(status=Licensee.Status.TERMINATED)


def _applications(person: User) -> list[tuple[str, int, str]]:
    if not may_decide_for_all_holders(person):
        return []
    missing = Athlete.objects.without_consent(database_now().date())
    athletes = reverse("rights:records", args=["athletes"])
    return [
        (
            "Applications to decide",
            open_applications().count(),
            reverse("rights:applications"),
        ),
        ("Athletes without a consent in force", missing.count(), athletes),
    ]


def _held_orders(person: User) -> list[tuple[str, int, str]]:
    if not sees_held_orders(person):
        return []
    return [("Held orders to decide", count_waiting(person), reverse("rights:held-orders"))]
