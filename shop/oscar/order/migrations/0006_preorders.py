"""An ordered line keeps the day a pre-order was promised to be sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0005_partial_refunds"),
    ]

    operations = [
        migrations.AddField(
            model_name="line",
            name="delivery_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="line",
            name="delivery_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="line",
            name="ships_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
