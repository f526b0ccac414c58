"""Give existing groups the permissions that their role has had since the groups were made.

Groups that do not exist yet are made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations

ADDED = {
    "Refunds": (("payments", "dispute", "view_dispute", "Can view dispute"),),
    "Customer service": (
        ("ordering", "staffnote", "add_staffnote", "Can add staff note"),
        ("ordering", "outgoingmessage", "change_outgoingmessage", "Can change outgoing message"),
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
    _replace_confirmations(apps, alias)


def _replace_confirmations(apps: Any, alias: str) -> None:
    """Give the permission on outgoing messages to all who had the one on confirmations."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    former = permissions.filter(
        content_type__app_label="ordering", codename="change_confirmation"
    ).first()
    if former is None:
        return
    kind, _ = kinds.get_or_create(app_label="ordering", model="outgoingmessage")
    permission, _ = permissions.get_or_create(
        content_type=kind,
        codename="change_outgoingmessage",
        defaults={"name": "Can change outgoing message"},
    )
    for group in former.group_set.all():
        group.permissions.add(permission)
    for user in former.user_set.all():
        user.user_permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0014_catalog_role"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
