"""Security labels: issued to the licensee, enough for the stock, on one article alone."""

import pytest
from django.db import IntegrityError, transaction

from catalog.imports.plan import StagedRow
from catalog.models import DataSheet, Product
from licensing.models import LabelIssue
from shop.imports.apply.applying import apply_plan
from shop.imports.apply.editing import create_article, edit_article, fingerprints_of, get_article
from shop.imports.apply.undo import undo
from shop.imports.check.catalog_checks import CatalogChecks, find_used_labels
from tests.imports.files import codes, outcomes
from tools.testing.factories.models import LicenseeFactory

FIRST, LAST = "label_serial_from", "label_serial_to"
GOOD = {FIRST: "AB-0001", LAST: "AB-0100"}


@pytest.fixture(autouse=True)
def issue(licensed) -> LabelIssue:
    """A thousand labels of the licensee."""
    return LabelIssue.objects.create(
        licensee=licensed.licensee, first="AB-0001", last="AB-1000", reference="D-1"
    )


def sheet(sku: str) -> DataSheet:
    return DataSheet.objects.get(product__upc=sku)


def by_hand(licensed, sku: str, **cells: str):
    seen = fingerprints_of(get_article(licensed.licensee, sku).values, cells)
    return edit_article(
        licensee=licensed.licensee, by_id=licensed.by_id, sku=sku, cells=cells, seen=seen
    )


def test_labels_are_kept_and_the_same_file_changes_nothing(licensed):
    row = licensed.row("PIN-1", **GOOD)
    licensed.apply(row)
    assert (sheet("PIN-1").label_serial_from, sheet("PIN-1").label_serial_to) == (
        "AB-0001",
        "AB-0100",
    )
    assert outcomes(licensed.plan(row)) == {"PIN-1": "UNCHANGED"}


def test_a_label_on_an_article_is_on_no_other_and_ones_own_is_named(licensed):
    licensed.apply(licensed.row("PIN-1", **GOOD))
    catalog_import = licensed.plan(
        licensed.row("PIN-2", **GOOD),
        licensed.row("PIN-3", **{FIRST: "AB-0101", LAST: "AB-0200"}),
    )
    assert outcomes(catalog_import) == {"PIN-2": "REFUSED", "PIN-3": "CREATED"}
    (problem,) = catalog_import.plan.get(sku="PIN-2").notes
    assert (problem["code"], problem["column"]) == ("label_used", FIRST)
    assert "PIN-1" in problem["message"]


def test_another_licensees_article_is_not_named(licensed, world):
    theirs = world.product(sku="THEIRS-1", agreement=world.agreement(licensee=LicenseeFactory()))
    DataSheet.objects.create(product=theirs, label_serial_from="AB-0050", label_serial_to="AB-0060")
    (problem,) = licensed.plan(licensed.row("PIN-1", **GOOD)).plan.get().notes
    assert problem["code"] == "label_used"
    assert "THEIRS" not in problem["message"]


def test_the_database_itself_refuses_a_label_twice(licensed):
    licensed.apply(licensed.row("PIN-1", **GOOD))
    with pytest.raises(IntegrityError), transaction.atomic():
        licensed.product_with_labels("PIN-2", "AB-0100", "AB-0101")
    with pytest.raises(IntegrityError), transaction.atomic():
        licensed.product_with_labels("PIN-3", "AB-0200", "")


def test_labels_taken_after_the_plan_refuse_their_row_alone(licensed):
    catalog_import = licensed.plan(licensed.row("PIN-1", **GOOD), licensed.row("PIN-2"))
    licensed.product_with_labels("QUICK-1", "AB-0100", "AB-0100")
    catalog_import = apply_plan(catalog_import=catalog_import)
    assert outcomes(catalog_import) == {"PIN-1": "REFUSED", "PIN-2": "CREATED"}
    assert codes(catalog_import)[2] == {("label_used", FIRST)}
    assert not Product.objects.filter(upc="PIN-1").exists()


def test_more_stock_than_labels_is_refused_and_less_is_not(licensed):
    licensed.apply(licensed.row("PIN-1", **GOOD))
    more = licensed.plan(licensed.row("PIN-1", stock_main="101"))
    assert codes(more)[2] == {("label_too_few", LAST)}
    less = licensed.plan(licensed.row("PIN-1", stock_main="99"))
    assert outcomes(less) == {"PIN-1": "CHANGED"}


def test_labels_withdrawn_later_do_not_stop_a_price(licensed, issue):
    row = licensed.row("PIN-1", **GOOD)
    licensed.apply(row)
    issue.withdrawn_at = issue.created_at
    issue.save()
    catalog_import = licensed.plan({**row, "price_fr": "13.00"})
    assert outcomes(catalog_import) == {"PIN-1": "CHANGED"}
    assert catalog_import.plan.get().notes[0]["level"] == "warning"
    moved = licensed.plan({**row, LAST: "AB-0120"})
    assert codes(moved)[2] == {("label_not_issued", FIRST)}


def test_variants_have_labels_of_their_own(licensed):
    parent = licensed.row("TEE-1", stock_main="")
    catalog_import = licensed.apply(
        parent,
        licensed.variant("TEE-1-S", "TEE-1", **GOOD),
        licensed.variant("TEE-1-M", "TEE-1", **{FIRST: "AB-0101", LAST: "AB-0104"}),
        licensed.variant("TEE-1-L", "TEE-1", **{FIRST: "AB-0200"}),
    )
    assert outcomes(catalog_import)["TEE-1-S"] == "CREATED"
    assert codes(catalog_import)[4] == {("label_too_few", LAST)}
    assert codes(catalog_import)[5] == {("half", LAST)}
    assert sheet("TEE-1-S").label_numbers.upper == 101


def test_an_upload_taken_back_sets_its_labels_free(licensed):
    catalog_import = licensed.apply(licensed.row("PIN-1", **GOOD))
    undo(catalog_import=catalog_import, by_id=licensed.by_id)
    assert sheet("PIN-1").label_serial_from == ""
    assert outcomes(licensed.apply(licensed.row("PIN-2", **GOOD))) == {"PIN-2": "CREATED"}


def test_labels_that_others_took_since_are_not_taken_back(licensed):
    licensed.apply(licensed.row("PIN-1", **GOOD))
    catalog_import = licensed.apply(
        {"licensee_sku": "PIN-1", FIRST: "AB-0201", LAST: "AB-0300"}, licensed.row("PIN-2")
    )
    licensed.product_with_labels("QUICK-1", "AB-0001", "AB-0002")
    catalog_import = undo(catalog_import=catalog_import, by_id=licensed.by_id)
    assert (catalog_import.counts["undone"], catalog_import.counts["kept"]) == (1, 1)
    assert sheet("PIN-1").label_serial_from == "AB-0201"


def test_by_hand_the_same_is_refused(licensed):
    licensed.apply(licensed.row("PIN-1", **GOOD), licensed.row("PIN-2", stock_main="10"))
    taken = by_hand(licensed, "PIN-2", **GOOD)
    assert [one.code for one in taken.problems] == ["label_used"]
    few = by_hand(licensed, "PIN-2", **{FIRST: "AB-0201", LAST: "AB-0205"})
    assert [one.code for one in few.problems] == ["label_too_few"]
    good = by_hand(licensed, "PIN-2", **{FIRST: "AB-0201", LAST: "AB-0210"})
    assert not good.refused
    assert sheet("PIN-2").label_serial_to == "AB-0210"
    made = create_article(
        licensee=licensed.licensee, by_id=licensed.by_id, cells=licensed.row("PIN-3", **GOOD)
    )
    assert [one.code for one in made.problems] == ["label_used"]


def test_many_articles_are_one_question(licensed, django_assert_num_queries):
    def wanted(count: int) -> dict[str, dict[str, str]]:
        return {f"P-{n}": {FIRST: f"AB-{n:04}", LAST: f"AB-{n:04}"} for n in range(1, count)}

    for count in (2, 300):
        with django_assert_num_queries(1):
            assert find_used_labels(wanted(count), licensed.licensee.pk) == {}
    with django_assert_num_queries(0):
        find_used_labels({"P-1": {}}, licensed.licensee.pk)


def test_a_batch_is_three_questions_whatever_its_size(licensed, django_assert_num_queries):
    for count in (2, 60):
        catalog_import = licensed.plan(licensed.row(f"TEE-{count}", stock_main=""))
        rows = [
            StagedRow(
                number,
                f"TEE-{count}-{number}",
                f"TEE-{count}",
                {FIRST: f"AB-{number:04}", LAST: f"AB-{number:04}", "weight_g": "20"},
                [],
            )
            for number in range(1, count)
        ]
        beside = CatalogChecks(catalog_import)
        assert beside.categories
        with django_assert_num_queries(3):
            beside.check(rows, {})
