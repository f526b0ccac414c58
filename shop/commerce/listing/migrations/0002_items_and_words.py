"""Numbers of products by stock, color and size at once, and the words of facts."""

import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listing", "0001_counts_of_long_lists")]

    operations = [
        migrations.CreateModel(
            name="ListedWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("games", models.TextField()),
                ("noc", models.TextField()),
                ("sport", models.TextField()),
                ("document", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["kind", "games", "noc", "sport"], name="facts_have_their_words_once"
                    )
                ],
            },
        ),
        migrations.AlterField("listedcount", "value", models.CharField(max_length=64)),
        migrations.RemoveIndex("listedcount", "listed_count_of_profile"),
        migrations.AddIndex(
            "listedcount",
            models.Index(fields=["market", "facet", "profile"], name="listed_count_of_facet"),
        ),
    ]
