"""POST /licensee/stock/: a licensee's own system sets how much of its articles lies where."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.errors import FieldProblems, problems
from shop.api.idempotency import IDEMPOTENCY_KEY, read_key
from shop.api.licensees import LicenseeView, for_scope, licensee_of
from shop.api.v1.uploads import author_of
from shop.inventory.counting import LONGEST, MOST_COUNTS, set_counts
from shop.inventory.counts import MOST_UNITS
from shop.team.models import ApiKey


class CountSerializer(serializers.Serializer[Any]):
    """Units of an article that lie at a location, those sold and not sent yet among them."""

    sku = serializers.CharField(max_length=LONGEST["sku"])
    location = serializers.CharField(max_length=LONGEST["location"], help_text="Its code.")
    counted = serializers.IntegerField(min_value=0, max_value=MOST_UNITS)


class CountsSerializer(serializers.Serializer[Any]):
    """Counts, each of another article or location."""

    counts = serializers.ListField(child=CountSerializer(), min_length=1, max_length=MOST_COUNTS)


class BookedCountSerializer(CountSerializer):
    """A count beside the books: units before it, and the change that was booked."""

    before = serializers.IntegerField()
    change = serializers.IntegerField()


class BookedCountsSerializer(serializers.Serializer[Any]):
    """What was booked, in the order in which it was sent."""

    counts = BookedCountSerializer(many=True)


class LicenseeStock(LicenseeView):
    """Stock of the articles of the key's licensee."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=CountsSerializer,
        responses={200: BookedCountsSerializer, **problems(400, 401, 403, 409, 415, 422, 429)},
        operation_id="licensee_stock_set",
    )
    @for_scope(ApiKey.Scope.STOCK_WRITE)
    def post(self, request: Request) -> Response:
        """Set how many units of articles lie at locations: all of them, or none.

        The difference to the books is booked as an adjustment. Every problem is told at once.
        """
        counts = request.data.get("counts") if isinstance(request.data, dict) else None
        if not isinstance(counts, list) or not 0 < len(counts) <= MOST_COUNTS:
            raise FieldProblems({"counts": f"A list of 1 to {MOST_COUNTS} counts is needed."})
        key: Any = request.auth
        booked = set_counts(
            licensee=licensee_of(request),
            counts=counts,
            by_id=author_of(request),
            reason=f"counted by {key.name} (key {key.prefix})",
            key=read_key(request, least=1),
        )
        return Response({"counts": booked})
