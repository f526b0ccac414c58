"""Stock-takes: a count file is read with all problems, previewed, then applied at once.

The difference to the books at the upload is booked, so sales during the preview are not lost.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Func, JSONField, QuerySet

from shop.commerce.inventory.availability import ANNOUNCED
from shop.commerce.inventory.count_file import CountedRow, read_counts
from shop.commerce.inventory.count_sheet import item_name
from shop.commerce.inventory.errors import AdjustmentRefused, StockTakeRefused
from shop.commerce.inventory.locations import MAIN
from shop.commerce.inventory.models import Location, StockTake
from shop.commerce.inventory.services import adjust_stock
from shop.oscar.partner.models import StockRecord
from shop.platform.core.typed_text import clean_text
from shop.platform.database.clock import TransactionTimestamp

MOST_CODES = 20  # named in a message


@dataclass(frozen=True, slots=True)
class LocationStock:
    """The stock records of an article at a location, including arrived lots."""

    location: Location
    records: list[StockRecord] = field(default_factory=list)

    @property
    def in_stock(self) -> int:
        """Return the units that should be there."""
        return sum(record.num_in_stock for record in self.records)

    @property
    def promised(self) -> int:
        """Return the units that are reserved or sold."""
        return sum(record.num_held + record.num_allocated for record in self.records)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A counted article compared with the books."""

    sku: str
    title: str
    location: str
    before: int
    counted: int

    @property
    def difference(self) -> int:
        """Return the units found, or missing if negative."""
        return self.counted - self.before


def takes_at(takes: QuerySet[StockTake], location_ids: Collection[int]) -> QuerySet[StockTake]:
    """Return the stock-takes that count these locations alone; no location stands for all."""
    if not location_ids:
        return takes
    codes = list(Location.objects.filter(pk__in=location_ids).values_list("code", flat=True))
    counted = Func(
        F("rows"),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s, '$[*].location')",
        output_field=JSONField(),
    )
    return takes.alias(counted=counted).filter(counted__contained_by=codes).exclude(counted=[])


def store_stock_take(
    *, name: str, content: bytes, by_id: int, location_ids: Collection[int] = ()
) -> StockTake:
    """Store a count file with the current books; nothing is booked yet.

    `location_ids` are the locations that the person is limited to; none for all. Raises
    `StockTakeRefused` with all problems.
    """
    rows, problems = read_counts(content)
    counted = _placed_rows(rows, problems, location_ids)
    for row, stock in counted:
        if row.counted < stock.promised:
            problems.append(
                f"Row {row.number}, column counted: {row.counted} of {row.sku}, but"
                f" {stock.promised} are reserved, or sold and not shipped."
            )
    if not problems and not rows:
        problems.append("The file has a header and no rows.")
    if problems:
        raise StockTakeRefused(problems)
    return StockTake.objects.create(
        name=clean_text(name)[:120] or "Stock-take",
        by_id=by_id,
        rows=[
            {"records": [record.pk for record in stock.records], "location": stock.location.code}
            | {"sku": row.sku, "counted": row.counted, "before": stock.in_stock}
            for row, stock in counted
        ],
    )


def compare(stock_take: StockTake) -> list[ComparedRow]:
    """Return the rows of a stock-take, the largest differences first."""
    first = [_records_in(row)[0] for row in stock_take.rows]
    records = StockRecord.objects.select_related("product__parent", "location").in_bulk(first)
    rows = [
        ComparedRow(
            sku=row["sku"],
            title=item_name(records[record]),
            location=records[record].location.name,
            before=row["before"],
            counted=row["counted"],
        )
        for record, row in zip(first, stock_take.rows, strict=True)
    ]
    return sorted(rows, key=lambda row: (-abs(row.difference), row.sku, row.location))


@transaction.atomic
def apply_stock_take(*, stock_take: StockTake, by_id: int) -> bool:
    """Book all differences, or none; return False if it was applied before.

    Raises `StockTakeRefused` if missing units were reserved or sold meanwhile.
    """
    applied = StockTake.objects.filter(pk=stock_take.pk, applied_at__isnull=True).update(
        applied_at=TransactionTimestamp(), applied_by_id=by_id
    )
    if not applied:
        return False
    problems = []
    reason = f"stock-take {stock_take.name}"
    changed = [row for row in stock_take.rows if row["counted"] != row["before"]]
    lock_records([record for row in changed for record in _records_in(row)])
    for row in sorted(changed, key=_records_in):
        try:
            book_difference(_records_in(row), row["counted"] - row["before"], reason, by_id)
        except AdjustmentRefused as refusal:
            problems.append(
                f"{row['sku']}: {refusal.data['promised']} are reserved or sold now, more than"
                " would be left."
            )
    if problems:
        raise StockTakeRefused(problems)
    return True


def lock_records(record_ids: Sequence[int]) -> None:
    """Lock stock records in id order, as orders do."""
    records = StockRecord.objects.select_for_update(of=("self",), no_key=True)
    list(records.filter(pk__in=record_ids).order_by("pk").values_list("pk"))


def book_difference(record_ids: Sequence[int], difference: int, reason: str, by_id: int) -> None:
    """Book a difference; of several records each gives its unpromised units."""
    records = list(StockRecord.objects.filter(pk__in=record_ids).order_by("pk"))
    for record in records[:-1]:
        part = max(difference, -max(record.net_stock_level, 0)) if difference < 0 else 0
        if part:
            adjust_stock(stock_record=record, change=part, reason=reason, by_id=by_id)
            difference -= part
    if difference:
        adjust_stock(stock_record=records[-1], change=difference, reason=reason, by_id=by_id)


def _records_in(row: Mapping[str, Any]) -> list[int]:
    records = row.get("records")  # those of older stock-takes have one
    return list(records) if records else [row["record"]]


def _placed_rows(
    rows: Sequence[CountedRow], problems: list[str], location_ids: Collection[int]
) -> list[tuple[CountedRow, LocationStock]]:
    """Return the rows whose article has stock at the location; add problems of the others."""
    within = Location.objects.filter(pk__in=location_ids) if location_ids else Location.objects
    locations = {place.code: place for place in within.all()}
    usual = next(iter(locations.values())) if len(locations) == 1 else locations.get(MAIN)
    matched: list[tuple[CountedRow, LocationStock]] = []
    stock_by_key = find_counted_stock([row.sku for row in rows], StockRecord.objects.all())
    taken: set[tuple[str, int]] = set()
    for row in rows:
        place = locations.get(row.location) if row.location else usual
        stock = stock_by_key.get((row.sku, place.pk)) if place else None
        if place is None:
            said = f"{row.location[:40]!r} isn't a location code" if row.location else "it is empty"
            codes = ", ".join(sorted(locations)[:MOST_CODES])
            problems.append(f"Row {row.number}, column location: {said}. Use one of: {codes}.")
        elif stock is None:
            where = f" at {place.code}" if row.location else ""
            problems.append(
                f"Row {row.number}, column sku: {row.sku!r} has no stock record{where}."
            )
        elif (row.sku, place.pk) in taken:
            problems.append(f"Row {row.number}: {row.sku!r} at {place.code} is in the file twice.")
        else:
            matched.append((row, stock))
            taken.add((row.sku, place.pk))
    return matched


def find_counted_stock(
    skus: Sequence[str], records: QuerySet[StockRecord]
) -> dict[tuple[str, int], LocationStock]:
    """Return stock records by article and location id, without announced ones."""
    records = records.filter(product__upc__in=skus).exclude(ANNOUNCED)
    stock: dict[tuple[str, int], LocationStock] = {}
    for record in records.select_related("product", "location").order_by("pk"):
        key = (record.product.sku, record.location_id)
        stock.setdefault(key, LocationStock(record.location)).records.append(record)
    return stock
