"""Rows of a plan prepared for writing, with the values they need from other tables."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from catalog.imports.column import ROW_COLUMNS, is_versioned, versioned_values
from catalog.imports.plan import OFFERED, ArticleState
from catalog.product_writer import get_product_class
from catalog.shop_categories import category_id_for
from licensing.models import Agreement, Grant, Licensee, ProductCategory, Property
from licensing.services import find_or_create_profile
from shop.commerce.markets.models import Market
from shop.imports.models import ImportRow, PlanRow
from shop.oscar.partner.models import Partner

PRICE, STOCK = "price_", "stock_"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Kind:
    """Values shared by products of one category and one set of marks.

    Rights profile, Oscar product class, shop category, and pairs of mark and agreement.
    """

    profile_id: int
    class_id: int
    category_id: int | None
    marks: list[tuple[int, int]]


@dataclass
class WriteContext:
    """Context of one run over a plan, with lookups that later batches reuse.

    Rights profiles are created in the transaction of a batch: call `clear_cache` after a rollback.
    An article edited by hand has a context without an import. `reason` is recorded with stock
    movements.
    """

    licensee: Licensee
    by_id: int
    catalog_import_id: int
    reason: str
    at: datetime = NEVER
    undo: bool = False
    kinds: dict[tuple[str, str, str], Kind] = field(default_factory=dict)

    @cached_property
    def partner_id(self) -> int:
        """Return the id of the Oscar partner that holds the licensee's stock."""
        partner, _ = Partner.objects.get_or_create(
            code=self.licensee.code, defaults={"name": self.licensee.legal_name}
        )
        return int(partner.pk)

    @cached_property
    def markets(self) -> Mapping[str, int]:
        """Return the ids of markets by code."""
        return dict(Market.objects.values_list("code", "pk"))

    @cached_property
    def categories(self) -> Mapping[str, ProductCategory]:
        """Return the license categories by code."""
        return {row.code: row for row in ProductCategory.objects.all()}

    @cached_property
    def grants(self) -> Sequence[Grant]:
        """Return the grants of the latest versions of the licensee's agreements."""
        rows = Grant.objects.filter(licensee=self.licensee).exclude(
            agreement__status__in=[Agreement.Status.CLOSED, Agreement.Status.DRAFT]
        )
        return list(rows.select_related("agreement").order_by("-agreement__version", "pk"))

    def clear_cache(self) -> None:
        """Drop lookups that may have been rolled back with a transaction."""
        self.kinds.clear()
        self.__dict__.pop("partner_id", None)

    def kind(self, values: Mapping[str, str]) -> Kind:
        """Return the shared values of products with the same category, marks and agreements."""
        key = (
            values.get("category_code", ""),
            values.get("property_codes", ""),
            values.get("agreement_no", ""),
        )
        if key not in self.kinds:
            self.kinds[key] = self._kind(*key)
        return self.kinds[key]

    def _kind(self, category_code: str, codes: str, numbers: str) -> Kind:
        category = self.categories[category_code]
        marks = list(Property.objects.filter(code__in=codes.split(";")))
        profile = find_or_create_profile(licensee=self.licensee, category=category, marks=marks)
        return Kind(
            profile_id=profile.pk,
            class_id=get_product_class(category).pk,
            category_id=category_id_for(category),
            marks=[(mark.pk, self._agreement(mark, category, numbers)) for mark in marks],
        )

    def _agreement(self, mark: Property, category: ProductCategory, numbers: str) -> int:
        """Return the id of the first named agreement that grants the mark."""
        named = numbers.split(";")
        fitting = [
            grant.agreement
            for grant in self.grants
            if grant.agreement.number in named
            and mark.number in grant.properties
            and category.number in grant.categories
        ]
        fitting.sort(key=lambda agreement: named.index(agreement.number))
        if fitting:
            return int(fitting[0].pk)
        rows = Agreement.objects.filter(licensee=self.licensee, number__in=named)
        return int(rows.order_by("-version")[:1].get().pk)


@dataclass(slots=True)
class ArticleWrite:
    """The write of one row; `direct` holds the values that are live at once.

    `content` is the content of the new version, or None if nothing needs approval.
    """

    plan_id: int
    product_id: int | None
    sku: str
    parent_sku: str
    is_new: bool
    direct: dict[str, str]
    prices: dict[str, str]
    units: dict[str, list[int]]
    content: dict[str, str] | None = None
    offered: bool | None = None
    kind: Kind | None = None
    sets_kind: bool = False

    def as_row(self) -> tuple[Any, ...]:
        """Return the row of the temporary table."""
        content = json.dumps(self.content, sort_keys=True) if self.content is not None else None
        kind = self.kind
        return (
            self.plan_id,
            self.product_id,
            self.sku,
            self.parent_sku,
            self.is_new,
            json.dumps(self.direct),
            json.dumps(self.prices) if self.prices else None,
            json.dumps(self.units) if self.units else None,
            content,
            hashlib.sha256(content.encode()).hexdigest() if content else None,
            self.offered,
            kind.profile_id if kind else None,
            kind.class_id if kind else None,
            kind.category_id if kind else None,
            json.dumps(kind.marks) if kind else None,
            self.sets_kind,
        )


@dataclass(slots=True)
class Batch:
    """Rows of a plan and the current states of their articles.

    `cells` holds the values of new articles by row number; None reads them from staging.
    """

    step: WriteContext
    rows: Sequence[PlanRow]
    states: Mapping[str, ArticleState]
    cells: Mapping[int, Mapping[str, str]] | None = None

    def writings(self) -> list[ArticleWrite]:
        """Return the writes of the rows, in their order."""
        cells = self.staged() if self.cells is None else self.cells
        return [
            self._created(row, cells[row.number])
            if row.number in cells
            else self._changed(row, self.states[row.sku])
            for row in self.rows
        ]

    def staged(self) -> Mapping[int, Mapping[str, str]]:
        """Return the staged values of new articles by row number."""
        new = [row.number for row in self.rows if row.outcome == PlanRow.Outcome.CREATED]
        rows = ImportRow.objects.filter(catalog_import=self.step.catalog_import_id, number__in=new)
        return dict(rows.values_list("number", "cells"))

    def _created(self, row: PlanRow, cells: Mapping[str, str]) -> ArticleWrite:
        values = {name: value for name, value in cells.items() if name not in ROW_COLUMNS}
        parent = cells.get("parent_sku", "")
        kind = None if parent else self.step.kind(values)
        return ArticleWrite(
            plan_id=row.pk,
            product_id=None,
            sku=row.sku,
            parent_sku=parent,
            is_new=True,
            direct=_own(values),
            prices=_family(values, PRICE),
            units={name: [0, int(value)] for name, value in _family(values, STOCK).items()},
            content=None if parent else versioned_values(values),
            offered=True,
            kind=kind,
            sets_kind=kind is not None,
        )

    def _changed(self, row: PlanRow, state: ArticleState) -> ArticleWrite:
        before, after = row.before or {}, row.after or {}
        if self.step.undo:
            before, after = after, before
        values = {**state.values, **after}
        waits = not state.is_variant and any(is_versioned(name) for name in after)
        straight = not state.released or state.is_variant
        own = {
            name: value for name, value in _own(after).items() if straight or not is_versioned(name)
        }
        kind = self.step.kind(values) if waits and values.get("agreement_no") else None
        return ArticleWrite(
            plan_id=row.pk,
            product_id=state.product_id,
            sku=row.sku,
            parent_sku=state.parent_sku,
            is_new=False,
            direct=own,
            prices=_family(after, PRICE),
            units={
                name: [int(before.get(STOCK + name) or 0), int(value or 0)]
                for name, value in _family(after, STOCK).items()
            },
            content=versioned_values(values) if waits else None,
            offered=after[OFFERED] == "yes" if OFFERED in after else None,
            kind=kind,
            sets_kind=kind is not None and straight,
        )


def _own(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values stored on the product and its data sheet."""
    return {
        name: value
        for name, value in values.items()
        if name != OFFERED and not name.startswith((PRICE, STOCK))
    }


def _family(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value
        for name, value in values.items()
        if name.startswith(prefix)
    }
