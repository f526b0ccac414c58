"""Checks of an import's rows against the catalog: labels, GTINs, lost zeros, sales, measures."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.db import IntegrityError, connection

from catalog.imports.conditional_rules import check_measures
from catalog.imports.errors import ERROR, WARNING
from catalog.imports.gtins import pad_gtin
from catalog.imports.labels import FIRST, LAST, find_labels, labels_in_use
from catalog.imports.plan import ArticleState, StagedRow, stored_problem
from catalog.imports.reference import CategoryFact
from catalog.models import ONE_ARTICLE_A_GTIN
from shop.imports.check.reference_data import load_categories
from shop.imports.models import CatalogImport, ImportRow
from shop.imports.plan.catalog_state import find_sold_since

GUARD = "a_label_is_on_one_article"
# One index lookup for each article; a plain join would compare all labels.
_USED = """
    select w.sku, case when other.licensee_id = %s then other.upc end
    from unnest(%s::text[], %s::text[], %s::int8[], %s::int8[]) as w(sku, series, first, last)
    cross join lateral (
        select p.upc, coalesce(o.licensee_id, p.licensee_id) as licensee_id
        from catalogue_datasheet s
        join catalogue_product p on p.id = s.product_id and p.upc is distinct from w.sku
        left join catalogue_product o on o.id = p.parent_id
        where s.label_series = w.series and s.label_numbers && int8range(w.first, w.last, '[]')
        limit 1
    ) other
"""
Values = Mapping[str, str]


def find_used_labels(articles: Mapping[str, Values], licensee_id: int) -> dict[str, dict[str, str]]:
    """Return a problem by article number whose labels are on another article.

    Only the licensee's own articles are named. One query for many articles, none without labels.
    """
    labels = {sku: serials for sku, cells in articles.items() if (serials := find_labels(cells))}
    if not labels:
        return {}
    rows = [(sku, serial.series, serial.first, serial.last) for sku, serial in labels.items()]
    with connection.cursor() as cursor:
        cursor.execute(_USED, [licensee_id, *map(list, zip(*rows, strict=True))])
        return {
            sku: labels_in_use(articles[sku][FIRST], articles[sku][LAST], other or "")
            for sku, other in cursor.fetchall()
        }


def is_label_conflict(error: IntegrityError) -> bool:
    """Return whether the database refused a label that is on another article."""
    cause = getattr(error.__cause__, "diag", None)
    return getattr(cause, "constraint_name", None) == GUARD


_TAKEN = """
    select lpad(p.gtin, 14, '0'), p.upc, coalesce(o.licensee_id, p.licensee_id) = %s
    from catalogue_product p left join catalogue_product o on o.id = p.parent_id
    where p.gtin <> '' and lpad(p.gtin, 14, '0') = any(%s)
"""


def find_taken_gtins(gtins: Mapping[str, str], licensee_id: int) -> dict[str, dict[str, str]]:
    """Return a problem by article number whose GTIN another article has, in any of its forms."""
    if not gtins:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [licensee_id, [pad_gtin(gtin) for gtin in gtins.values()]])
        owners = {gtin: (sku, own) for gtin, sku, own in cursor.fetchall()}
    problems = {}
    for sku, gtin in gtins.items():
        owner, own = owners.get(pad_gtin(gtin), (sku, True))
        if owner != sku:
            where = owner if own else "an article of another licensee"
            message = f"The GTIN {gtin} is already used by {where}."
            problems[sku] = stored_problem(
                "gtin_taken", "gtin", message, "Each article needs its own GTIN."
            )
    return problems


def is_gtin_conflict(error: IntegrityError) -> bool:
    """Return whether the database refused a second article with a GTIN."""
    return ONE_ARTICLE_A_GTIN in str(error)


LOST_ZEROS = "lost_zeros"
_TWINS = """
    select ltrim(p.upc, '0'), min(p.upc)
    from catalogue_product p left join catalogue_product o on o.id = p.parent_id
    where p.upc like '0%%' and ltrim(p.upc, '0') = any(%s)
        and coalesce(o.licensee_id, p.licensee_id) = %s
    group by 1
"""


def note_lost_zeros(rows: Iterable[StagedRow], known: Iterable[str], licensee_id: int) -> None:
    """Add a problem to rows whose unknown number exists with leading zeros.

    It is a warning if the row says `create`, because both numbers may be intended.
    """
    existing = set(known)
    unknown = [row for row in rows if _is_digits(row.sku) and row.sku not in existing]
    if not unknown:
        return
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, [[row.sku for row in unknown], licensee_id])
        twins = dict(cursor.fetchall())
    for row in unknown:
        if twin := twins.get(row.sku):
            level = WARNING if row.cells.get("action") == "create" else ERROR
            message = f"Leading zeros may be missing: you have {twin}, not {row.sku}."
            fix = f"Write {twin} as text. For a new article, write create in the column action."
            row.problems.append(stored_problem(LOST_ZEROS, "licensee_sku", message, fix, level))


def _is_digits(sku: str) -> bool:
    return sku.isascii() and sku.isdigit() and not sku.startswith("0")


SOLD_SINCE = "sold_since"
States = Mapping[str, ArticleState]


class CatalogChecks:
    """Checks of batches of rows against the catalog; at most four queries each."""

    def __init__(self, catalog_import: CatalogImport) -> None:
        self.catalog_import = catalog_import

    @cached_property
    def categories(self) -> Mapping[str, CategoryFact]:
        """Return the license categories by code."""
        return load_categories()

    def check(self, rows: Sequence[StagedRow], states: States) -> None:
        """Add problems to the rows of a batch."""
        labeled = {row.sku: row.cells for row in rows if row.sku}
        labels_in_use = find_used_labels(labeled, self.catalog_import.licensee_id)
        gtins = {row.sku: row.cells["gtin"] for row in rows if row.sku and row.cells.get("gtin")}
        taken = find_taken_gtins(gtins, self.catalog_import.licensee_id)
        for row in rows:
            row.problems.extend(
                problems[row.sku] for problems in (labels_in_use, taken) if row.sku in problems
            )
        self._warn_of_sales(rows, states)
        self._measure([row for row in rows if row.parent_sku], states)

    def _warn_of_sales(self, rows: Sequence[StagedRow], states: States) -> None:
        """Warn of counts for articles that were sold since their last count."""
        counted = [row for row in rows if row.sku in states and _stock_of(row)]
        sold = find_sold_since(
            [row.sku for row in counted], partner=self.catalog_import.licensee.code
        )
        for row in counted:
            now = states[row.sku].values
            for column, units in sold.get(row.sku, {}).items():
                after = row.cells.get(column)
                if after is not None and after != now.get(column, ""):
                    message = f"{units} sold since the last count; stock will be set to {after}."
                    fix = "Count again, or leave the cell empty to keep the stock."
                    row.problems.append(stored_problem(SOLD_SINCE, column, message, fix, WARNING))

    def _measure(self, variants: Sequence[StagedRow], states: States) -> None:
        """Compare measures of variants with their parent's category; other rows were checked."""
        parents = {row.parent_sku for row in variants}
        if not parents:
            return
        own = ImportRow.objects.filter(catalog_import=self.catalog_import, sku__in=parents)
        categories = dict(own.values_list("sku", "cells__category_code"))
        for row in variants:
            code = categories.get(row.parent_sku) or _category(states.get(row.parent_sku))
            problems = check_measures(row.cells, self.categories.get(code))
            row.problems.extend(problem.as_json() for problem in problems)


def _stock_of(row: StagedRow) -> list[str]:
    return [column for column in row.cells if column.startswith("stock_")]


def _category(parent: ArticleState | None) -> str:
    return parent.values.get("category_code", "") if parent else ""
