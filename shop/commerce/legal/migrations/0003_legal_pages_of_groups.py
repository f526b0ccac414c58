"""Give the existing group of staff for markets the permissions on legal pages.

A group that does not exist yet is made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations

GROUP = "Markets and delivery"
ADDED = (
    ("legal", "legaltext", "view_legaltext", "Can view legal text"),
    ("legal", "legaltext", "add_legaltext", "Can add legal text"),
    ("legal", "legaltext", "change_legaltext", "Can change legal text"),
)


def add_permissions(apps: Any, schema_editor: Any) -> None:
    """Add the permissions to the group if it exists."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=GROUP):
        for app_label, model, codename, name in ADDED:
            kind, _ = kinds.get_or_create(app_label=app_label, model=model)
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0002_published_texts_stay"),
        ("accounts", "0015_new_permissions_of_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
