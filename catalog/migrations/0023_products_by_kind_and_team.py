"""An index of the listed products of a kind and team."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalogue", "0022_articles_by_color_and_size")]

    operations = [
        AddIndexConcurrently(
            "product",
            models.Index(
                fields=["kind", "noc", "-id"],
                include=["released", "released_territories", "rights_profile", "games", "sport"],
                name="product_listed_by_kind",
                condition=models.Q(is_public=True) & ~models.Q(structure="child"),
            ),
        ),
    ]
