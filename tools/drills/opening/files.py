"""The files that the licensee of the opening uploads."""

import csv
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

COMPANY, AGREEMENT = "Northlight Headwear", "IOC-NL-1"
TAX_CLASSES, TAX_FROM = ("standard", "book", "children", "shipping"), "2026-11-01"
PRODUCT: Mapping[str, str] = {
    "licensee_sku": "NL-CAP-1",
    "title_en": "Rings cap",
    "description_en": "A cotton cap with the Olympic symbol.",
    "category_code": "caps",
    "hs_code": "650500",
    "agreement_no": AGREEMENT,
    "property_codes": "rings",
    "channels_requested": "WEB;APP",
    "rrp_currency": "EUR",
    "rrp_amount": "28",
    "price_fr": "28.00",
    "tax_class": "standard",
    "fibre_composition": "cotton:100",
    "country_of_origin": "PT",
    "factory_code": "PORTO-1",
    "manufacturer_name": COMPANY,
    "manufacturer_address": "Hauptstr. 1, 10115 Berlin, Germany",
    "manufacturer_email": "care@northlight.example",
    "model_or_batch": "M-2027",
    "weight_g": "110",
    "length_mm": "250",
    "width_mm": "180",
    "height_mm": "60",
    "stock_main": "20",
    "image_1": "cap.jpg",
    "image_alt_en_1": "The cap from the front",
}


def write_document(folder: Path) -> Path:
    """Write the policy of the company's insurance."""
    file = folder / "insurance.pdf"
    file.write_bytes(b"%PDF-1.7\n% the policy of the drill\n")
    return file


def write_tax_table(folder: Path, country: str, percent_of: Mapping[str, str]) -> Path:
    """Write the tax rates of the states of a country, for all tax classes."""
    table = folder / f"tax-{country}.csv"
    head = "territory,region,tax_class,valid_from,valid_until,rate,treatment,source"
    rows = [
        f"{country},{state},{tax_class},{TAX_FROM},,{percent},taxed,Tax adviser"
        for state, percent in percent_of.items()
        for tax_class in TAX_CLASSES
    ]
    table.write_text("\n".join([head, *rows]))
    return table


def write_import(folder: Path) -> dict[str, Path]:
    """Write the licensee's file and pictures."""
    table, picture, archive = folder / "caps.csv", folder / "cap.jpg", folder / "caps.zip"
    with table.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, list(PRODUCT))
        writer.writeheader()
        writer.writerow(PRODUCT)
    image = Image.effect_noise((2000, 1500), 90).convert("RGB")
    ImageDraw.Draw(image).ellipse((400, 300, 1600, 1300), fill=(200, 30, 40))
    image.save(picture, quality=85)
    with zipfile.ZipFile(archive, "w") as pictures:
        pictures.write(picture, picture.name)
    return {"file": table, "pictures": archive}
