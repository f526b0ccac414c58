"""Remove the table of Oscar's product alerts: `restock.RestockNotice` holds who waits."""

from django.db import migrations

# Its content type and permissions, which Django leaves behind; made anew by `migrate` if needed.
OF_APP = "content_type_id in (select id from django_content_type where app_label = 'customer')"
PERMISSIONS = f"select id from auth_permission where {OF_APP}"
STATEMENTS = [
    f"delete from auth_group_permissions where permission_id in ({PERMISSIONS})",
    f"delete from accounts_user_user_permissions where permission_id in ({PERMISSIONS})",
    f"delete from auth_permission where {OF_APP}",
    f"update django_admin_log set content_type_id = null where {OF_APP}",
    "delete from django_content_type where app_label = 'customer'",
]


class Migration(migrations.Migration):
    dependencies = [
        ("customer", "0008_assign_permissions_to_staff"),
        ("accounts", "0002_licensee"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.DeleteModel("ProductAlert"),
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
    ]
