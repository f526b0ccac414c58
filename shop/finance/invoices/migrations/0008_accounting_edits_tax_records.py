"""Give the group of accounting, where it exists, the permission to edit tax records of licensees."""

from typing import Any

from django.db import migrations


def add_permission(apps: Any, schema_editor: Any) -> None:
    """Add the permission to the group, if it exists."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="Accounting"):
        kind, _ = kinds.get_or_create(app_label="invoices", model="suppliertaxrecord")
        permission, _ = permissions.get_or_create(
            content_type=kind,
            codename="change_suppliertaxrecord",
            defaults={"name": "Can change supplier tax record"},
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("invoices", "0007_supplier_tax_records"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permission stays, because an administrator may have added it before.
    operations = [migrations.RunPython(add_permission, migrations.RunPython.noop)]
