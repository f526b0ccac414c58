"""Downloaded files can be imported again: exports, error files, templates, formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.imports.csv_escaping import DANGEROUS, escape, unescape
from catalog.imports.table_reader import read_table
from catalog.models import Product
from shop.imports.exports import save_catalog, save_errors, save_template
from shop.imports.models import CatalogImport
from shop.oscar.partner.models import StockRecord
from tests.imports.files import as_csv, codes, outcomes, plan
from tools.testing.factories.models import PartnerFactory


@given(st.text(max_size=20))
def test_every_cell_comes_back_and_none_is_a_formula(cell):
    written = escape(cell)
    assert unescape(written) == cell
    assert written[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert bool(DANGEROUS.match(cell)) == (written != cell)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_uploaded_again_changes_nothing(licensed, world, tmp_path, ending):
    licensed.apply(
        licensed.row("TEE", hs_code="610910", fibre_composition="cotton:60;wool:40", stock_main=""),
        licensed.variant("TEE-S", "TEE", size="S", colour="navy"),
        licensed.row("PIN-1", title_en="=cmd|' /C calc'!A0", price_jp="3000", title_ja="'@ピン"),
    )
    legacy = world.product(sku="OLD-1", agreement=licensed.agreement, sizes=["M", "L"])
    partner = PartnerFactory(code=licensed.licensee.code)
    StockRecord.objects.filter(product__parent=legacy).update(partner=partner)
    target = tmp_path / f"catalog.{ending}"
    save_catalog(licensed.licensee, target)
    if ending == "csv":
        assert "'=cmd" in target.read_text()
    catalog_import = plan(licensed.receive(target.read_bytes()))
    assert catalog_import.state == CatalogImport.State.PLANNED, catalog_import.problems
    assert set(outcomes(catalog_import).values()) == {"UNCHANGED"}, list(
        catalog_import.plan.values("sku", "before", "after", "notes")
    )
    assert len(outcomes(catalog_import)) == 6


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_error_file_is_the_file_with_every_problem_of_each_row(licensed, tmp_path, separator):
    rows = [
        licensed.row("PIN-1", title_en="=1+1"),
        licensed.row("PIN-2", gtin="4006381333930", price_fr="-1", weight_g="heavy"),
    ]
    catalog_import = plan(licensed.receive(as_csv(rows, separator)))
    target = tmp_path / "errors.csv"
    save_errors(catalog_import, target)
    found = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig")), delimiter=separator))
    assert found[0]["errors"] == ""
    assert found[0]["title_en"] == "'=1+1"
    for word in ("check digit", "price_fr", "weight_g"):
        assert word in found[1]["errors"]
    again = plan(licensed.receive(target.read_bytes()))
    assert codes(again) == codes(catalog_import)


def test_the_template_offers_what_is_the_licensees_and_its_examples_are_refused(
    licensed, world, tmp_path
):
    target = tmp_path / "template.xlsx"
    save_template(licensed.licensee, target)
    table = read_table(target)
    assert {"licensee_sku", "price_jp", "title_ar", "image_8"} <= set(table.header)
    catalog_import = plan(licensed.receive(target.read_bytes()))
    assert catalog_import.state == CatalogImport.State.PLANNED, catalog_import.problems
    assert set(outcomes(catalog_import).values()) == {"REFUSED"}
    assert codes(catalog_import)
    assert all(("example", "licensee_sku") in found for found in codes(catalog_import).values()), (
        codes(catalog_import)
    )
    problems = {code for found in codes(catalog_import).values() for code, _ in found}
    assert problems <= {"example", "parent_refused"}, codes(catalog_import)


def test_an_empty_cell_leaves_what_is_there_and_a_word_takes_it_away(licensed):
    licensed.apply(licensed.row("PIN-1", title_fr="Épingle", gtin="4006381333931"))
    catalog_import = licensed.apply({"licensee_sku": "PIN-1", "title_fr": "", "gtin": "[empty]"})
    assert outcomes(catalog_import) == {"PIN-1": "CHANGED"}
    product = Product.objects.get(upc="PIN-1")
    assert (product.title_fr, product.gtin) == ("Épingle", "")
