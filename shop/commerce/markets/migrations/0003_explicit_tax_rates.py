"""Give every territory an explicit tax treatment: own rates of regions, zero-rated exports.

A new database has no territories yet and gets them from `install_markets`.
"""

from typing import Any

from django.db import migrations

from shop.commerce.markets.reference import install_tax_rates


def add_rates(apps: Any, _editor: Any) -> None:
    """Add rates to places without any; rates that exist stay as they are."""
    territories = apps.get_model("licensing", "Territory").objects.values_list("code", flat=True)
    install_tax_rates(apps.get_model("markets", "TaxRate"), set(territories))


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0014_regions_with_own_rates"),
        ("markets", "0002_tax_treatment"),
    ]

    operations = [migrations.RunPython(add_rates, migrations.RunPython.noop)]
