"""Files of a licensee as tests upload them."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog.models import DataSheet, Product
from shop.imports.apply.applying import apply_plan
from shop.imports.check.checking import check_import
from shop.imports.models import CatalogImport
from shop.imports.plan.planning import make_plan
from shop.imports.receive.receiving import receive_file
from tools.testing.factories.catalog import RightsWorld

GOOD = {
    "title_en": "Enamel pin",
    "channels_requested": "WEB",
    "rrp_amount": "12.50",
    "rrp_currency": "EUR",
    "price_fr": "12.50",
    "stock_main": "100",
    "tax_class": "standard",
    "hs_code": "711719",
    "country_of_origin": "PT",
    "factory_code": "F-01",
    "manufacturer_name": "Maker Ltd",
    "manufacturer_address": "1 Mill Lane, Porto",
    "manufacturer_email": "care@maker.example",
    "model_or_batch": "M-1",
    "weight_g": "20",
    "length_mm": "40",
    "width_mm": "40",
    "height_mm": "5",
}


class Licensed:
    """A licensee with an agreement, and rows as it would send them."""

    def __init__(self, world: RightsWorld) -> None:
        self.shop, self.licensee = world, world.licensee
        self.agreement = world.agreement()
        self.by_id = world.author_id

    def row(self, sku: str, **cells: str) -> dict[str, str]:
        """A row of a new product that nothing is wrong with."""
        return {
            "licensee_sku": sku,
            **GOOD,
            "category_code": self.shop.category.code,
            "agreement_no": self.agreement.number,
            "property_codes": self.shop.mark.code,
            **cells,
        }

    def variant(self, sku: str, parent: str, **cells: str) -> dict[str, str]:
        """A row of a variant."""
        return {"licensee_sku": sku, "parent_sku": parent, "stock_main": "5", **cells}

    def product_with_labels(self, sku: str, first: str, last: str) -> Product:
        """A product of the licensee that carries labels."""
        product = self.shop.product(sku=sku, agreement=self.agreement)
        DataSheet.objects.create(product=product, label_serial_from=first, label_serial_to=last)
        return product

    def receive(self, content: bytes, name: str = "articles.csv") -> CatalogImport:
        """Send a file."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return receive_file(licensee=self.licensee, by_id=self.by_id, path=path)

    def plan(self, *rows: Mapping[str, str]) -> CatalogImport:
        """Send rows and plan them."""
        return plan(self.receive(as_csv(rows)))

    def apply(self, *rows: Mapping[str, str]) -> CatalogImport:
        """Import rows and apply the valid ones."""
        return apply_plan(catalog_import=self.plan(*rows))


def plan(catalog_import: CatalogImport) -> CatalogImport:
    """Check and plan."""
    catalog_import = check_import(catalog_import=catalog_import)
    return (
        catalog_import
        if catalog_import.state == CatalogImport.State.FAILED
        else make_plan(catalog_import=catalog_import)
    )


def as_csv(rows: Sequence[Mapping[str, str]], separator: str = ",") -> bytes:
    """Write rows under all columns that any of them has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def outcomes(catalog_import: CatalogImport) -> dict[str, str]:
    """By article number."""
    return dict(catalog_import.plan.values_list("sku", "outcome"))


def codes(catalog_import: CatalogImport) -> dict[int, set[tuple[str, str]]]:
    """Problems by row's number: code and column."""
    return {
        number: {(one["code"], one["column"]) for one in notes}
        for number, notes in catalog_import.plan.values_list("number", "notes")
        if notes
    }
