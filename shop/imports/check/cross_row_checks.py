"""What rows of a batch show beside the catalog: labels in use, measures of what their parent is."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from catalog.imports.errors import WARNING
from catalog.imports.measures import check_measures
from catalog.imports.plan import ArticleState, StagedRow, note
from catalog.imports.reference import CategoryFact
from shop.imports.check.gtins import find_taken_gtins
from shop.imports.check.label_conflicts import find_used
from shop.imports.check.reference_data import load_categories
from shop.imports.models import Upload, UploadRow
from shop.imports.plan.sold_since import find_sold_since

SOLD_SINCE = "sold_since"
States = Mapping[str, ArticleState]


class Beside:
    """Checks of an upload's batches; at most four queries for each."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    @cached_property
    def categories(self) -> Mapping[str, CategoryFact]:
        """By code."""
        return load_categories()

    def check(self, rows: Sequence[StagedRow], states: States) -> None:
        """Add to each row what is wrong with it."""
        labeled = {row.sku: row.cells for row in rows if row.sku}
        found = find_used(labeled, self.upload.licensee_id)
        gtins = {row.sku: row.cells["gtin"] for row in rows if row.sku and row.cells.get("gtin")}
        taken = find_taken_gtins(gtins, self.upload.licensee_id)
        for row in rows:
            row.problems.extend(one[row.sku] for one in (found, taken) if row.sku in one)
        self._warn_of_sales(rows, states)
        self._measure([row for row in rows if row.parent_sku], states)

    def _warn_of_sales(self, rows: Sequence[StagedRow], states: States) -> None:
        """Warn of stock that is set although units left since it was counted last."""
        counted = [row for row in rows if row.sku in states and _stock_of(row)]
        sold = find_sold_since([row.sku for row in counted], partner=self.upload.licensee.code)
        for row in counted:
            now = states[row.sku].values
            for column, units in sold.get(row.sku, {}).items():
                after = row.cells.get(column)
                if after is not None and after != now.get(column, ""):
                    message = f"{units} sold since the last count; stock will be set to {after}."
                    fix = "Count again, or leave the cell empty to keep the stock."
                    row.problems.append(note(SOLD_SINCE, column, message, fix, WARNING))

    def _measure(self, variants: Sequence[StagedRow], states: States) -> None:
        """Compare variants with their parents' categories; other rows were when they were read."""
        parents = {row.parent_sku for row in variants}
        if not parents:
            return
        own = UploadRow.objects.filter(upload=self.upload, sku__in=parents)
        said = dict(own.values_list("sku", "cells__category_code"))
        for row in variants:
            code = said.get(row.parent_sku) or _category(states.get(row.parent_sku))
            found = check_measures(row.cells, self.categories.get(code))
            row.problems.extend(one.as_json() for one in found)


def _stock_of(row: StagedRow) -> list[str]:
    return [column for column in row.cells if column.startswith("stock_")]


def _category(parent: ArticleState | None) -> str:
    return parent.values.get("category_code", "") if parent else ""
