"""POST /licensee/stock: a licensee's own system sets counted stock."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.bodies import refuse_unknown
from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems
from shop.api.idempotency import IDEMPOTENCY_KEY, read_key
from shop.api.licensees import LicenseeView, for_scope, licensee_of
from shop.api.problem_shapes import problems
from shop.api.v1.uploads import author_of
from shop.commerce.inventory.count_feed import LONGEST, MOST_COUNTS, set_counts
from shop.commerce.inventory.count_file import MOST_UNITS
from shop.identity.team.models import ApiKey


class CountSerializer(serializers.Serializer[Any]):
    """Units of an item at a location, including those that are sold and not sent yet."""

    sku = serializers.CharField(
        min_length=1, max_length=LONGEST["sku"], help_text="SKU of the item."
    )
    location = serializers.CharField(
        min_length=1, max_length=LONGEST["location"], help_text="Code of the location."
    )
    counted = serializers.IntegerField(
        min_value=0, max_value=MOST_UNITS, help_text="Units that were counted."
    )


class CountsSerializer(serializers.Serializer[Any]):
    """Counts, each of another item or location."""

    counts = serializers.ListField(
        child=CountSerializer(),
        min_length=1,
        max_length=MOST_COUNTS,
        help_text="Counts; all of them are saved, or none.",
    )


class BookedCountSerializer(CountSerializer):
    """A saved count."""

    before = serializers.IntegerField(help_text="Units on record before.")
    change = serializers.IntegerField(help_text="Adjustment that was recorded.")


class BookedCountsSerializer(serializers.Serializer[Any]):
    """Saved counts, in the order in which they were sent."""

    counts = BookedCountSerializer(many=True, help_text="Saved counts.")


class LicenseeStock(LicenseeView):
    """Stock of the articles of the key's licensee."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=CountsSerializer,
        responses={200: BookedCountsSerializer, **problems(409, 422)},
        operation_id="licensee_stock_set",
    )
    @for_scope(ApiKey.Scope.STOCK_WRITE)
    def post(self, request: Request) -> Response:
        """Set counted stock.

        Saves all counts or none; the difference to the units on record is recorded as an
        adjustment. A refusal names every bad count.
        """
        counts = request.data.get("counts") if isinstance(request.data, dict) else None
        if not isinstance(counts, list) or not 0 < len(counts) <= MOST_COUNTS:
            message = _("Send a list of 1 to %(most)s counts.") % {"most": MOST_COUNTS}
            raise FieldProblems({"counts": message})
        refuse_unknown(CountsSerializer, request.data)
        key: Any = request.auth
        booked = set_counts(
            licensee=licensee_of(request),
            counts=counts,
            by_id=author_of(request),
            reason=f"counted by {key.name} (key {key.prefix})",
            key=read_key(request, least=1),
        )
        return Response({"counts": booked})
