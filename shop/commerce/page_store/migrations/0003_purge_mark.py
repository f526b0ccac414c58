"""The mark up to which a content delivery network was told what has changed."""

from django.db import migrations

TABLE = """
    create table page_store_purge (
        only_one boolean primary key default true check (only_one),
        snapshot pg_snapshot not null,
        rights_key text not null
    );
    insert into page_store_purge (snapshot, rights_key) values (pg_current_snapshot(), '');
"""


class Migration(migrations.Migration):
    dependencies = [("page_store", "0002_note_changes")]

    operations = [migrations.RunSQL(TABLE, "drop table page_store_purge")]
