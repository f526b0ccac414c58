"""Give rights officers and brand approvers the permissions that followed from their role before."""

from typing import Any

from django.db import migrations

NAMES = {
    "see_rights_of_own_holder": "Can see the rights of their own holder",
    "write_rights": "Can draft, sign and activate agreements of their own holder",
    "stop_sales": "Can suspend, revoke and hold sales of their own holder's marks",
    "approve_products": "Can approve products for their own holder",
    "record_consents": "Can record consents of national committees",
    "rule_for_holders": "Can decide about holdings and successions of every holder",
    "suspend_licensees": "Can suspend a licensee with all its products",
}
GROUPS = {
    "rights": (
        "Rights officers",
        (
            "see_rights_of_own_holder",
            "write_rights",
            "stop_sales",
            "record_consents",
            "rule_for_holders",
            "suspend_licensees",
        ),
    ),
    "brand": (
        "Brand approvers",
        ("see_rights_of_own_holder", "approve_products", "stop_sales", "suspend_licensees"),
    ),
}


def give_groups(apps: Any, _schema_editor: Any) -> None:
    """Put everybody who works for a holder into the group of their role."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="user"
    )
    rows = apps.get_model("auth", "Permission").objects
    permissions = {
        codename: rows.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[
            0
        ]
        for codename, name in NAMES.items()
    }
    users = apps.get_model("accounts", "User").objects
    for role, (name, codenames) in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permissions[codename] for codename in codenames))
        for person in users.filter(role=role, holder__isnull=False):
            person.groups.add(group)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_permissions_of_officers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_groups, migrations.RunPython.noop)]
