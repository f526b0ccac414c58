"""Give existing groups the permissions of returns.

Groups that do not exist yet are made after the migrations with all permissions.
"""

from typing import Any

from django.db import migrations

CASE, POLICY = ("returncase", "return case"), ("returnpolicy", "return policy")
ADDED = {
    "Customer service": tuple((*CASE, action) for action in ("view", "add", "change")),
    "Refunds": ((*CASE, "view"),),
    "Warehouse": ((*CASE, "view"), ("inspectedunits", "inspected units", "add")),
    "Markets and delivery": tuple(
        (*POLICY, action) for action in ("view", "add", "change", "delete")
    ),
}


def add_permissions(apps: Any, schema_editor: Any) -> None:
    """Add the permissions to the groups that exist; those that have them stay as they are."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=ADDED):
        for model, name, action in ADDED[group.name]:
            kind, _ = kinds.get_or_create(app_label="returns", model=model)
            permission, _ = permissions.get_or_create(
                content_type=kind,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0001_returns"),
        ("accounts", "0017_access_before_the_log"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Back: the permissions stay, because an administrator may have added them before.
    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
