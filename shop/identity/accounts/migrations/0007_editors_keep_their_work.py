"""Keep catalog editing for people and groups that could upload for every licensee."""

from typing import Any

from django.db import migrations

ACT, EDIT = "act_for_licensees", "edit_catalogs_of_licensees"
OLD_NAME, NEW_NAME = "Can upload for every licensee", "Can open the portal of every licensee"


def give_editing(apps: Any, _schema_editor: Any) -> None:
    """Give the new permission to the people and groups that have the old one."""
    permissions = apps.get_model("auth", "Permission").objects
    act = permissions.filter(content_type__app_label="sourcing", codename=ACT).first()
    if act is None:
        return
    permissions.filter(pk=act.pk).update(name=NEW_NAME)
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="user"
    )
    edit, _ = permissions.get_or_create(
        content_type=kind,
        codename=EDIT,
        defaults={"name": "Can edit the catalog of every licensee"},
    )
    for person in apps.get_model("accounts", "User").objects.filter(user_permissions=act):
        person.user_permissions.add(edit)
    for group in apps.get_model("auth", "Group").objects.filter(permissions=act):
        group.permissions.add(edit)


def restore_name(apps: Any, _schema_editor: Any) -> None:
    """Give the old permission its old name back; without the new code the new one opens nothing."""
    rows = apps.get_model("auth", "Permission").objects
    rows.filter(content_type__app_label="sourcing", codename=ACT).update(name=OLD_NAME)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_permissions_of_staff"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sourcing", "0006_permissions_of_staff"),
    ]

    operations = [migrations.RunPython(give_editing, restore_name)]
