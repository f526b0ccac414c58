"""Changes of delivery methods raise the revision under which a process keeps them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("fulfillment", "0002_parcels"),
        ("licensing", "0005_guards"),
    ]

    operations = [
        migrations.RunSQL(
            "create trigger fulfillment_deliverymethod_bumps_the_revision "
            "after insert or update or delete on fulfillment_deliverymethod "
            "for each statement execute function licensing_bump_revision()",
            "drop trigger fulfillment_deliverymethod_bumps_the_revision "
            "on fulfillment_deliverymethod",
        )
    ]
