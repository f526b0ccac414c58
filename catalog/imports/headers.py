"""The header of a file: its row, its columns, and column names of other systems.

Columns of other systems are never renamed silently. They are ignored, and a message suggests the
likely column of the template.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain, islice

from catalog.imports.column import Column
from catalog.imports.columns import ALIASES, ERRORS
from catalog.imports.errors import WARNING, FileRefused, Problem, quote_cell
from catalog.imports.table import Table
from shop.platform.core.typed_text import plain_text

KEY = "licensee_sku"
SEARCHED_ROWS = 20  # rows in which a header may stand below a title
LEAST_GUESSES = 3  # columns by which a row is taken for a header that lacks the key
ALIKE = 0.85  # of a typing error; codes are compared more loosely
MOST_NAMED = 8  # columns that a message lists

# Column names of other systems, as `_normalize_foreign` returns them, with our column.
SYNONYMS: Mapping[str, str] = {
    name: column
    for column, names in {
        "licensee_sku": "sku variantsku productsku itemsku sellersku articlenumber articleno "
        "itemnumber itemno productcode productnumber partnumber stylenumber reference ref "
        "supplierreference artikelnummer artikelnr artnr référence refarticle codearticle "
        "codicearticolo codiceprodotto referencia referência códigoproducto 商品コード "
        "品番 商品番号 matnr customlabelsku offerid merchantsku артикул 货号 商品编码 제품코드 "
        "artikelkode indeks",
        "parent_sku": "parent parentid parentcode handle itemgroupid elternartikel vaterartikel "
        "parentproduct styleno",
        "gtin": "ean ean13 ean8 upc upca barcode variantbarcode gtin12 gtin13 gtin14 eancode "
        "globaltradeitemnumber strichcode jan jancode janコード codebarres codeean codicebarre "
        "códigobarras códigodebarras ean11 upcean eanupc externalproductid штрихкод",
        "title_en": "title name productname itemname productitle producttitle description1",
        "title_de": "titel bezeichnung artikelbezeichnung artikelname produktname maktx",
        "title_fr": "nom libellé désignation nomduproduit",
        "title_it": "nome nomeprodotto titolo",
        "title_es": "nombre título nombredelproducto",
        "title_ja": "商品名",
        "description_en": "description bodyhtml body longdescription productdescription "
        "shortdescription",
        "description_de": "beschreibung langtext artikelbeschreibung",
        "description_it": "descrizione",
        "description_es": "descripción",
        "category_code": "category categories categorypath producttype type kategorie kategorie1 "
        "warengruppe catégorie catégories categoria productcategory",
        "rrp_amount": "rrp msrp regularprice listprice retailprice uvp compareatprice "
        "variantcompareatprice prixpublic",
        "rrp_currency": "currency währung devise waers",
        "price_": "price variantprice saleprice unitprice sellingprice preis verkaufspreis vk prix "
        "vkpreis vkpreisbrutto netpr standardprice pricegross цена 价格 "
        "prezzo precio preço 価格 販売価格 pricetaxexcludedorpricetaxincluded",
        "stock_": "qty quantity inventory inventoryqty variantinventoryqty instock stockquantity "
        "onhand qtyonhand available bestand lagerbestand menge quantité quantità cantidad "
        "在庫数 在庫",
        "tax_class": "taxclassname taxcode varianttaxcode taxrulesid mwst steuerklasse",
        "hs_code": "hscode hscommoditycode harmonizedsystemcode harmonizedcode tariffcode "
        "tariffnumber commoditycode customscode zolltarifnummer taric codedouanier",
        "country_of_origin": "coo origin madein countryoforigin countryofmanufacture herkunft "
        "herkunftsland ursprungsland paysdorigine paesediorigine paísdeorigen 原産国",
        "colour": "color colorname farbe farbname couleur colore cor カラー 色",
        "size": "größe taille taglia talla tamanho tamaño サイズ sizename",
        "weight_g": "weight weightkg weightg weightgrams variantgrams grams gewicht poids peso "
        "重量",
        "length_mm": "length lengthcm länge longueur depth depthcm",
        "width_mm": "width widthcm breite largeur",
        "height_mm": "height heightcm höhe hauteur",
        "fibre_composition": "material materials composition fabric fabriccomposition "
        "materialzusammensetzung fibercomposition",
        "image_1": "image images imagesrc imageurl imageurls imageurlsxyz mainimage baseimage bild "
        "bild1 picture photo imagelink",
        "image_2": "bild2 image2 additionalimagelink",
        "image_alt_en_1": "imagealttext alttext imagealt",
        "manufacturer_name": "manufacturer vendor brand hersteller marke fabricant",
        "model_or_batch": "model batch lot modell charge modèle mpn",
    }.items()
    for name in names.split()
}


@dataclass(slots=True)
class Header:
    """The columns of a file in order; None for columns that the template does not have."""

    columns: list[Column | None]
    notes: list[Problem] = field(default_factory=list)
    guesses: dict[str, str] = field(default_factory=dict)  # column of the template: file's name


def read_header(cells: Sequence[str], columns: Mapping[str, Column]) -> Header:
    """Match each cell of the header to a column of the template. Raises `FileRefused`.

    The article number is required. Unknown columns are ignored with a single warning.
    """
    names = [_normalize(cell) for cell in cells]
    doubled = [name for name in dict.fromkeys(names) if name in columns and names.count(name) > 1]
    guesses = _guess(cells, names, columns)
    if KEY not in names:
        raise FileRefused(*_describe_missing_key(cells, names, columns, guesses))
    if doubled:
        raise FileRefused(
            *(
                Problem(
                    "doubled_column",
                    name,
                    f"The file has the column {name} twice.",
                    "Delete one of them.",
                )
                for name in doubled
            )
        )
    header = Header([columns.get(name) for name in names], guesses=_by_column(guesses))
    if unmatched := _unmatched(cells, names, columns):
        header.notes.append(_describe_unmatched(unmatched, names, columns, guesses))
    return header


def place_header(table: Table, columns: Mapping[str, Column]) -> Table:
    """Find the header below title rows, if any, and add a note with its row number."""
    if KEY in {_normalize(cell) for cell in table.header}:
        return table
    first = list(islice(table.lines, SEARCHED_ROWS))
    place = next(
        (at for at, line in enumerate(first) if KEY in {_normalize(cell) for cell in line.cells}),
        None,
    )
    if place is None:
        place = _best_guess(table.header, [line.cells for line in first], columns)
    if place is None:
        table.lines = chain(first, table.lines)
        return table
    table.header, table.number = first[place].cells, first[place].number
    table.lines = chain(first[place + 1 :], table.lines)
    message = f"Your header seems to be in row {table.number}; the rows above it were not read."
    table.notes.append(Problem("header_below", "", message, "Delete the rows above it.", WARNING))
    return table


def suggest_column(name: str, columns: Collection[str]) -> str:
    """Return the likely column of the template for another system's column name, or ""."""
    column_name = SYNONYMS.get(_normalize_foreign(name), "")
    if column_name.endswith("_"):
        return next((column for column in columns if column.startswith(column_name)), "")
    if column_name.startswith(("title_", "description_")) and column_name not in columns:
        column_name = f"{column_name.split('_')[0]}_en"
    if column_name in columns:
        return column_name
    return next(iter(get_close_matches(_normalize(name), columns, n=1, cutoff=ALIKE)), "")


def _best_guess(
    header: Sequence[str], rows: Sequence[Sequence[str]], columns: Mapping[str, Column]
) -> int | None:
    """Return the row that matches the most columns of other systems, unless it is the first."""
    counts = [len(_guess(cells, [_normalize(cell) for cell in cells], columns)) for cells in rows]
    most = max(counts, default=0)
    ahead = len(_guess(header, [_normalize(cell) for cell in header], columns))
    return counts.index(most) if most >= max(LEAST_GUESSES, ahead + 1) else None


def _guess(
    cells: Sequence[str], names: Sequence[str], columns: Mapping[str, Column]
) -> dict[str, str]:
    """Return likely columns by the file's column names; each column at most once."""
    guesses: dict[str, str] = {}
    for cell, name in zip(cells, names, strict=True):
        if name and name not in columns:
            column = suggest_column(cell, columns)
            if column and column not in names and column not in guesses.values():
                guesses[cell.strip()] = column
    return guesses


def _by_column(guesses: Mapping[str, str]) -> dict[str, str]:
    return {column: cell for cell, column in guesses.items()}


def _unmatched(
    cells: Sequence[str], names: Sequence[str], columns: Mapping[str, Column]
) -> list[str]:
    return [
        cell.strip()
        for cell, name in zip(cells, names, strict=True)
        if name and name not in columns and name != ERRORS
    ]


def _describe_unmatched(
    unmatched: Sequence[str],
    names: Sequence[str],
    columns: Mapping[str, Column],
    guesses: Mapping[str, str],
) -> Problem:
    message = f"{_describe_matched(names, columns)} Not used: {_join_names(unmatched)}."
    return Problem("unknown_column", "", message, _describe_renames(guesses), WARNING)


def _describe_missing_key(
    cells: Sequence[str],
    names: Sequence[str],
    columns: Mapping[str, Column],
    guesses: Mapping[str, str],
) -> list[Problem]:
    """Return problems that list the matched, unmatched and missing columns."""
    likely = _by_column(guesses).get(KEY)
    message = f"{_describe_matched(names, columns)} The column of the SKU, {KEY}, is missing."
    fix = (
        f"Your column {quote_cell(likely)} looks similar: rename it to {KEY}."
        if likely
        else "Download the template: its first row names the columns."
    )
    problems = [Problem("missing_column", KEY, message, fix)]
    others = {cell: column for cell, column in guesses.items() if column != KEY}
    if unmatched := [cell for cell in _unmatched(cells, names, columns) if cell != likely]:
        message = f"Not matched: {_join_names(unmatched)}."
        problems.append(Problem("unknown_column", "", message, _describe_renames(others)))
    needed = [
        column.name
        for column in columns.values()
        if column.required and column.name not in {*names, *guesses.values()}
    ]
    if needed:
        message = f"New products also need: {', '.join(needed)}."
        fix = "The template has all columns, with a guide and the values that you may use."
        problems.append(Problem("needed_columns", "", message, fix))
    return problems


def _describe_matched(names: Sequence[str], columns: Mapping[str, Column]) -> str:
    named = [name for name in names if name and name != ERRORS]
    matched = [name for name in named if name in columns]
    listed = (
        f": {_join_names(matched, quote=False)}" if matched and len(matched) < len(named) else ""
    )
    return f"We matched {len(matched)} of {len(named)} columns{listed}."


def _describe_renames(guesses: Mapping[str, str]) -> str:
    """Return which columns to rename. The market of a price column is never guessed."""
    certain = {cell: column for cell, column in guesses.items() if not column.startswith("price_")}
    prices = [cell for cell in guesses if cell not in certain]
    hints = [f"{quote_cell(cell)} to {column}{_unit(column)}" for cell, column in certain.items()]
    hints += [f"{quote_cell(cell)} to the price_ column of its market" for cell in prices[:1]]
    if not hints:
        return ""
    return f"To import the values, rename {', '.join(hints)}, and check that they fit."


def _unit(column: str) -> str:
    units = {"g": " (in grams)", "mm": " (in millimeters)"}
    return units.get(column.rpartition("_")[2], "")


def _join_names(names: Sequence[str], *, quote: bool = True) -> str:
    listed = ", ".join(quote_cell(name) if quote else name for name in names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return f"{listed} and {rest} more" if rest > 0 else listed


def _normalize(cell: str) -> str:
    name = re.sub(r"\s+", "_", plain_text(cell).lower())
    return ALIASES.get(name, name)


def _normalize_foreign(name: str) -> str:
    return re.sub(r"[\W_]+", "", plain_text(name).lower())
