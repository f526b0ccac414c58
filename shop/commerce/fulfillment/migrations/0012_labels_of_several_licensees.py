"""Labels of parcels with lines of several licensees, which staff of the shop send."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fulfillment", "0011_points_raise_revision"),
        ("licensing", "0021_regions_by_other_postcodes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="parcellabel",
            name="licensee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.licensee",
            ),
        ),
    ]
