"""In the place of Oscar's migration, which gives permissions of apps that are not installed here.

Roles of this shop's staff: `shop.identity.accounts.role_groups`.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customer", "0007_auto_20200801_0817")]

    operations: list[migrations.operations.base.Operation] = []
