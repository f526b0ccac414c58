"""Shop categories: descriptions by language, one address each, assigned product categories."""

import django.db.models.deletion
from django.db import migrations, models

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "pt")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0018_drop_unused_label_tables"),
        ("licensing", "0016_mandate_proposals"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="category",
                name=f"description_{language}",
                field=models.TextField(blank=True, null=True, verbose_name="Description"),
            )
            for language in LANGUAGES
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                fields=("slug",), name="a_shop_category_has_its_own_address"
            ),
        ),
        migrations.CreateModel(
            name="CategoryAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="catalogue.category",
                    ),
                ),
                (
                    "rights_category",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shop_assignment",
                        to="licensing.productcategory",
                    ),
                ),
            ],
        ),
    ]
