"""Files for download: the template, the catalog of a licensee, an import's file with its errors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from catalog.imports.column import Column
from catalog.imports.columns import ERRORS, all_columns
from catalog.imports.csv_escaping import unescape
from catalog.imports.errors import WARNING, load_problem
from catalog.imports.plan import ArticleState
from catalog.imports.reference import Reference
from catalog.imports.row_validator import EXAMPLE
from catalog.imports.table import Line
from catalog.imports.table_reader import read_table
from catalog.imports.workbook import write_csv, write_template, write_xlsx
from catalog.models import Product
from licensing.models import Grant, Licensee
from shop.imports.check.problem_groups import group_problems, join_missing
from shop.imports.check.reference_data import USABLE, load_reference
from shop.imports.models import CatalogImport
from shop.imports.plan.catalog_state import load_states
from shop.imports.receive.receiving import assembled_file
from shop.imports.steps import import_transaction
from shop.platform.core.money import ZERO_DECIMAL_CURRENCIES

BATCH, BLOCK = 1_000, 1 << 16
State = CatalogImport.State
BOM = "\ufeff"  # without it Excel does not read a CSV as UTF-8


def save_template(licensee: Licensee, target: Path) -> None:
    """Write the licensee's template, with its own marks, categories and agreements as choices."""
    reference = load_reference(licensee)
    granted = _granted(reference, _usable_grants(licensee)[:1])
    examples = _examples(reference, granted)
    write_template(target, all_columns(reference), own_lists(licensee, reference), examples)


def _usable_grants(licensee: Licensee) -> list[Grant]:
    """Return the grants of agreements that a row may name, by agreement."""
    usable = Grant.objects.filter(licensee=licensee, agreement__status__in=USABLE)
    return list(usable.select_related("agreement").order_by("agreement__number", "pk"))


def _granted(reference: Reference, grants: Sequence[Grant]) -> dict[str, list[str]]:
    """Return the choices of each column that depends on what was granted."""
    marks = [
        code
        for code, mark in reference.marks.items()
        if any(mark.number in grant.properties for grant in grants)
    ]
    categories = [
        code
        for code, category in reference.categories.items()
        if category.is_leaf and any(category.number in grant.categories for grant in grants)
    ]
    numbers = {grant.agreement.number for grant in grants}
    factories = {code for number in numbers for code in reference.factories.get(number, ())}
    return {
        "category_code": categories,
        "agreement_no": sorted(numbers),
        "property_codes": sorted(marks),
        "factory_code": sorted(factories),
    }


def own_lists(licensee: Licensee, reference: Reference) -> dict[str, list[str]]:
    """Return the choices of each column: what the licensee was granted, and known codes."""
    return _granted(reference, _usable_grants(licensee)) | {
        "games_code": sorted(reference.games),
        "noc_code": sorted(reference.nocs),
        "sport_codes": sorted(reference.sports),
        "channels_requested": sorted(reference.channels),
        "tax_class": sorted(reference.tax_classes),
        "country_of_origin": sorted(reference.territories),
        "territories_requested": sorted(reference.territory_sets | reference.territories),
        "markets": [
            f"{market.code}: {market.name}, {market.currency}"
            for market in reference.markets.values()
        ],
        "action": ["create", "update", "withdraw"],
    }


def _examples(reference: Reference, granted: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return three example rows: a product, a product with variants, and one of its variants.

    `granted` has the choices of one grant, so that mark, category and factory fit the agreement.
    """
    common = {column.name: column.example for column in all_columns(reference).values()}
    common |= {name: codes[0] if codes else "" for name, codes in granted.items()}
    alone = {**common, "licensee_sku": f"{EXAMPLE}1"}
    parent = {
        **common,
        "licensee_sku": f"{EXAMPLE}2",
        "title_en": "T-shirt",
        "hs_code": "610910",
        "fibre_composition": "cotton:100",
        "gtin": "",
    } | {name: "" for name in common if name.startswith("stock_")}  # that is its variants'
    variant = {
        "licensee_sku": f"{EXAMPLE}2-M",
        "parent_sku": f"{EXAMPLE}2",
        "size": "M",
        "size_system": "INT",
        "stock_main": "50",
    }
    return [alone, parent, variant]


def catalog_rows(licensee: Licensee) -> Iterator[list[str]]:
    """Yield header and rows of the licensee's public articles; imported again, nothing changes."""
    reference = load_reference(licensee)
    columns = all_columns(reference)
    zero = {
        f"price_{market.code}"
        for market in reference.markets.values()
        if market.currency in ZERO_DECIMAL_CURRENCIES
    }
    yield list(columns)
    skus = (
        Product.objects.annotate(owner=Coalesce("parent__licensee", "licensee"))
        .filter(owner=licensee.pk, is_public=True, upc__isnull=False)
        .order_by(Coalesce("parent__upc", "upc"), F("parent").asc(nulls_first=True), "pk")
        .values_list("upc", flat=True)
    )
    for some in batched(skus.iterator(chunk_size=BATCH), BATCH, strict=False):
        states = load_states(some, partner=licensee.code)
        for sku in some:
            yield _exported(sku, states[sku], columns, zero)


def _exported(
    sku: str, state: ArticleState, columns: dict[str, Column], zero: set[str]
) -> list[str]:
    own = {
        **state.values,
        "licensee_sku": sku,
        "parent_sku": state.parent_sku,
        "version": str(state.version) if state.version else "",
    }
    for name in zero & own.keys():
        own[name] = own[name].removesuffix(".00")
    if state.is_variant:
        own = {
            name: value for name, value in own.items() if column_owner(columns, name) != "product"
        }
    return [own.get(name, "") for name in columns]


def column_owner(columns: dict[str, Column], name: str) -> str:
    """Return the owner of a column, such as "product"; empty for an unknown column."""
    return columns[name].of if name in columns else ""


def save_catalog(licensee: Licensee, target: Path) -> None:
    """Write the licensee's catalog as XLSX or CSV, by the suffix of the target."""
    _save(target, catalog_rows(licensee))


def save_errors(catalog_import: CatalogImport, target: Path) -> None:
    """Write the imported file again with a column that lists all problems of each row."""
    with assembled_file(catalog_import) as path, closing(read_table(path)) as table:
        place = next(
            (at for at, name in enumerate(table.header) if name.strip().lower() == ERRORS),
            len(table.header),
        )
        rows = _with_errors(catalog_import, table.header, table.lines, place)
        if target.suffix == ".xlsx":
            write_xlsx(target, rows, {"Errors": _summary(catalog_import)})
        else:
            _save(target, rows, table.separator)


def _summary(catalog_import: CatalogImport) -> Iterator[list[str]]:
    """Yield the rows of the second sheet: each problem once, with the count of its rows."""
    yield ["Rows", "Column", "Problem", "How to fix it", "First rows"]
    for group in group_problems(catalog_import):
        level = "Warning: " if group.level == WARNING else ""
        rows = ", ".join(map(str, group.rows)) + (" …" if group.more else "")
        yield [str(group.count), group.column, f"{level}{group.message}", group.fix, rows]


def has_error_file(catalog_import: CatalogImport) -> bool:
    """Return whether the rows were read and the file is still stored."""
    was_read = "rows" in catalog_import.counts and catalog_import.state != State.FAILED
    return was_read and catalog_import.chunks.exists()


def error_file_name(catalog_import: CatalogImport) -> str:
    """Return the file name for `save_errors`."""
    name = Path(catalog_import.name)
    suffix = name.suffix.lower()
    return f"{name.stem}.errors{suffix if suffix in {'.csv', '.xlsx'} else '.csv'}"


def iter_file(save: Callable[[Path], None], suffix: str) -> Iterator[bytes]:
    """Yield the bytes of a temporary file that `save` writes."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"file{suffix}"
        save(target)
        with target.open("rb") as file:
            yield from iter(lambda: file.read(BLOCK), b"")


def _with_errors(
    catalog_import: CatalogImport, header: Sequence[str], lines: Iterable[Line], place: int
) -> Iterator[list[str]]:
    yield _placed(header, place, ERRORS)
    notes = _notes(catalog_import)
    waiting = next(notes, None)
    for line in lines:
        while waiting is not None and waiting[0] < line.number:
            waiting = next(notes, None)
        text = waiting[1] if waiting is not None and waiting[0] == line.number else ""
        yield _placed([unescape(cell) for cell in line.cells], place, text)


def _placed(cells: Sequence[str], place: int, text: str) -> list[str]:
    row = [*cells, *[""] * (place + 1 - len(cells))]
    row[place] = text
    return row


def _notes(catalog_import: CatalogImport) -> Iterator[tuple[int, str]]:
    """Yield row number and joined problems of each row with problems, in the order of the file."""
    with import_transaction(catalog_import):
        yield from _own_notes(catalog_import)


def _own_notes(catalog_import: CatalogImport) -> Iterator[tuple[int, str]]:
    rows: QuerySet[Any, Any] = catalog_import.plan.order_by("number").values_list("number", "notes")
    if not rows.exists():
        rows = catalog_import.rows.order_by("number").values_list("number", "problems")
    for number, notes in rows.iterator(chunk_size=BATCH):
        if notes:
            yield number, " | ".join(_said(note) for note in join_missing(notes))


def _said(note: Mapping[str, str]) -> str:
    prefix = "warning: " if note["level"] == WARNING else ""
    return f"{prefix}{load_problem(dict(note))}"


def _save(target: Path, rows: Iterable[Sequence[str]], separator: str = ",") -> None:
    if target.suffix == ".xlsx":
        write_xlsx(target, rows)
        return
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        write_csv(file, rows, separator)
