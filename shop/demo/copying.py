"""Write later editions of the demo products by COPY, many thousand in a transaction.

The services write one edition of a subject with a number that occurs nowhere else; its rows are
read back as lines of COPY and rolled back. Each later edition is these lines with its own number,
keys, prices and units, so that it equals what the services would write. A test compares both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from threading import Lock
from typing import Any, cast

from django.db import connection, transaction
from psycopg import sql

from catalog.models import Product, SearchWord
from shop.demo.plan import DrawnProduct, Subject, plan_product
from shop.demo.products import ReferenceRows, convert_price, hash_content, write_batch
from shop.demo.stock import announced_day, spread_stock
from shop.platform.core.ids import uuid7
from shop.platform.database.clock import database_now

SENTINEL = 987_654_321
PRODUCTS, VERSIONS, PRICES = "catalogue_product", "catalogue_productversion", "pricing_marketprice"
STOCK, MOVEMENTS = "partner_stockrecord", "inventory_stockmovement"
OF_PRODUCT = ("catalogue_productcategory", "catalogue_productimage", "catalogue_embargo")
OF_VERSION = ("catalogue_productrights", "catalogue_approval")
# In the order of writing: rows come after the rows that they refer to.
TABLES = (PRODUCTS, *OF_PRODUCT, VERSIONS, *OF_VERSION, PRICES, STOCK, MOVEMENTS)
# Tables whose changes are recorded in a table of their own, which triggers write.
AUDITED = (PRODUCTS, "catalogue_embargo", VERSIONS, *OF_VERSION)
TRAILS = tuple(f"{table}trail" for table in AUDITED)
WRITTEN_AT = ("date_created", "date_updated", "created_at", "at")
NOTHING = r"\N"

_TOP = "product_id = %(top)s"
_VERSION = "version_id in (select id from catalogue_productversion where product_id = %(top)s)"
_FIRST_RECORD = "select min(id) from partner_stockrecord where product_id = any(%(articles)s)"
# The template rows of each table: all, or the first one where number and values differ.
_ROWS = {
    PRODUCTS: "id = %(top)s or parent_id = %(top)s",
    **dict.fromkeys((*OF_PRODUCT, VERSIONS), _TOP),
    **dict.fromkeys(OF_VERSION, _VERSION),
    PRICES: "id = (select min(id) from pricing_marketprice where product_id = %(top)s)",
    STOCK: f"id = ({_FIRST_RECORD})",
    MOVEMENTS: f"stock_record_id = ({_FIRST_RECORD})",
}
# Columns that differ between rows, by table; the other columns are those of the template.
_PLACES: dict[str, dict[str, str]] = {
    PRODUCTS: {"parent_id": "%(parent)s", "public_id": "%(uuid)s"},
    VERSIONS: {"product_id": "%(product)s", "content_hash": "%(hash)s"},
    **{table: {"product_id": "%(product)s"} for table in OF_PRODUCT},
    **{table: {"version_id": "%(version)s"} for table in OF_VERSION},
    PRICES: {"product_id": "%(product)s", "market_id": "%(market)s", "amount": "%(amount)s"},
    STOCK: {
        "product_id": "%(product)s",
        "partner_sku": "%(sku)s",
        "location_id": "%(location)s",
        "num_in_stock": "%(units)s",
        "ships_on": "%(ships_on)s",
    },
    MOVEMENTS: {
        "stock_record_id": "%(record)s",
        "in_stock": "%(units)s",
        "kind": "%(kind)s",
    },
}

type Numbers = Iterator[int]


@dataclass(frozen=True, slots=True)
class Template:
    """Lines of COPY of one subject, by table, with named places for what differs.

    `skus` are those of the articles; the lines of products begin with the top product.
    """

    lines: Mapping[str, tuple[str, ...]]
    skus: tuple[str, ...]


class Batch:
    """Lines to write, by table, and the keys of new rows."""

    def __init__(self, drawn: Sequence[DrawnProduct]) -> None:
        articles = sum(len(product.stock) for product in drawn)
        most = dict.fromkeys(TABLES, len(drawn) * 8) | {
            PRODUCTS: len(drawn) + articles,
            VERSIONS: len(drawn),
            STOCK: articles * 3,
            MOVEMENTS: articles * 3,
        }
        self.lines: dict[str, list[str]] = {table: [] for table in TABLES}
        self.now, self.later = str(database_now()), announced_day()
        self.written: dict[str, list[int]] = {table: [] for table in TABLES}
        self._keys = {table: _reserve_keys(table, number) for table, number in most.items()}

    def add(self, table: str, template: str, **values: object) -> int:
        """Add a row; return its key."""
        key = next(self._keys[table])
        self.written[table].append(key)
        self.lines[table].append(template % {"id": key, "now": self.now, **values})
        return key


class Copier:
    """Copies of the demo products; it keeps the templates of the subjects seen so far.

    Several threads may use one.

    `without_triggers`: the owner has disabled the triggers of the tables, so that the rows of the
    audit log are copied as well.
    """

    def __init__(self, reference: ReferenceRows, *, without_triggers: bool = False) -> None:
        self._reference = reference
        self._without_triggers = without_triggers
        self._templates: dict[tuple[Subject, str], Template] = {}
        self._prices: dict[Decimal, list[tuple[int, Decimal]]] = {}
        self._columns = {table: _columns(table) for table in TABLES}
        self._learning = Lock()

    @transaction.atomic
    def copy_batch(self, drawn: Iterable[DrawnProduct]) -> int:
        """Write the missing products of a batch; return their number."""
        with connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = 0")
        wanted = {product.sku: product for product in drawn}
        existing = Product.objects.filter(upc__in=list(wanted)).values_list("upc", flat=True)
        for sku in existing:
            del wanted[sku]
        new = list(wanted.values())
        if not new:
            return 0
        with self._learning:
            self.learn(new)
        batch = Batch(new)
        tops = [self._add_product(product, batch) for product in new]
        for table, lines in batch.lines.items():
            _write(table, self._columns[table], lines)
        if self._without_triggers:
            for table in AUDITED:
                _write_trail(table, batch.written[table])
        with connection.cursor() as cursor:  # the documents are among the copied columns
            cursor.execute("delete from catalogue_staledocument where product_id = any(%s)", [tops])
        return len(new)

    def _add_product(self, drawn: DrawnProduct, batch: Batch) -> int:
        template = self._templates[drawn.subject, drawn.sport]
        lines, number = template.lines, drawn.edition
        first, *variants = lines[PRODUCTS]
        top = batch.add(PRODUCTS, first, n=number, uuid=uuid7(), parent=NOTHING)
        articles = [
            batch.add(PRODUCTS, line, n=number, uuid=uuid7(), parent=top) for line in variants
        ]
        for table in OF_PRODUCT:
            for line in lines[table]:
                batch.add(table, line, n=number, product=top)
        digest = hash_content(drawn.sku)
        version = batch.add(VERSIONS, lines[VERSIONS][0], n=number, product=top, hash=digest)
        for table in OF_VERSION:
            for line in lines[table]:
                batch.add(table, line, n=number, version=version)
        for market, amount in self._prices_of(drawn.amount):
            batch.add(PRICES, lines[PRICES][0], n=number, product=top, market=market, amount=amount)
        skus = [sku % {"n": number} for sku in template.skus]
        for sku, article, units in zip(skus, articles or [top], drawn.stock, strict=True):
            self._add_stock(template, batch, sku=sku, article=article, units=units)
        return top

    def _add_stock(
        self, template: Template, batch: Batch, *, sku: str, article: int, units: int
    ) -> None:
        record_line, movement_line = template.lines[STOCK][0], template.lines[MOVEMENTS][0]
        for code, part, ships_on in spread_stock(sku, units, batch.later):
            values: dict[str, object] = {
                "sku": sku,
                "product": article,
                "units": part,
                "location": self._reference.locations[code].pk,
                "ships_on": ships_on or NOTHING,
            }
            record = batch.add(STOCK, record_line, **values)
            if part:
                kind = "ANNOUNCED" if ships_on else "RECEIVED"
                batch.add(MOVEMENTS, movement_line, record=record, kind=kind, units=part)

    def _prices_of(self, euros: Decimal) -> list[tuple[int, Decimal]]:
        if euros not in self._prices:
            prices = convert_price(euros, self._reference)
            self._prices[euros] = [(market.pk, amount) for market, amount in prices]
        return self._prices[euros]

    def learn(self, drawn: Iterable[DrawnProduct]) -> None:
        """Make the missing templates of products: write one of each subject by the services, read
        its rows and roll them back.
        """
        subjects = {(product.subject, product.sport): product for product in drawn}
        missing = [product for key, product in subjects.items() if key not in self._templates]
        if not missing:
            return
        # Units in stock, so that there is a movement to read.
        samples = [
            replace(product, edition=SENTINEL + place, stock=(1,) * len(product.stock))
            for place, product in enumerate(missing)
        ]
        plans = [plan_product(sample) for sample in samples]
        self._reference.prepare_profiles(plans)  # which are kept, and must not be rolled back
        with transaction.atomic():
            write_batch(plans, self._reference)
            for sample in samples:
                self._templates[sample.subject, sample.sport] = self._read(sample)
            words = list(SearchWord.objects.all())
            transaction.set_rollback(True)
        SearchWord.objects.bulk_create(words, ignore_conflicts=True)

    def _read(self, sample: DrawnProduct) -> Template:
        top = Product.objects.get(upc=sample.sku)
        articles = list(Product.objects.filter(parent=top).order_by("pk")) or [top]
        found = {"top": top.pk, "articles": [article.pk for article in articles]}
        return Template(
            {table: tuple(self._read_lines(table, found, sample.edition)) for table in TABLES},
            tuple(_with_places(article.sku, sample.edition) for article in articles),
        )

    def _read_lines(self, table: str, found: Mapping[str, Any], edition: int) -> Iterator[str]:
        columns = self._columns[table]
        places = {"id": "%(id)s", **dict.fromkeys(WRITTEN_AT, "%(now)s"), **_PLACES[table]}
        names = ", ".join(f'"{column}"' for column in columns)
        statement = f"copy (select {names} from {table} where {_ROWS[table]} order by id) to stdout"  # noqa: S608
        with connection.cursor() as cursor, cursor.copy(statement, found) as copy:
            text = b"".join(bytes(part) for part in copy).decode()
        for line in text.splitlines():
            values = (_with_places(value, edition) for value in line.split("\t"))
            yield (
                "\t".join(
                    places.get(column, value) for column, value in zip(columns, values, strict=True)
                )
                + "\n"
            )


def _with_places(value: str, edition: int) -> str:
    return value.replace("%", "%%").replace(str(edition), "%(n)s")


def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped and attgenerated = '' order by attnum",
            [table],
        )
        return tuple(name for (name,) in cursor.fetchall())


def _reserve_keys(table: str, number: int) -> Numbers:
    """Yield keys of new rows in ascending order, taken from the table's sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [table, number],
        )
        return iter([key for (key,) in cursor.fetchall()])


def _write_trail(table: str, keys: Sequence[int]) -> None:
    """Write what the triggers of the audit log write when rows are inserted."""
    trail = f"{table}trail"
    shared = [column for column in _columns(trail) if not column.startswith("pgh_")]
    names = sql.SQL("").join(sql.SQL(", {}").format(sql.Identifier(name)) for name in shared)
    statement = sql.SQL(
        "insert into {trail} (pgh_created_at, pgh_label, pgh_obj_id{names})"
        " select now(), 'insert', id{names} from {table} where id = any(%s) order by id"
    ).format(trail=sql.Identifier(trail), names=names, table=sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(keys)])


def _write(table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    if not lines:
        return
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    rest = iter(lines)
    with connection.cursor() as cursor, cast("Any", cursor).copy(statement) as copy:
        while part := "".join(islice(rest, 1000)):
            copy.write(part)
