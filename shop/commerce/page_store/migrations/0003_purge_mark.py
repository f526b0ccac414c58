"""The mark up to which a content delivery network was told what has changed.

The first mark is before every transaction, so that the first purge names all changes.
"""

from django.db import migrations

TABLE = """
    create table page_store_purge (
        only_one boolean primary key default true check (only_one),
        snapshot pg_snapshot not null,
        rights_key text not null
    );
    insert into page_store_purge (snapshot, rights_key) values ('1:1:', '');
"""


class Migration(migrations.Migration):
    dependencies = [("page_store", "0002_note_changes")]

    operations = [migrations.RunSQL(TABLE, "drop table page_store_purge")]
