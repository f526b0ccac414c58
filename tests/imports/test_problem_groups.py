"""The same mistake in many rows is one line, with its count and its first rows."""

from collections.abc import Iterator

import pytest

from shop.identity.tenancy import acting_for
from shop.imports.check.problem_groups import group_problems
from shop.imports.exports import save_errors
from tests.imports.files import Licensed, codes, outcomes, plan
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory


@pytest.fixture
def licensed(world: RightsWorld) -> Iterator[Licensed]:
    found = Licensed(world)
    with acting_for(found.licensee.pk):
        yield found


def test_a_mistake_in_every_row_is_one_line(licensed: Licensed) -> None:
    rows = [licensed.row(f"PIN-{at}", hs_code="65") for at in range(26)]
    groups = group_problems(licensed.plan(*rows))
    assert [(group.column, group.count, group.rows) for group in groups] == [
        ("hs_code", 26, (2, 3, 4, 5, 6))
    ]
    assert groups[0].message == "“65” isn't a customs code."
    assert groups[0].more == 21


def test_other_values_in_one_column_are_one_line_with_an_example(licensed: Licensed) -> None:
    rows = [licensed.row(f"PIN-{at}", weight_g=f"heavy{at}") for at in range(9)]
    (group,) = group_problems(licensed.plan(*rows))
    assert (group.column, group.count) == ("weight_g", 9)
    assert "isn't a whole number. (and 8 other values)" in group.message


def test_columns_that_the_file_lacks_are_named_together(licensed: Licensed) -> None:
    lacking = ("hs_code", "weight_g", "factory_code")
    rows = [licensed.row(f"PIN-{at}") for at in range(3)]
    rows = [{name: cell for name, cell in row.items() if name not in lacking} for row in rows]
    catalog_import = licensed.plan(*rows)
    (group,) = group_problems(catalog_import)
    assert group.message == (
        "The file lacks columns that new products need: factory_code, hs_code, weight_g."
    )
    assert group.count == 3


def test_the_error_report_names_them_once_in_each_row(licensed: Licensed, tmp_path) -> None:
    row = licensed.row("PIN-1")
    catalog_import = licensed.plan(
        {k: v for k, v in row.items() if k not in {"hs_code", "weight_g"}}
    )
    save_errors(catalog_import, tmp_path / "errors.csv")
    text = (tmp_path / "errors.csv").read_text()
    assert text.count("lacks columns that new products need: hs_code, weight_g.") == 1
    save_errors(catalog_import, tmp_path / "errors.xlsx")  # its second sheet has the groups
    again = plan(licensed.receive((tmp_path / "errors.xlsx").read_bytes(), "errors.xlsx"))
    assert again.problems == []
    assert outcomes(again) == {"PIN-1": "REFUSED"}


def test_an_article_number_that_lost_its_zeros_is_pointed_out(licensed: Licensed) -> None:
    licensed.shop.product(sku="00123", agreement=licensed.agreement)
    catalog_import = licensed.plan({"licensee_sku": "123", "price_fr": "9.00"})
    assert ("lost_zeros", "licensee_sku") in codes(catalog_import)[2]
    notes = catalog_import.plan.get().notes
    assert any("you have 00123, not 123" in note["message"] for note in notes)
    meant = licensed.plan(licensed.row("123", action="create"))
    assert outcomes(meant) == {"123": "CREATED"}


def test_a_refused_size_is_not_missing_too(licensed: Licensed) -> None:
    row = licensed.row("SHIRT-1", hs_code="610910", fibre_composition="cotton:100", size="10-Dec")
    assert {code for code, column in codes(licensed.plan(row))[2] if column == "size"} == {
        "excel_date"
    }


def test_names_of_countries_are_answered_with_their_codes(licensed: Licensed) -> None:
    names = ["Portugal", "Deutschland", "États-Unis", "日本", "GER"]
    rows = [licensed.row(f"PIN-{at}", country_of_origin=name) for at, name in enumerate(names)]
    fixes = [
        note["fix"]
        for notes in licensed.plan(*rows).plan.order_by("number").values_list("notes", flat=True)
        for note in notes
        if note["column"] == "country_of_origin"
    ]
    assert fixes == ["Use PT.", "Use DE.", "Use US.", "Use JP.", "Use DE."]


def test_a_table_of_prices_has_no_problems(licensed: Licensed) -> None:
    product = licensed.shop.product(sku="PIN-9", agreement=licensed.agreement)
    catalog_import = licensed.plan({"licensee_sku": product.upc, "price_fr": "31,00 €"})
    assert outcomes(catalog_import) == {"PIN-9": "CHANGED"}
    assert group_problems(catalog_import) == []


def test_a_mark_of_another_agreement_names_that_agreement(licensed: Licensed) -> None:
    mark = PropertyFactory(holder=licensed.shop.holder, code="other-emblem")
    other = licensed.shop.agreement(marks=[mark])
    rows = [licensed.row(f"PIN-{at}", property_codes="other-emblem") for at in range(26)]
    (group,) = group_problems(licensed.plan(*rows))
    assert group.message == f"{licensed.agreement.number} does not grant “other-emblem”."
    assert group.fix == f"Add {other.number} to agreement_no, or remove the mark."
    assert group.count == 26
