"""The folder of bad files, as code: each with what must be said about it.

`python -m tests.import_files.bad FOLDER` writes them there; expectations are "file: CODE" when the
whole file is refused, "row: CODE in COLUMN" when its row is, "clean" when it is taken as it should
be.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.import_files.making import (
    PNG,
    SKU,
    Case,
    Names,
    above,
    archive,
    below,
    bomb,
    book,
    cut,
    doubled_column,
    encoded,
    foreign,
    good_rows,
    header_only,
    labeled,
    more_cells,
    moved_tabs,
    one,
    open_quote,
    raw,
    rows,
    sheets,
    short,
    with_part,
    without,
    write_date,
)
from tests.imports.files import as_csv

VARIANT = {"parent_sku": SKU, "stock_main": "1", "size": "M"}
LANGUAGES_OF_ORDER = "\u202ePin\u200b \u2066x\u2069"

MADE: dict[str, Callable[[str], Case]] = {
    "empty.csv": raw("file: empty", b""),
    "only-spaces.csv": raw("file: empty", b" \r\n \r\n"),
    "header-only.csv": raw("file: no_rows", header_only),
    "unknown-column.csv": one("note: unknown_column", prise_fr="1"),
    "price-of-no-market.csv": one("note: unknown_column", price_zz="1"),
    "no-sku-column.csv": raw("file: missing_column", without("licensee_sku")),
    "missing-column.csv": raw("row: missing in hs_code", without("hs_code")),
    "doubled-column.csv": raw("file: doubled_column", doubled_column),
    "reordered-columns.csv": raw(
        "clean", lambda names: as_csv([dict(reversed(names.row().items()))])
    ),
    "semicolons.csv": raw("clean", lambda names: as_csv([names.row()], ";")),
    "more-cells.csv": raw("row: too_many_cells", more_cells),
    "cut-off.csv": raw("row: cut_off", cut),
    "latin-1.csv": raw("note: encoding", encoded("latin-1", title_fr="Épingle")),
    "utf-16.csv": raw("clean", encoded("utf-16")),
    "utf-16-without-mark.csv": raw("clean", encoded("utf-16-le")),
    "utf-16-big-endian.csv": raw("clean", encoded("utf-16-be")),
    "feed.xml.csv": raw("file: no_table", b'\xef\xbb\xbf\n<?xml version="1.0"?><rss></rss>'),
    "products.json.csv": raw("file: no_table", b'[{"sku": "A", "price": 1}]'),
    "program.xlsx": raw("file: no_table", b"MZ\x90\x00" + bytes(60)),
    "sap.csv": raw("file: missing_column", b"MATNR;MAKTX;EAN11;NETPR\r\n1;Schal;;9,90\r\n"),
    "leading-apostrophe.csv": one("clean", gtin="'4006381333931"),
    "shift-jis.csv": raw("note: encoding", encoded("cp932", title_ja="ピンバッジ")),
    "two-encodings.csv": raw(
        "file: encoding", lambda names: encoded("utf-8", title_fr="é")(names) + b"\xe9\r\n"
    ),
    "short-last-row.csv": raw("clean", short),
    "separator-line.csv": raw("clean", above("sep=;", separator=";")),
    "space-row.csv": raw("clean", below(" ,,", "\u00a0")),
    "title-above.csv": raw("note: header_below", above("Price list, 2026", "", "Valid now")),
    "note-beside.csv": raw(
        "note: no_header",
        lambda names: as_csv([{**names.row(), "": "", " ": "ask Ana"}]),
    ),
    "other-shop.csv": raw(
        "file: missing_column",
        foreign("Handle,Title,Variant SKU,Variant Price,Vendor,Condition", "a", "A", "A-1", "3"),
    ),
    "other-shop-title.csv": raw(
        "file: missing_column",
        b"Liste\r\n\r\nArtikelnummer;Bezeichnung;EAN;Preis;Gr\xc3\xb6\xc3\x9fe\r\nA;B;;3;M\r\n",
    ),
    "bom.csv": raw("clean", encoded("utf-8-sig")),
    "nul.csv": one("row: unreadable in title_en", title_en="Pin\x00"),
    "right-to-left-marks.csv": one("clean", title_en=LANGUAGES_OF_ORDER),
    "emoji.csv": one("clean", title_en="Pin 🥇"),
    "million-signs.csv": one("row: too_long in title_en", title_en="x" * 1_000_000),
    "open-quote.csv": raw("row: too_long in title_en", open_quote),
    "number-with-points.csv": one("clean", price_fr="1.234,50"),
    "comma-decimals.csv": one("clean", price_fr="12,50"),
    "currency-in-price.csv": one("row: currency in price_fr", price_fr="12.50 USD"),
    "price-zero.csv": one("row: not_positive in price_fr", price_fr="0"),
    "price-negative.csv": one("row: not_positive in price_fr", price_fr="-3"),
    "price-three-decimals.csv": one("row: decimals in price_fr", price_fr="1.005"),
    "yen-with-decimals.csv": one("row: decimals in price_jp", price_jp="1000.50"),
    "price-not-a-number.csv": one("row: number in price_fr", price_fr="12x3"),
    "dinar.csv": one("row: currency in rrp_currency", rrp_currency="KWD"),
    "scientific-gtin.csv": one("row: scientific in gtin", gtin="4.00638E+12"),
    "wrong-check-digit.csv": one("row: check_digit in gtin", gtin="4006381333930"),
    "short-gtin.csv": one("row: gtin in gtin", gtin="12345"),
    "arabic-digits.csv": one("clean", gtin="٤٠٠٦٣٨١٣٣٣٩٣١"),
    "gtin-in-two-forms.csv": raw(
        "row: gtin_twice in gtin",
        rows(
            lambda names: names.row(gtin="036000291452"),
            lambda names: names.row("NEXT-1", gtin="0036000291452"),
        ),
    ),
    "gtin-in-three-rows.csv": raw(
        "row: gtin_twice in gtin: The same GTIN is in rows ",
        rows(*(partial(Names.row, sku=sku, gtin="036000291452") for sku in ("N-1", "N-2", "N-3"))),
    ),
    "gtin-lost-zero.csv": one("row: gtin in gtin", gtin="36000291452"),
    "size-became-date.csv": one("row: excel_date in size", size="10-Dec"),
    "sku-like-date.csv": raw(
        "note: excel_date",
        rows(lambda names: names.row(), lambda names: names.row("Mar-01")),
    ),
    "ambiguous-price.csv": one("row: ambiguous in price_fr", price_fr="1,299"),
    "price-with-sign.csv": one("clean", price_fr="29,90 €"),
    "stock-negative.csv": one("row: range in stock_main", stock_main="-1"),
    "stock-fraction.csv": one("row: whole in stock_main", stock_main="1.5"),
    "stock-huge.csv": one("row: range in stock_main", stock_main="99999999999"),
    "doubled-sku.csv": raw("row: doubled in licensee_sku", rows(Names.row, Names.row)),
    "sku-of-another.csv": raw(
        "row: taken in licensee_sku", lambda names: as_csv([names.row(names.foreign_sku)])
    ),
    "sku-with-spaces.csv": one("row: sku in licensee_sku", licensee_sku="A B"),
    "total-below.csv": raw(
        "row: total: This row is a total, not a product.",
        rows(Names.row, lambda _: {"licensee_sku": "Total:", "price_fr": "1.299,00 €"}),
    ),
    "sum-below.csv": raw(
        "row: total", rows(Names.row, lambda _: {"title_en": "Gesamtsumme", "stock_main": "1"})
    ),
    "sku-empty.csv": one("row: no_sku in licensee_sku", licensee_sku=""),
    "update-unknown.csv": one("row: unknown_sku in licensee_sku", action="update"),
    "parent-after-child.csv": raw(
        "clean", rows(lambda _: {"licensee_sku": "V-1", **VARIANT}, lambda n: n.row(stock_main=""))
    ),
    "parent-missing.csv": one("row: no_parent in parent_sku", parent_sku="NOBODY"),
    "own-parent.csv": one("row: cycle in parent_sku", parent_sku=SKU),
    "cycle.csv": raw(
        "row: nested in parent_sku",
        rows(
            lambda _: {"licensee_sku": SKU, "parent_sku": "V-2"},
            lambda _: {"licensee_sku": "V-2", "parent_sku": SKU},
        ),
    ),
    "variant-says-other.csv": raw(
        "row: differs",
        rows(
            lambda names: names.row(stock_main=""),
            lambda _: {"licensee_sku": "V-1", **VARIANT, "title_en": "Other"},
        ),
    ),
    "stock-of-a-parent.csv": raw(
        "row: of_variants", rows(Names.row, lambda _: {"licensee_sku": "V-1", **VARIANT})
    ),
    "mark-not-held.csv": raw(
        "row: mark_not_granted in property_codes",
        lambda names: as_csv([names.row(property_codes=names.foreign_mark)]),
    ),
    "mark-unknown.csv": one("row: unknown in property_codes", property_codes="mickey"),
    "grant-ended.csv": raw(
        "row: grant_ended in agreement_no",
        lambda names: as_csv([names.row(agreement_no=names.ended_agreement)]),
    ),
    "agreement-of-another.csv": raw(
        "row: unknown in agreement_no",
        lambda names: as_csv([names.row(agreement_no=names.foreign_agreement)]),
    ),
    "category-unknown.csv": one("row: unknown in category_code", category_code="weapons"),
    "channel-not-granted.csv": one(
        "row: channel_not_granted in channels_requested", channels_requested="B2B"
    ),
    "territory-not-granted.csv": one(
        "row: territory_not_granted in territories_requested", territories_requested="CN"
    ),
    "script-in-title.csv": one("row: markup in title_en", title_en="<script>alert(1)</script>"),
    "script-in-description.csv": one(
        "clean", description_en="<p>Fine</p><script>alert(1)</script><img src=x onerror=y>"
    ),
    "formula-equals.csv": one("clean", title_en="=HYPERLINK(1)"),
    "formula-plus.csv": one("clean", title_en="+1"),
    "formula-minus.csv": one("clean", title_en="-1"),
    "formula-at.csv": one("clean", title_en="@SUM(1)"),
    "noc-as-country.csv": one("row: country in country_of_origin", country_of_origin="GER"),
    "iso-as-noc.csv": one("row: noc in noc_code", noc_code="DEU"),
    "date-without-offset.csv": one("row: offset in on_sale_from", on_sale_from="2027-03-01T00:00"),
    "date-as-number.csv": one("row: serial_date in on_sale_from", on_sale_from="46082"),
    "ends-before-it-begins.csv": one(
        "row: order in on_sale_to",
        on_sale_from="2027-03-01T00:00Z",
        on_sale_to="2027-02-01T00:00Z",
    ),
    "composition-90.csv": one(
        "row: composition in fibre_composition", fibre_composition="cotton:60;wool:30"
    ),
    "textile-without-fibers.csv": one("row: missing in fibre_composition", hs_code="610910"),
    "clothing-without-size.csv": one(
        "row: missing in size", hs_code="610910", fibre_composition="cotton:100"
    ),
    "toy-without-papers.csv": one("row: missing in toy_ce_doc", hs_code="950300"),
    "report-expired.csv": one(
        "row: expired in test_report_expiry", test_report_expiry="2020-01-01"
    ),
    "picture-outside.csv": one("row: picture in image_1", image_1="../../etc/passwd.png"),
    "picture-svg.csv": one("row: picture in image_1", image_1="logo.svg"),
    "picture-by-address.csv": one("row: picture in image_1", image_1="http://10.0.0.1/a.png"),
    "box-alone.csv": one("row: po_box in manufacturer_address", manufacturer_address="P.O. Box 12"),
    "claim-without-proof.csv": one(
        "row: missing in green_claims_evidence", title_en="Recycled pin"
    ),
    "banned-word.csv": one("row: banned_word in title_en", title_en="OFFICIAL sponsor's pin"),
    "banned-word-in-markup.csv": one(
        "row: banned_word in description_fr",
        description_fr="<p>Le <b>spon</b>sor&nbsp;officiel</p>",
    ),
    "banned-word-without-spaces.csv": one(
        "row: banned_word in title_ja", title_ja="大会公式スポンサー限定"
    ),
    "banned-word-of-another-language.csv": one("clean", title_en="Sponsor officiel"),
    "banned-word-within-a-word.csv": one("clean", title_en="Unofficially yours"),
    "athlete-name.csv": one("row: athlete_name in title_en", title_en="Pin of MIRA SÓLVANG"),
    "athlete-without-the-mark.csv": one(
        "row: athlete_name in description_en", description_en="<p>As Theo Lamarque likes it.</p>"
    ),
    "athlete-with-the-mark.csv": raw(
        "clean",
        lambda names: as_csv(
            [
                names.row(
                    title_en="Théo Lamarque pin",
                    property_codes=f"{names.mark};{names.athlete_mark}",
                )
            ]
        ),
    ),
    "factory-not-approved.csv": one(
        "row: factory_not_approved in factory_code", factory_code="F-99"
    ),
    "factory-of-another-agreement.csv": raw(
        "row: factory_not_approved in factory_code",
        lambda names: as_csv(
            [
                names.row(
                    agreement_no=f"{names.agreement};{names.ended_agreement}", factory_code="F-02"
                )
            ]
        ),
    ),
    "factory-missing.csv": one("row: missing in factory_code", factory_code=""),
    "audit-lapsed.csv": one("row: audit_lapsed in factory_code", factory_code="F-02"),
    "audit-never.csv": one("row: audit_lapsed in factory_code", factory_code="F-03"),
    "audit-ends-before-the-sale.csv": one("clean", on_sale_to="2099-01-01T00:00Z"),
    "labels-good.csv": labeled("clean", "ab-0001", "AB-0100"),
    "labels-half.csv": labeled("row: half in label_serial_to", "AB-0001", ""),
    "labels-without-number.csv": labeled("row: serial in label_serial_from", "AB", "AB-0100"),
    "labels-backwards.csv": labeled("row: label_order in label_serial_to", "AB-0300", "AB-0100"),
    "labels-of-two-series.csv": labeled("row: label_order in label_serial_to", "AB-001", "AB-0200"),
    "labels-never-issued.csv": labeled(
        "row: label_not_issued in label_serial_from", "AB-5900", "AB-6000"
    ),
    "labels-of-another.csv": labeled(
        "row: label_not_issued in label_serial_from", "CD-0001", "CD-0200"
    ),
    "labels-withdrawn.csv": labeled(
        "row: label_not_issued in label_serial_from", "EF-0001", "EF-0200"
    ),
    "labels-used.csv": labeled("row: label_used in label_serial_from", "AB-4900", "AB-5000"),
    "labels-too-few.csv": labeled("row: label_too_few in label_serial_to", "AB-0001", "AB-0099"),
    "labels-overlap.csv": raw(
        "row: label_overlap in label_serial_from",
        rows(
            lambda names: names.row(label_serial_from="AB-0001", label_serial_to="AB-0300"),
            lambda names: names.row(
                "NEXT-1", label_serial_from="AB-0301", label_serial_to="AB-0400"
            ),
            lambda names: names.row(
                "NEXT-2", label_serial_from="AB-0200", label_serial_to="AB-0299"
            ),
        ),
    ),
    "labels-of-a-parent.csv": raw(
        "row: of_variants",
        rows(
            lambda names: names.row(
                stock_main="", label_serial_from="AB-0001", label_serial_to="AB-0100"
            ),
            lambda _: {"licensee_sku": "V-1", **VARIANT},
        ),
    ),
    "weight-zero.csv": one("row: range in weight_g", weight_g="0"),
    "height-negative.csv": one("row: range in height_mm", height_mm="-5"),
    "weight-unusual.csv": one("clean", weight_g="20000"),
    "good.xlsx": raw("clean", book(good_rows())),
    "csv-named.xlsx": raw("clean", lambda names: as_csv([names.row()])),
    "xlsx-named.csv": raw("clean", book(good_rows())),
    "numbers-as-numbers.xlsx": raw("clean", book(good_rows(price_fr=12.5, stock_main=100))),
    "gtin-as-number.xlsx": raw("clean", book(good_rows(gtin=4006381333931))),
    "float-noise.xlsx": raw("clean", book(good_rows(price_fr=29.700000000000003))),
    "date-as-size.xlsx": raw(
        "row: excel_date in size",
        book(good_rows(), write_date),
    ),
    "hidden-first.xlsx": raw(
        "note: other_sheets", sheets(("Old", "OLD-1", "hidden"), ("New", SKU, ""))
    ),
    "very-hidden-first.xlsx": raw(
        "note: other_sheets", sheets(("Old", "OLD-1", "very"), ("New", SKU, ""))
    ),
    "chart-first.xlsx": raw("clean", sheets(("Chart", "", ""), ("New", SKU, ""))),
    "moved-tabs.xlsx": raw("row: formula in price_fr", moved_tabs),
    "note-far-right.xlsx": raw(
        "note: no_header",
        book(good_rows(), lambda _book, sheet: sheet.write("WB2", "ask Ana")),
    ),
    "space-far-below.xlsx": raw(
        "clean", book(good_rows(), lambda _book, sheet: sheet.write("A60001", " "))
    ),
    "cell-at-the-end.xlsx": raw(
        "file: too_wide", book(good_rows(), lambda _book, sheet: sheet.write("XFD1048576", "x"))
    ),
    "formula.xlsx": raw("row: formula", book(good_rows(price_fr="=1+1"))),
    "merged.xlsx": raw(
        "row: merged",
        book(good_rows(), lambda _book, sheet: sheet.merge_range("B2:C2", "Pin")),
    ),
    "empty.xlsx": raw("file: empty", book(lambda _names: [])),
    "password.xlsx": raw("file: old_or_locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "encrypted-parts.xlsx": raw(
        "file: old_or_locked", archive({"xl/workbook.xml": b"<workbook/>"}, flags=1)
    ),
    "truncated.xlsx": raw("file: damaged", lambda names: book(good_rows())(names)[:-400]),
    "no-workbook.xlsx": raw("file: no_table", archive({"picture.jpg": PNG})),
    "zip-in-zip.xlsx": raw("file: no_table", archive({"inner.zip": archive({"a": b"b"})})),
    "open-document.ods": raw("file: no_table", archive({"content.xml": b"<a/>"})),
    "apple.numbers": raw("file: no_table", archive({"Index/Document.iwa": b"a"})),
    "binary.xlsb": raw("file: no_table", archive({"xl/workbook.bin": b"a"})),
    "letter.xlsx": raw("file: no_table", archive({"word/document.xml": b"<a/>"})),
    "names-outside.xlsx": raw("file: no_table", archive({"../../evil.xml": b"<a/>"})),
    "broken-sheet.xlsx": raw(
        "file: damaged", with_part("xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    ),
    "entities.xlsx": raw(
        "file: entities",
        with_part(
            "xl/worksheets/sheet1.xml",
            lambda part: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + part[56:],
        ),
    ),
    "bomb.xlsx": raw("file: bomb", bomb),
    "picture.csv": raw("file: no_table", PNG),
    "page.csv": raw("file: no_table", b"<!DOCTYPE html><table></table>"),
    "letter.csv": raw("file: no_table", b"%PDF-1.7 ..."),
    "random.csv": raw("file: encoding", bytes(range(128, 256)) * 40),
}
CASES = [make(name) for name, make in MADE.items()]


def write_folder(folder: Path, names: Names) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        (folder / case.name).write_bytes(case.content(names))


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]), Names())
