"""What rows of a batch show beside the catalog: labels in use, measures of what their parent is."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from catalog.ingest.measures import check_measures
from catalog.ingest.plan import ArticleState, StagedRow
from catalog.ingest.reference import CategoryFact
from shop.sourcing.known import load_categories
from shop.sourcing.labelling import find_used
from shop.sourcing.models import Upload, UploadRow

States = Mapping[str, ArticleState]


class Beside:
    """Checks of an upload's batches; at most two queries for each."""

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
        for row in rows:
            if row.sku in found:
                row.problems.append(found[row.sku])
        self._measure([row for row in rows if row.parent_sku], states)

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


def _category(parent: ArticleState | None) -> str:
    return parent.values.get("category_code", "") if parent else ""
