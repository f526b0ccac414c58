"""Remove the table of Oscar's product alerts: `restock.RestockNotice` holds who waits."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customer", "0008_assign_permissions_to_staff")]

    operations = [migrations.DeleteModel("ProductAlert")]
