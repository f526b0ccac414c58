"""Stock-takes: a file of counted units is read whole, every problem named, then applied at once.

What is booked is the difference to the books of the moment of upload: what is sold while somebody
looks at the preview is not lost.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from shop.database.clock import TransactionTimestamp
from shop.forks.partner.models import StockRecord
from shop.inventory.errors import AdjustmentRefused, StockTakeRefused
from shop.inventory.models import StockTake
from shop.inventory.services import adjust_stock

COLUMNS = ("sku", "counted")
MOST_BYTES, MOST_ROWS, MOST_UNITS = 5_000_000, 50_000, 10_000_000


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row of the file: its number in it, the article and what was counted."""

    number: int
    sku: str
    counted: int


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A counted article beside the books."""

    sku: str
    title: str
    before: int
    counted: int

    @property
    def difference(self) -> int:
        """Units found, or missing below zero."""
        return self.counted - self.before


def read_counts(content: bytes) -> tuple[list[CountedRow], list[str]]:
    """Return the rows of a CSV file (UTF-8; comma or semicolon) and all that is wrong with it."""
    if len(content) > MOST_BYTES:
        return [], [f"The file is larger than {MOST_BYTES // 1_000_000} MB."]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [f"Line {line}: this is not UTF-8. Save the file as CSV UTF-8."]
    if "\x00" in text:
        return [], ["This is not a text file: it has NUL bytes."]
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    if not header:
        return [], ["The file is empty."]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    try:
        return _read(rows)
    except csv.Error as error:
        return [], [f"Line {rows.line_num}: {error}."]


def store_stock_take(*, name: str, content: bytes, by_id: int) -> StockTake:
    """Read a file and keep it beside the books of now; nothing is booked yet.

    Raises `StockTakeRefused` with every problem.
    """
    rows, problems = read_counts(content)
    records = _records([row.sku for row in rows])
    known = [row for row in rows if row.sku in records]
    problems += [
        f"Row {row.number}, column sku: {row.sku!r} is no article with stock."
        for row in rows
        if row.sku not in records
    ]
    for row in known:
        record = records[row.sku]
        promised = record.num_held + record.num_allocated
        if row.counted < promised:
            problems.append(
                f"Row {row.number}, column counted: {row.counted} of {row.sku}, but {promised} are"
                " held or sold and not sent."
            )
    if not problems and not rows:
        problems.append("The file has a header and no rows.")
    if problems:
        raise StockTakeRefused(problems)
    return StockTake.objects.create(
        name=name.replace("\x00", "")[:120] or "Stock-take",
        by_id=by_id,
        rows=[
            {"record": records[row.sku].pk, "sku": row.sku, "counted": row.counted}
            | {"before": records[row.sku].num_in_stock}
            for row in known
        ],
    )


def compare(stock_take: StockTake) -> list[ComparedRow]:
    """Return the rows of a stock-take, with the largest differences first."""
    records = StockRecord.objects.select_related("product__parent").in_bulk(
        [row["record"] for row in stock_take.rows]
    )
    rows = [
        ComparedRow(
            sku=row["sku"],
            title=records[row["record"]].product.get_title(),
            before=row["before"],
            counted=row["counted"],
        )
        for row in stock_take.rows
    ]
    return sorted(rows, key=lambda row: (-abs(row.difference), row.sku))


@transaction.atomic
def apply_stock_take(*, stock_take: StockTake, by_id: int) -> bool:
    """Book every difference, or none; False when it was applied before.

    Raises `StockTakeRefused` when units that are missing were held or sold meanwhile.
    """
    applied = StockTake.objects.filter(pk=stock_take.pk, applied_at__isnull=True).update(
        applied_at=TransactionTimestamp(), applied_by_id=by_id
    )
    if not applied:
        return False
    problems = []
    changed = [row for row in stock_take.rows if row["counted"] != row["before"]]
    records = StockRecord.objects.in_bulk([row["record"] for row in changed])
    for row in sorted(changed, key=lambda row: row["record"]):
        try:
            adjust_stock(
                stock_record=records[row["record"]],
                change=row["counted"] - row["before"],
                reason=f"stock-take {stock_take.name}",
                by_id=by_id,
            )
        except AdjustmentRefused as refusal:
            problems.append(
                f"{row['sku']}: {refusal.data['promised']} are held or sold by now, more than would"
                " be left."
            )
    if problems:
        raise StockTakeRefused(problems)
    return True


def _read(rows: Iterator[list[str]]) -> tuple[list[CountedRow], list[str]]:
    header: Sequence[str] = ()
    found: list[CountedRow] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows, 1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip().lower() for cell in cells]
            if problems := _header_problems(header):
                return [], problems
            continue
        if len(found) >= MOST_ROWS:
            return [], [f"The file has more than {MOST_ROWS} rows."]
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        wrong = list(_row_problems(number, row, len(cells) - len(header), seen))
        problems += wrong
        if not wrong:
            seen[row["sku"]] = number
            found.append(CountedRow(number, row["sku"], int(row["counted"])))
    return found, problems


def _header_problems(header: Sequence[str]) -> list[str]:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(f"The column {name!r} is missing." for name in missing),
        *(f"The column {name!r} is not known." for name in unknown),
        *(f"The column {name!r} is there twice." for name in twice),
    ]


def _row_problems(
    number: int, row: Mapping[str, str], extra: int, seen: Mapping[str, int]
) -> Iterator[str]:
    if extra > 0:
        yield f"Row {number}: it has more cells than the header."
    sku, counted = row.get("sku", ""), row.get("counted", "")
    if not sku:
        yield f"Row {number}, column sku: it is empty."
    elif sku in seen:
        yield f"Row {number}, column sku: {sku!r} was in row {seen[sku]} already."
    if not (counted.isascii() and counted.isdigit()) or len(counted) > len(str(MOST_UNITS)):
        yield f"Row {number}, column counted: {counted[:40]!r} is no whole number."


def _records(skus: Sequence[str]) -> dict[str, StockRecord]:
    rows = StockRecord.objects.filter(product__upc__in=skus).select_related("product")
    return {row.product.sku: row for row in rows.order_by("-pk")}
