"""Changes of pick-up points raise the revision under which a process keeps them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("fulfillment", "0010_pick_up_points"),
        ("licensing", "0005_guards"),
    ]

    operations = [
        migrations.RunSQL(
            "create trigger fulfillment_pickuppoint_bumps_the_revision "
            "after insert or update or delete on fulfillment_pickuppoint "
            "for each statement execute function licensing_bump_revision()",
            "drop trigger fulfillment_pickuppoint_bumps_the_revision on fulfillment_pickuppoint",
        )
    ]
