"""Give the group of marketing, where it exists, the permissions to place content.

Groups that do not exist yet are made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations

ADDED = (
    ("view_contentitem", "Can view content item"),
    ("add_contentitem", "Can add content item"),
    ("change_contentitem", "Can change content item"),
    ("publish_content", "Can publish content"),
)


def add_permissions(apps: Any, schema_editor: Any) -> None:
    """Add the permissions to the group, if it exists."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="Marketing"):
        kind, _ = kinds.get_or_create(app_label="content", model="contentitem")
        for codename, name in ADDED:
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_publication"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
