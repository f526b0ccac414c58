"""Drop the tables of production batches and serialized labels, which nothing reads or writes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0017_first_synonyms")]

    operations = [
        migrations.DeleteModel(name="AuthLabel"),
        migrations.DeleteModel(name="ProductionBatch"),
    ]
