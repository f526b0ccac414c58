"""Lists keep which profiles are open under the revision, so the clearance raises it as well."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("licensing", "0002_revision")]

    operations = [
        migrations.RunSQL(
            "create trigger clearance_bumps_the_revision "
            "after insert or update or delete on licensing_clearance "
            "for each statement execute function licensing_bump_revision()",
            "drop trigger clearance_bumps_the_revision on licensing_clearance",
        )
    ]
