"""Give existing groups the permissions on the block list and disputes; new groups have them."""

from typing import Any

from django.db import migrations

ADDED = {
    "Refunds": (
        ("casework", "blockentry", "add_blockentry", "Can add block entry"),
        ("payments", "dispute", "change_dispute", "Can change dispute"),
    ),
}


def add_permissions(apps: Any, schema_editor: Any) -> None:
    """Add the permissions to the groups that exist; those that have them stay as they are."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=ADDED):
        for app_label, model, codename, name in ADDED[group.name]:
            kind, _ = kinds.get_or_create(app_label=app_label, model=model)
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_blocks_and_answers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
