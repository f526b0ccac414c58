"""An index of the articles of a top product: its variants, or itself."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalogue", "0020_settings_raise_revision")]

    operations = [
        AddIndexConcurrently(
            "product", models.Index(Coalesce("parent", "id"), name="product_articles")
        ),
    ]
