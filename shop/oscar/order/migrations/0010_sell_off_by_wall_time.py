"""The last guard counts the days of a sell-off by the wall time of the agreement's zone."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("shop.oscar.order.migrations.0003_guard_holds_on_branches").AFTER
BY_HOURS = "upper(a.term) + a.sell_off_days * interval '1 day'"
BY_WALL_TIME = (
    "(upper(a.term) at time zone a.time_zone + a.sell_off_days * interval '1 day')\n"
    "                           at time zone a.time_zone"
)
AFTER = BEFORE.replace(BY_HOURS, BY_WALL_TIME)


class Migration(migrations.Migration):
    dependencies = [("order", "0009_erased_at")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
