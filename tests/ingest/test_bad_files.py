"""Every bad file is refused or cleaned with a message that helps, and nothing else is touched."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.models import Product
from shop.core.periods import Period
from shop.sourcing.applying import apply_plan
from shop.sourcing.models import Upload
from shop.tenancy import acting_for
from tests.factories.catalog import SINCE, Shop
from tests.factories.models import LicenseeFactory, PropertyFactory, RightsHolderFactory
from tests.ingest.bad import CASES, SKU, Case, Names
from tests.sourcing.files import Licensed, plan

TABLE = os.environ.get("BAD_FILES_TABLE")  # where the table "file, expected, seen" is written


@pytest.fixture
def world(shop: Shop) -> Iterator[tuple[Licensed, Names]]:
    """A licensee with one agreement, beside an ended one and another licensee's."""
    licensed = Licensed(shop)
    licensed.agreement = shop.agreement(exclude=["CN"])
    ended = shop.agreement(window=Period(SINCE, datetime(2026, 1, 1, tzinfo=UTC)))
    other = LicenseeFactory()
    theirs = shop.agreement(licensee=other)
    shop.product(sku="THEIRS-1", agreement=theirs)
    foreign = PropertyFactory(holder=RightsHolderFactory())
    names = Names(
        category=shop.category.code,
        agreement=licensed.agreement.number,
        mark=shop.mark.code,
        foreign_mark=foreign.code,
        ended_agreement=ended.number,
        foreign_agreement=theirs.number,
    )
    with acting_for(licensed.licensee.pk):
        yield licensed, names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_is_refused_or_cleaned(world, case):
    licensed, names = world
    upload = plan(licensed.receive(case.content(names), case.name))
    seen = what_was_said(upload, case)
    if TABLE:
        with Path(TABLE).open("a", encoding="utf-8") as table:
            table.write(f"| {case.name} | {case.expected} | {seen} |\n")
    assert seen.startswith(case.expected), seen
    if case.expected == "clean":
        apply_plan(upload=upload)
        product = Product.objects.get(upc=SKU)
        assert "script" not in (product.description_en or "")
    else:
        assert not Product.objects.filter(upc=SKU).exists()


def what_was_said(upload: Upload, case: Case) -> str:
    """The outcome, and the message that the merchandiser reads."""
    if upload.state == Upload.State.FAILED:
        first = upload.problems[0]
        return f"file: {first['code']}: {first['message']} {first['fix']}"
    notes = [
        one
        for found in upload.plan.filter(outcome="REFUSED").values_list("notes", flat=True)
        for one in found
    ]
    if not notes:
        return "clean"
    code, _, column = case.expected.removeprefix("row: ").partition(" in ")
    chosen = next(
        (one for one in notes if one["code"] == code and column in {"", one["column"]}), notes[0]
    )
    where = f" in {chosen['column']}" if chosen["column"] else ""
    return f"row: {chosen['code']}{where}: {chosen['message']} {chosen['fix']}"


def test_there_are_at_least_sixty_of_them():
    assert len(CASES) >= 60
