"""Indexes of the colors and sizes of public articles."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalogue", "0021_articles_of_products")]

    operations = [
        AddIndexConcurrently(
            "product",
            models.Index(
                fields=["color", "size"],
                include=["parent", "id", "structure"],
                name="product_colors",
                condition=models.Q(is_public=True) & ~models.Q(color=""),
            ),
        ),
        AddIndexConcurrently(
            "product",
            models.Index(
                fields=["size"],
                include=["parent", "id", "structure"],
                name="product_sizes",
                condition=models.Q(is_public=True) & ~models.Q(size=""),
            ),
        ),
    ]
