"""Give the existing group of customer service the permission to change orders.

A group that does not exist yet is made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations

GROUP = "Customer service"


def add_permission(apps: Any, schema_editor: Any) -> None:
    """Add the permission to the group if it exists."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP):
        kind, _ = kinds.get_or_create(app_label="order", model="order")
        permission, _ = permissions.get_or_create(
            content_type=kind, codename="change_order", defaults={"name": "Can change order"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0014_packing_of_sent_lines"),
        ("accounts", "0017_access_before_the_log"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permission stays, because an administrator may have added it before.
    operations = [migrations.RunPython(add_permission, migrations.RunPython.noop)]
