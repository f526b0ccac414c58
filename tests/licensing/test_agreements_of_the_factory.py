"""The factory puts an agreement in force with the rows that the services write."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from licensing.audit.log import event_models
from licensing.models import Agreement
from licensing.services import activate_agreement
from tools.testing.factories.catalog import SIGNED_ON, SINCE, RightsWorld, sign

# Fields that differ between two otherwise equal agreements.
IDENTITY = {"id", "number", "created_at", "agreement_id", "grant_id"}
IDENTITY |= {"pgh_id", "pgh_created_at", "pgh_obj_id"}


def values_of(row: Model) -> dict[str, Any]:
    """Return what a row says, without its identity and the agreement that it belongs to."""
    columns = {field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, name) for name in columns - IDENTITY}


def rows_written(make: Callable[[], Agreement]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of an agreement by their kind, with all that the trail recorded of it."""
    before = {trail: list(trail.objects.values_list("pk", flat=True)) for trail in event_models()}
    agreement = make()
    rows = {
        trail._meta.label: [values_of(row) for row in trail.objects.exclude(pk__in=known)]
        for trail, known in before.items()
    }
    return rows | {
        "in memory": [values_of(agreement)],
        "agreement": [values_of(Agreement.objects.get(pk=agreement.pk))],
        "events": [values_of(event) for event in agreement.events.order_by("pk")],
        "grants": [values_of(grant) for grant in agreement.grants.order_by("pk")],
    }


def test_an_agreement_in_force_is_like_one_of_the_services(world: RightsWorld) -> None:
    def by_the_services() -> Agreement:
        agreement = world.agreement(active=False)
        sign(agreement, SIGNED_ON)
        activate_agreement(agreement=agreement, by_id=world.officer_id, at=SINCE)
        return agreement

    world.agreement()  # makes the set of territories and the factory that all share
    rows = rows_written(by_the_services)
    assert rows_written(world.agreement) == rows
    assert len(rows["events"]) == len(rows["licensing.AgreementTrail"]) - 1 == 3
