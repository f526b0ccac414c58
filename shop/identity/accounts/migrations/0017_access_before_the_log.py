"""Record the access of staff at the time that the audit log of accounts begins."""

from typing import Any

from django.db import migrations

from licensing.audit.log import BASELINE, recorded_columns

OF_STAFF = "role <> 'fan' or is_staff or is_superuser"
TABLES = {
    "UserTrail": ("accounts_user", OF_STAFF),
    "UserGroupsTrail": ("accounts_user_groups", "true"),
    "UserUserPermissionsTrail": ("accounts_user_user_permissions", "true"),
}


def record_access(apps: Any, schema_editor: Any) -> None:
    """Add an event for each account of staff and each of its groups and permissions."""
    for name, (table, condition) in TABLES.items():
        model = apps.get_model("accounts", name)
        columns = ", ".join(f'"{column}"' for column in recorded_columns(model))
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                f'insert into "{model._meta.db_table}" '  # noqa: S608  names of our own models
                f"({columns}, pgh_created_at, pgh_label, pgh_obj_id) "
                f'select {columns}, clock_timestamp(), %s, id from "{table}" where {condition}',
                [BASELINE],
            )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_audit_of_access")]

    operations = [migrations.RunPython(record_access, migrations.RunPython.noop)]
