"""Give existing groups the permissions on locations; new groups are made with them."""

from typing import Any

from django.db import migrations

CHANGE = ("view_location", "add_location", "change_location")
ADDED = {"Markets and delivery": CHANGE, "Warehouse": ("view_location",)}


def add_permissions(apps: Any, schema_editor: Any) -> None:
    """Add the permissions to the groups that exist; those that have them stay as they are."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=ADDED):
        kind, _ = kinds.get_or_create(app_label="inventory", model="location")
        for codename in ADDED[group.name]:
            permission, _ = permissions.get_or_create(
                content_type=kind,
                codename=codename,
                defaults={"name": f"Can {codename.partition('_')[0]} location"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0007_quarantine"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
