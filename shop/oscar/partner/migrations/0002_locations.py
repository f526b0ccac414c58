"""Stock records lie at a location; announced units are lots of their own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_limit_per_person"),
        ("inventory", "0003_locations"),
        ("partner", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="stockrecord",
            name="one_stock_record_per_partner",
        ),
        migrations.AlterUniqueTogether(
            name="stockrecord",
            unique_together=set(),
        ),
        migrations.AddField(
            model_name="stockrecord",
            name="arrived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="stockrecord",
            name="location",
            field=models.ForeignKey(
                default=1,  # the main warehouse, made by inventory.0003
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stock_records",
                to="inventory.location",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="stockrecord",
            name="ships_on",
            field=models.DateField(
                blank=True,
                help_text="When announced units are sent; empty: on the shelf.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="stockrecord",
            constraint=models.UniqueConstraint(
                fields=("product", "partner", "location", "ships_on"),
                name="one_stock_record_per_partner_location_and_lot",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="stockrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("arrived_at__isnull", True), ("ships_on__isnull", False), _connector="OR"
                ),
                name="only_announced_units_arrive",
            ),
        ),
    ]
