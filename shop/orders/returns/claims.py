"""Counters of the units of a line that are in cases, changed by guarded updates only."""

from collections.abc import Iterable

from django.db.models import F

from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ClaimedUnits, ReturnLine
from shop.oscar.order.models import Line


def claim_units(line: Line, units: int) -> None:
    """Count units of a line into a case. Raises `ReturnRefused` if fewer were bought."""
    ClaimedUnits.objects.get_or_create(order_line=line, defaults={"bought": line.quantity})
    fitting = ClaimedUnits.objects.filter(order_line=line, claimed__lte=F("bought") - units)
    if not fitting.update(claimed=F("claimed") + units):
        raise ReturnRefused(reason="too_many", line=line.pk, title=line.title, left=0)


def release_claims(lines: Iterable[ReturnLine]) -> None:
    """Release the units of a case that ended without a refund or a replacement."""
    for line in lines:
        release_units(line.order_line_id, line.found)


def release_units(order_line_id: int, units: int) -> None:
    """Release some units of a line, such as those that were not in the parcel."""
    rows = ClaimedUnits.objects.filter(order_line=order_line_id)
    rows.update(claimed=F("claimed") - units)
