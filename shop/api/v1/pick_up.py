"""Pick-up points and collections in answers."""

from typing import Any

from rest_framework import serializers

from shop.commerce.fulfillment.models import Collection, PickUpPoint


class PickUpPointSerializer(serializers.Serializer[Any]):
    """A place where an order is collected."""

    name = serializers.CharField(help_text="Name of the place.")
    line1 = serializers.CharField(help_text="Street and number.")
    city = serializers.CharField(help_text="City or town; can be empty.")
    state = serializers.CharField(help_text="State, province or region; can be empty.")
    postcode = serializers.CharField(help_text="Postcode or ZIP code; can be empty.")
    country = serializers.CharField(help_text="Country or territory, ISO 3166-1 alpha-2.")
    opening_hours = serializers.CharField(help_text="Opening hours as text.")


class CollectionSerializer(serializers.Serializer[Any]):
    """The collection of an order that is ready at its pick-up point."""

    point = PickUpPointSerializer(help_text="Where it is collected.")
    code = serializers.CharField(help_text="Code to show at the point.")
    ready_at = serializers.DateTimeField(help_text="Since when it can be collected, UTC.")
    collected_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was collected, UTC; null until then."
    )


def point_body(point: PickUpPoint) -> dict[str, str]:
    """Return a pick-up point."""
    return {
        "name": point.name,
        "line1": point.line1,
        "city": point.city,
        "state": point.state,
        "postcode": point.postcode,
        "country": point.territory_id,
        "opening_hours": point.opening_hours,
    }


def collection_body(collection: Collection | None) -> dict[str, Any] | None:
    """Return a collection; None without one."""
    if collection is None:
        return None
    return {
        "point": point_body(collection.point),
        "code": collection.code,
        "ready_at": collection.ready_at,
        "collected_at": collection.collected_at,
    }
