"""The synonyms a shop begins with; groups that exist stay as they are."""

from django.db import migrations

from catalog.search.reference import install_synonyms


def install(apps, schema_editor):
    install_synonyms(apps.get_model("catalogue", "SearchSynonym"))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0016_stale_documents")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
