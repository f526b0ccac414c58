"""Give the group of accounting, where it exists, the permission to explain differences.

Groups that do not exist yet are made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations


def add_permission(apps: Any, schema_editor: Any) -> None:
    """Add the permission to the group, if it exists."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="Accounting"):
        kind, _ = kinds.get_or_create(app_label="casework", model="bookdifference")
        permission, _ = permissions.get_or_create(
            content_type=kind,
            codename="change_bookdifference",
            defaults={"name": "Can change book difference"},
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_book_differences"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permission stays, because an administrator may have added it before.
    operations = [migrations.RunPython(add_permission, migrations.RunPython.noop)]
