"""Synonyms that staff edit, words of products for corrections, documents to index again."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0014_defaults_in_python"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchSynonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("fr", "Français"),
                            ("de", "Deutsch"),
                            ("it", "Italiano"),
                            ("es", "Español"),
                            ("ja", "日本語"),
                            ("ar", "العربية"),
                            ("pt", "Português"),
                        ],
                        help_text="Language of the pages on which the words count. Leave blank for all.",
                        max_length=7,
                    ),
                ),
                (
                    "terms",
                    models.TextField(
                        help_text="One word or phrase a line. kind:pin, noc:USA, games:LA28, sport:football and color:navy stand for all products with that fact."
                    ),
                ),
                (
                    "ignored",
                    models.BooleanField(
                        default=False,
                        help_text="The words say nothing about goods, such as “official”: a search leaves them out when it has others. Otherwise a search for one of them finds products with any of them.",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, editable=False
                    ),
                ),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["language", "terms"],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                (
                    "deletions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60)
                    ),
                ),
                ("products", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="StaleDocument",
            fields=[
                ("product_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="product",
            name="product_search_text",
        ),
        migrations.AddIndex(
            model_name="searchsynonym",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["keys"], name="search_synonym_keys"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchsynonym",
            constraint=models.UniqueConstraint(
                models.F("language"),
                django.db.models.functions.text.MD5("terms"),
                name="a_group_of_synonyms_is_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchsynonym",
            constraint=models.CheckConstraint(
                condition=models.Q(("terms", ""), _negated=True),
                name="a_group_of_synonyms_has_terms",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["deletions"], name="search_word_deletions"
            ),
        ),
        # The column stays while the code before this one may run: a later release drops it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="product", name="search_text")],
            database_operations=[
                migrations.RunSQL(
                    "alter table catalogue_product alter column search_text set default ''",
                    "alter table catalogue_product alter column search_text drop default",
                )
            ],
        ),
    ]
