"""Security labels of an article are columns, beside which the database computes their numbers."""

import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0009_own_embargoes"),
        ("licensing", "0012_label_functions"),
    ]

    operations = [
        migrations.AddField(
            model_name="datasheet",
            name="label_serial_from",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="datasheet",
            name="label_serial_to",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="datasheet",
            name="label_series",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("label_serial_from"), function="label_series"),
                output_field=models.CharField(max_length=40, null=True),
            ),
        ),
        migrations.AddField(
            model_name="datasheet",
            name="label_numbers",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("label_serial_from"),
                    models.F("label_serial_to"),
                    function="label_numbers",
                ),
                output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(null=True),
            ),
        ),
    ]
