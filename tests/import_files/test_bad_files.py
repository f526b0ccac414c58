"""Every bad file is refused or cleaned with a message that helps, and nothing else is touched."""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from catalog.models import Product
from licensing.models import (
    Agreement,
    GuardedWord,
    LabelIssue,
    Licensee,
    ProductCategory,
    Property,
)
from licensing.services import record_audit
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import apply_plan
from shop.imports.models import CatalogImport
from shop.platform.core.periods import Period
from tests.import_files.bad import CASES
from tests.import_files.making import SKU, Case, Names, book
from tests.imports.files import Licensed, plan
from tools.testing.factories.catalog import SINCE, RightsWorld, approve
from tools.testing.factories.models import LicenseeFactory, PropertyFactory, RightsHolderFactory

TABLE = os.environ.get("BAD_FILES_TABLE")  # where the table "file, expected, seen" is written


@pytest.fixture(scope="module")
def built_world(build_once: Callable[..., Any]) -> tuple[Licensed, Names]:
    """A licensee with one agreement, beside an ended one and another licensee's."""
    return build_once(build_world)


@pytest.fixture
def world(built_world: tuple[Licensed, Names], db: None) -> Iterator[tuple[Licensed, Names]]:
    licensed, names = deepcopy(built_world)
    with acting_for(licensed.licensee.pk):
        yield licensed, names


def build_world(world: RightsWorld) -> tuple[Licensed, Names]:
    licensed = Licensed(world)
    athlete = PropertyFactory(kind="ATHLETE", holder=world.holder)
    licensed.agreement = world.agreement(exclude=["CN"], marks=[world.mark, athlete])
    guard_names(athlete)
    make_factories(licensed.agreement)
    issue_labels(licensed.licensee)
    licensed.product_with_labels("OWN-1", "AB-4950", "AB-4999")
    ProductCategory.objects.filter(pk=world.category.pk).update(lightest_g=5, heaviest_g=200)
    ended = world.agreement(window=Period(SINCE, datetime(2026, 1, 1, tzinfo=UTC)))
    other = LicenseeFactory()
    theirs = world.agreement(licensee=other)
    world.product(sku="THEIRS-1", agreement=theirs)
    issue_labels(other, "CD")
    foreign = PropertyFactory(holder=RightsHolderFactory())
    names = Names(
        category=world.category.code,
        agreement=licensed.agreement.number,
        mark=world.mark.code,
        foreign_mark=foreign.code,
        ended_agreement=ended.number,
        foreign_agreement=theirs.number,
        athlete_mark=athlete.code,
    )
    return licensed, names


def guard_names(mark: Property) -> None:
    """Guard a name that nobody consented to, and one that goods with the mark may say."""
    GuardedWord.objects.create(term="Mira Solvang", kind="ATHLETE", why="w")
    GuardedWord.objects.create(term="Théo Lamarque", kind="ATHLETE", why="w", mark=mark)


def make_factories(agreement: Agreement) -> None:
    """Approve F-02, whose audit has ended, and F-03, which was never audited."""
    lapsed = approve(agreement, "F-02", audited=False)
    record_audit(
        factory=lapsed.factory,
        audited_on=date(2025, 1, 1),
        valid_until=date(2026, 1, 1),
        reference="R-2",
    )
    approve(agreement, "F-03", audited=False)


def issue_labels(licensee: Licensee, series: str = "AB") -> None:
    """Issue five thousand labels; two hundred others were withdrawn again."""
    LabelIssue.objects.create(licensee=licensee, first=f"{series}-0001", last=f"{series}-5000")
    if series == "AB":
        LabelIssue.objects.create(
            licensee=licensee, first="EF-0001", last="EF-0200", withdrawn_at=SINCE
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_is_refused_or_cleaned(world, case):
    licensed, names = world
    catalog_import = plan(licensed.receive(case.content(names), case.name))
    seen = what_was_said(catalog_import, case)
    if TABLE:
        with Path(TABLE).open("a", encoding="utf-8") as table:
            table.write(f"| {case.name} | {case.expected} | {seen} |\n")
    assert seen.startswith(case.expected), seen
    assert_each_column_lacks_once(catalog_import)
    if case.expected.startswith(("clean", "note")):
        apply_plan(catalog_import=catalog_import)
        product = Product.objects.get(upc=SKU)
        assert "script" not in (product.description_en or "")
    else:
        assert not Product.objects.filter(upc=SKU).exists()


def test_a_refused_file_also_says_which_sheet_and_encoding_was_read(world):
    licensed, names = world

    def add_sheet(workbook, first):
        first.name = "Cover"
        workbook.add_worksheet("New")

    two_sheets = book(lambda _names: [["Price list of 2026"]], add_sheet)
    refused = {
        "cover.xlsx": (two_sheets, "other_sheets"),
        "alphabet.csv": (lambda _names: "Артикул;Цена\r\nA;1\r\n".encode("cp1251"), "encoding"),
    }
    for name, (content, code) in refused.items():
        catalog_import = plan(licensed.receive(content(names), name))
        assert catalog_import.state == CatalogImport.State.FAILED
        codes = [problem["code"] for problem in catalog_import.problems]
        assert codes[0] == "missing_column"
        assert codes[-1] == code


def assert_each_column_lacks_once(catalog_import: CatalogImport) -> None:
    """No row says twice that a column is empty."""
    for row in catalog_import.rows.all():
        lacking = [one["column"] for one in row.problems if one["code"] in {"missing", "no_sku"}]
        assert len(lacking) == len(set(lacking)), row.problems


def what_was_said(catalog_import: CatalogImport, case: Case) -> str:
    """The outcome, and the message that the merchandiser reads."""
    if catalog_import.state == CatalogImport.State.FAILED:
        first = catalog_import.problems[0]
        return f"file: {first['code']}: {first['message']} {first['fix']}"
    notes = [
        one
        for found in catalog_import.plan.filter(outcome="REFUSED").values_list("notes", flat=True)
        for one in found
    ]
    if not notes:
        return what_was_noted(catalog_import, case)
    code, _, column = case.expected.removeprefix("row: ").partition(" in ")
    chosen = next(
        (one for one in notes if one["code"] == code and column in {"", one["column"]}), notes[0]
    )
    where = f" in {chosen['column']}" if chosen["column"] else ""
    return f"row: {chosen['code']}{where}: {chosen['message']} {chosen['fix']}"


def what_was_noted(catalog_import: CatalogImport, case: Case) -> str:
    """The warnings about the file, or about its rows, that are expected; else "clean"."""
    code = case.expected.removeprefix("note: ")
    rows = [one for row in catalog_import.plan.values_list("notes", flat=True) for one in row]
    chosen = next((one for one in (*catalog_import.problems, *rows) if one["code"] == code), None)
    return f"note: {code}: {chosen['message']} {chosen['fix']}" if chosen else "clean"


def test_there_are_at_least_sixty_of_them():
    assert len(CASES) >= 60
