"""Add the tax rates of Campione by its Swiss postcode, and refuse currencies without a safe charge.

Until the rates exist, the region is not sold to.
"""

from typing import Any

from django.db import migrations, models

from shop.commerce.markets.reference import install_tax_rates

UNSUPPORTED = ["BHD", "IQD", "ISK", "JOD", "KWD", "LYD", "OMR", "TND", "UGX"]


def add_rates(apps: Any, _editor: Any) -> None:
    """Add the rates of places that have none; a new database has no territories yet."""
    territories = apps.get_model("licensing", "Territory").objects.values_list("code", flat=True)
    install_tax_rates(apps.get_model("markets", "TaxRate"), set(territories))


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0010_place_of_sellers"),
        ("licensing", "0021_regions_by_other_postcodes"),
    ]

    operations = [
        migrations.RunPython(add_rates, migrations.RunPython.noop),
        migrations.RemoveConstraint("market", "a_market_has_no_three_decimal_currency"),
        migrations.AddConstraint(
            "market",
            models.CheckConstraint(
                condition=~models.Q(currency__in=UNSUPPORTED),
                name="a_market_has_a_currency_that_can_be_charged",
            ),
        ),
    ]
