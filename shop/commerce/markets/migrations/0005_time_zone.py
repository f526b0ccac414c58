"""The zone in which a market's pages and mails show times."""

import shop.commerce.markets.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0004_open_markets"),
    ]

    operations = [
        migrations.AddField(
            model_name="market",
            name="time_zone",
            field=models.CharField(
                db_default="UTC",
                default="UTC",
                help_text="Times are shown in this time zone, for example Europe/Paris.",
                max_length=40,
                validators=[shop.commerce.markets.models.validate_time_zone],
            ),
        ),
    ]
