"""An index that has a market's prices in the order of its lists; it replaces the one by amount."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("pricing", "0003_prices_of_groups")]

    operations = [
        AddIndexConcurrently(
            "marketprice",
            models.Index(
                fields=["market", "amount", "-product"], include=["valid"], name="price_by_amount"
            ),
        ),
        RemoveIndexConcurrently("marketprice", "price_by_market"),
    ]
