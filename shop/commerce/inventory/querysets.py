"""Locations that fill an order: the rule that decides whose stock a buyer is offered."""

from django.db import models
from django.db.models import Q


class LocationQuerySet(models.QuerySet):
    """Locations by the destinations they serve."""

    def serving(self, territory: str, channel: str) -> "LocationQuerySet":
        """Return the locations that fill orders of a channel to a ship-to."""
        reached = Q(ships_to__isnull=True) | Q(ships_to=territory)
        return self.filter(reached, active=True, channels__contains=[channel])
