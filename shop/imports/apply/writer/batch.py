"""Rows of a plan made ready for writing: what each needs of other tables is found beforehand."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from catalog.imports.column_storage import APART, is_versioned, versioned
from catalog.imports.plan import OFFERED, ArticleState
from catalog.models import ProductCategory as Placing
from catalog.publishing import class_of
from licensing.models import Agreement, Grant, Licensee, ProductCategory, Property
from licensing.services import find_or_create_profile
from shop.commerce.markets.models import Market
from shop.imports.models import PlanRow, UploadRow
from shop.oscar.partner.models import Partner

PRICE, STOCK = "price_", "stock_"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Kind:
    """What goods alike in category and marks share: profile, Oscar's class, shelf, agreements."""

    profile_id: int
    class_id: int
    shelf_id: int | None
    marks: list[tuple[int, int]]


@dataclass
class Step:
    """One run over a plan; what was looked up for a batch serves the next, while it is right.

    Profiles are made in a batch's transaction: after one was rolled back they are found anew. An
    article edited by hand is a step too, of no upload. `reason` stands beside what it books.
    """

    licensee: Licensee
    by_id: int
    upload_id: int
    reason: str
    at: datetime = NEVER
    undo: bool = False
    kinds: dict[tuple[str, str, str], Kind] = field(default_factory=dict)

    @cached_property
    def partner_id(self) -> int:
        """Oscar's partner whose stock it is: the licensee's."""
        found, _ = Partner.objects.get_or_create(
            code=self.licensee.code, defaults={"name": self.licensee.legal_name}
        )
        return int(found.pk)

    @cached_property
    def markets(self) -> Mapping[str, int]:
        """By code."""
        return dict(Market.objects.values_list("code", "pk"))

    @cached_property
    def categories(self) -> Mapping[str, ProductCategory]:
        """By code."""
        return {row.code: row for row in ProductCategory.objects.all()}

    @cached_property
    def grants(self) -> Sequence[Grant]:
        """What the licensee was granted, by the latest versions of its agreements."""
        rows = Grant.objects.filter(licensee=self.licensee).exclude(
            agreement__status__in=[Agreement.Status.CLOSED, Agreement.Status.DRAFT]
        )
        return list(rows.select_related("agreement").order_by("-agreement__version", "pk"))

    def forget(self) -> None:
        """Look everything up again: what a transaction made was rolled back with it."""
        self.kinds.clear()
        self.__dict__.pop("partner_id", None)

    def kind(self, values: Mapping[str, str]) -> Kind:
        """Return what a product's values share with others."""
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
        shelf = Placing.objects.filter(product__rights_category=category).first()
        return Kind(
            profile_id=profile.pk,
            class_id=class_of(category).pk,
            shelf_id=shelf.category_id if shelf else None,
            marks=[(mark.pk, self._agreement(mark, category, numbers)) for mark in marks],
        )

    def _agreement(self, mark: Property, category: ProductCategory, numbers: str) -> int:
        """Return the named agreement that grants the mark; of several the one named first."""
        named = numbers.split(";")
        fitting = [
            grant.agreement
            for grant in self.grants
            if grant.agreement.number in named
            and mark.number in grant.properties
            and category.number in grant.categories
        ]
        fitting.sort(key=lambda one: named.index(one.number))
        if fitting:
            return int(fitting[0].pk)
        rows = Agreement.objects.filter(licensee=self.licensee, number__in=named)
        return int(rows.order_by("-version")[:1].get().pk)


@dataclass(slots=True)
class Writing:
    """A row as the statements take it: `direct` are values that go live at once, as JSON.

    `content` is the new version's, None when nothing waits for approval.
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
        """Return it as the temporary table holds it."""
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
            kind.shelf_id if kind else None,
            json.dumps(kind.marks) if kind else None,
            self.sets_kind,
        )


@dataclass(slots=True)
class Batch:
    """Rows of a plan and the states of their articles.

    `cells` has what new articles say, by row; without it that is read from staging.
    """

    step: Step
    rows: Sequence[PlanRow]
    states: Mapping[str, ArticleState]
    cells: Mapping[int, Mapping[str, str]] | None = None

    def writings(self) -> list[Writing]:
        """Return what to write, row by row."""
        cells = self.staged() if self.cells is None else self.cells
        return [
            self._created(row, cells[row.number])
            if row.number in cells
            else self._changed(row, self.states[row.sku])
            for row in self.rows
        ]

    def staged(self) -> Mapping[int, Mapping[str, str]]:
        """Return what new articles say, by row."""
        new = [row.number for row in self.rows if row.outcome == PlanRow.Outcome.CREATED]
        rows = UploadRow.objects.filter(upload=self.step.upload_id, number__in=new)
        return dict(rows.values_list("number", "cells"))

    def _created(self, row: PlanRow, cells: Mapping[str, str]) -> Writing:
        values = {name: value for name, value in cells.items() if name not in APART}
        parent = cells.get("parent_sku", "")
        kind = None if parent else self.step.kind(values)
        return Writing(
            plan_id=row.pk,
            product_id=None,
            sku=row.sku,
            parent_sku=parent,
            is_new=True,
            direct=_own(values),
            prices=_family(values, PRICE),
            units={name: [0, int(value)] for name, value in _family(values, STOCK).items()},
            content=None if parent else versioned(values),
            offered=True,
            kind=kind,
            sets_kind=kind is not None,
        )

    def _changed(self, row: PlanRow, state: ArticleState) -> Writing:
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
        return Writing(
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
            content=versioned(values) if waits else None,
            offered=after[OFFERED] == "yes" if OFFERED in after else None,
            kind=kind,
            sets_kind=kind is not None and straight,
        )


def _own(values: Mapping[str, str]) -> dict[str, str]:
    """Return what the product and its sheet keep of values."""
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
