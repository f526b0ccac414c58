"""Drop the tables of Oscar's and Django's apps that the shop no longer installs.

The records of their migrations, content types and permissions go with them. Backward nothing is
done: whoever installs such an app again runs `migrate`, which creates its tables anew, empty.
"""

from typing import Any

from django.db import migrations

APPS = ("analytics", "flatpages", "payment", "shipping")
TABLES = (
    "analytics_productrecord",
    "analytics_userproductview",
    "analytics_userrecord",
    "analytics_usersearch",
    "django_flatpage_sites",
    "django_flatpage",
    "payment_bankcard",
    "payment_transaction",
    "payment_source",
    "payment_sourcetype",
    "shipping_orderanditemcharges_countries",
    "shipping_orderanditemcharges",
    "shipping_weightband",
    "shipping_weightbased_countries",
    "shipping_weightbased",
)
OF_APPS = "content_type_id in (select id from django_content_type where app_label = any(%(apps)s))"
PERMISSIONS = f"select id from auth_permission where {OF_APPS}"
STATEMENTS = (
    f"delete from auth_group_permissions where permission_id in ({PERMISSIONS})",
    f"delete from accounts_user_user_permissions where permission_id in ({PERMISSIONS})",
    f"delete from auth_permission where {OF_APPS}",
    f"update django_admin_log set content_type_id = null where {OF_APPS}",
    "delete from django_content_type where app_label = any(%(apps)s)",
    "delete from django_migrations where app = any(%(apps)s)",
)


def drop_tables(_apps: Any, schema_editor: Any) -> None:
    """Drop the tables; a database that was made without these apps has none of them."""
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, {"apps": list(APPS)})
        cursor.execute(f"drop table if exists {', '.join(TABLES)}")


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0010_sell_off_by_wall_time"),
        ("accounts", "0002_licensee"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(drop_tables, migrations.RunPython.noop)]
