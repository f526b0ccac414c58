"""Add the rounding of tax to markets; existing markets keep rounding each line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0011_campione_and_currencies"),
    ]

    operations = [
        migrations.AddField(
            model_name="market",
            name="tax_rounding",
            field=models.CharField(
                choices=[
                    ("LINE", "On each line"),
                    ("ORDER", "On the order, once for each tax rate"),
                ],
                db_default="LINE",
                default="LINE",
                help_text="Japan requires rounding once for each tax rate of an invoice.",
                max_length=5,
            ),
        ),
        migrations.AddConstraint(
            model_name="market",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_rounding__in", ["LINE", "ORDER"])),
                name="a_market_rounds_tax_on_lines_or_orders",
            ),
        ),
    ]
