"""Counts sent by a licensee's own system: all are booked, or none with all problems.

A count includes units that are sold but not sent. The difference to the books is computed under the
locks in which it is booked.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from licensing.models import Licensee
from shop.commerce.inventory.count_file import MOST_UNITS, CountedRow
from shop.commerce.inventory.errors import CountsClash, CountsRefused
from shop.commerce.inventory.models import Location, ReceivedCount
from shop.commerce.inventory.stocktakes import (
    LocationStock,
    book_difference,
    find_counted_stock,
    lock_records,
)
from shop.identity.tenancy import BY_PRODUCT, acting_for, own_rows
from shop.oscar.partner.models import StockRecord
from shop.platform.core.typed_text import normalize_code, plain_code

MOST_COUNTS = 500
LONGEST = {"sku": 64, "location": 20}
Problem = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BookedCount:
    """A count: units in the books before, units counted, and the difference."""

    sku: str
    location: str
    before: int
    counted: int
    change: int


def set_counts(
    *, licensee: Licensee, counts: Sequence[Any], by_id: int, reason: str, key: str = ""
) -> list[dict[str, Any]]:
    """Book counts of a licensee's articles; return them as `BookedCount` dictionaries.

    Each count has `sku`, `location` (its code) and `counted` (whole units). Counts that match the
    books book nothing, and neither does a key that was received before, whatever was sold since.
    Raises `CountsRefused` and `CountsClash`.
    """
    with acting_for(licensee.pk):
        if key:
            received, is_new = ReceivedCount.objects.get_or_create(
                licensee=licensee, key=key, defaults={"digest": _digest(counts), "by_id": by_id}
            )
            if not is_new:
                return _answered(received, counts)
        booked = [asdict(count) for count in _set(licensee, counts, by_id, reason)]
        if key:
            ReceivedCount.objects.of(licensee).filter(pk=received.pk).update(booked=booked)
        return booked


def _answered(received: ReceivedCount, counts: Sequence[Any]) -> list[dict[str, Any]]:
    if received.digest != _digest(counts):
        raise CountsClash(key=received.key)
    booked: list[dict[str, Any]] = received.booked
    return booked


def _digest(counts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()


def _set(licensee: Licensee, counts: Sequence[Any], by_id: int, reason: str) -> list[BookedCount]:
    rows, problems = _read(counts)
    own = own_rows(StockRecord.objects.all(), licensee, *BY_PRODUCT)
    skus = [row.sku for row in rows]
    lock_records(
        [record.pk for stock in find_counted_stock(skus, own).values() for record in stock.records]
    )
    # Read again under the locks.
    matched = _placed(rows, find_counted_stock(skus, own), problems)
    if problems:
        raise CountsRefused(problems=sorted(problems, key=lambda problem: problem["row"]))
    booked = [
        BookedCount(
            row.sku, row.location, stock.in_stock, row.counted, row.counted - stock.in_stock
        )
        for row, stock in matched
    ]
    for count, (_row, stock) in zip(booked, matched, strict=True):
        if count.change:
            book_difference([record.pk for record in stock.records], count.change, reason, by_id)
    return booked


def _read(counts: Sequence[Any]) -> tuple[list[CountedRow], list[Problem]]:
    """Return the valid counts, and the problems of the others."""
    rows: list[CountedRow] = []
    problems: list[Problem] = []
    for number, count in enumerate(counts, 1):
        values = count if isinstance(count, Mapping) else {}
        wrong = [
            _problem(number, name, _("Enter 1 to %(longest)s characters.") % {"longest": longest})
            for name, longest in LONGEST.items()
            if not _is_code(values.get(name), longest)
        ]
        counted = values.get("counted")
        if type(counted) is not int or not 0 <= counted <= MOST_UNITS:
            message = _("Enter a whole number from 0 to %(most)s.") % {"most": MOST_UNITS}
            wrong.append(_problem(number, "counted", message))
        problems += wrong
        if not wrong and type(counted) is int:
            sku, location = plain_code(values["sku"]), normalize_code(values["location"])
            rows.append(CountedRow(number, sku, counted, location))
    return rows, problems


def _is_code(value: object, longest: int) -> bool:
    """Return whether a value may be a code; PostgreSQL cannot store some control characters."""
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _placed(
    rows: Sequence[CountedRow],
    stock_by_key: Mapping[tuple[str, int], LocationStock],
    problems: list[Problem],
) -> list[tuple[CountedRow, LocationStock]]:
    """Return the rows with their stock; add the problems of the others."""
    places = dict(Location.objects.filter(active=True).values_list("code", "pk"))
    matched: list[tuple[CountedRow, LocationStock]] = []
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        place = places.get(row.location)
        stock = stock_by_key.get((row.sku, place)) if place is not None else None
        before = first.setdefault((row.sku, row.location), row.number)
        if place is None:
            problems.append(_problem(row.number, "location", _("This location does not exist.")))
        elif stock is None:
            column = f"stock_{row.location.lower()}"
            message = _(
                "There is no stock record for this item at this location. Import a "
                "file with the column %(column)s."
            )
            problems.append(_problem(row.number, "sku", message % {"column": column}))
        elif before != row.number:
            message = _("Row %(row)s has the same item and location. Send one count for each.")
            problems.append(_problem(row.number, "sku", message % {"row": before}))
        elif row.counted < stock.promised:
            message = _(
                "The count must be at least %(units)s, because these units are "
                "reserved or sold but not shipped."
            )
            problems.append(_problem(row.number, "counted", message % {"units": stock.promised}))
        else:
            matched.append((row, stock))
    return matched


def _problem(row: int, field: str, message: str) -> Problem:
    return {"row": row, "field": field, "message": message}
