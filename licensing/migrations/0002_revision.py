"""The rights revision rises with every write to a table that a decision rests on.

Numbers come from a sequence, which no rollback takes back: two states of rights never share one.
"""

from django.db import migrations

TABLES = (
    "agreement",
    "grant",
    "holdback",
    "licensee",
    "property",
    "productcategory",
    "rightsprofile",
    "storemandate",
    "territory",
)
FORWARD = """
    create sequence licensing_revision_seq;
    create function licensing_bump_revision() returns trigger language plpgsql as $$
    begin
        insert into licensing_rightsrevision (id, number)
            values (1, nextval('licensing_revision_seq'))
            on conflict (id) do update set number = nextval('licensing_revision_seq');
        return null;
    end $$;
"""
BACKWARD = """
    drop function licensing_bump_revision();
    drop sequence licensing_revision_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        *(
            migrations.RunSQL(
                f"create trigger {table}_bumps_the_revision "
                f"after insert or update or delete on licensing_{table} "
                "for each statement execute function licensing_bump_revision()",
                f"drop trigger {table}_bumps_the_revision on licensing_{table}",
            )
            for table in TABLES
        ),
    ]
