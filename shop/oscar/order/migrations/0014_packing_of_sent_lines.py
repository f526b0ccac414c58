"""Sent lines were packed when their parcel was sent."""

from django.db import migrations

FORWARD = """
    update order_line l set packing_since = s.sent_at
    from fulfillment_shipmentline p join fulfillment_shipment s on s.id = p.shipment_id
    where p.order_line_id = l.id and l.packing_since is null
"""


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0013_packing"),
        ("fulfillment", "0007_carriers_of_groups"),
    ]

    # Back: the column is dropped with the migration before.
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
