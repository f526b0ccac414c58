"""Fill the baseline with the products of a JSON file and write their addresses.

`python -m tools.bench.oscar_site.fill products.json targets.json`; run in the baseline's own
environment. Rows are written in bulk, without Oscar's signals.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from typing import Any

import django

BATCH, STOCK = 2000, 1_000_000
PICTURES, WIDTH = Path(__file__).parents[3] / "shop" / "demo" / "pictures", 1024


def main() -> int:
    """Migrate, fill if empty, write the addresses."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from oscar.core.loading import get_model

    from tools.bench.oscar_site.search import INDEX

    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    product_model = get_model("catalogue", "Product")
    if not product_model.objects.exists():
        with transaction.atomic():
            _fill(json.loads(source.read_text()), get_model)
        with connection.cursor() as cursor:
            cursor.execute(INDEX)
            cursor.execute("analyze")
    places = {
        product.upc: {"id": product.pk, "path": product.get_absolute_url()}
        for product in product_model.objects.exclude(structure="child")
    }
    categories = {
        category.slug: category.get_absolute_url()
        for category in get_model("catalogue", "Category").objects.all()
    }
    alone = product_model.objects.filter(structure="standalone").values_list("upc", flat=True)
    targets = {"products": places, "categories": categories, "alone": list(alone)}
    target.write_text(json.dumps(targets))
    return 0


def _fill(rows: list[dict[str, Any]], get_model: Any) -> None:
    def model(app: str, name: str) -> Any:
        return get_model(app, name)

    kind = model("catalogue", "ProductClass").objects.create(name="Article")
    partner = model("partner", "Partner").objects.create(name="Warehouse", code="warehouse")
    model("address", "Country").objects.create(
        iso_3166_1_a2="FR", iso_3166_1_a3="FRA", name="France", is_shipping_country=True
    )
    category_model = model("catalogue", "Category")
    categories = {
        name: category_model.add_root(name=name.capitalize(), slug=name)
        for name in sorted({row["kind"] for row in rows if row["kind"]})
    }
    product_model = model("catalogue", "Product")
    known: dict[str, Any] = {}
    for structures in (("standalone", "parent"), ("child",)):
        made = [
            product_model(
                structure=row["structure"],
                upc=row["sku"],
                title=row["title"],
                slug=row["sku"].lower(),
                description=row["description"],
                product_class=kind if row["structure"] != "child" else None,
                parent=known.get(row["parent"]),
            )
            for row in rows
            if row["structure"] in structures
        ]
        product_model.objects.bulk_create(made, batch_size=BATCH)
        known |= {product.upc: product for product in made}
    placing = model("catalogue", "ProductCategory")
    placing.objects.bulk_create(
        [
            placing(product=known[row["sku"]], category=categories[row["kind"]])
            for row in rows
            if row["structure"] != "child"
        ],
        batch_size=BATCH,
    )
    _add_pictures(rows, known, model("catalogue", "ProductImage"))
    stock = model("partner", "StockRecord")
    stock.objects.bulk_create(
        [
            stock(
                product=known[row["sku"]],
                partner=partner,
                partner_sku=row["sku"],
                price_currency="EUR",
                price=Decimal(row["price"] or 10),
                num_in_stock=STOCK,
            )
            for row in rows
            if row["structure"] != "parent"
        ],
        batch_size=BATCH,
    )


def _add_pictures(rows: list[dict[str, Any]], known: dict[str, Any], image: Any) -> None:
    """Give products the pictures that they have in the shop; the files are shared."""
    from django.conf import settings

    pictured = [row for row in rows if row["picture"]]
    for stem in {row["picture"] for row in pictured}:
        name = f"{stem}-{WIDTH}.jpg"
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(PICTURES / Path(name).name, target)
    image.objects.bulk_create(
        [
            image(product=known[row["sku"]], original=f"{row['picture']}-{WIDTH}.jpg")
            for row in pictured
        ],
        batch_size=BATCH,
    )


if __name__ == "__main__":
    sys.exit(main())
