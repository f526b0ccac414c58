"""Messages of refunds of whole orders, each sent once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0010_sell_off_by_wall_time"),
        ("ordering", "0010_payment_reminders_and_staff_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefundNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("card", models.DecimalField(decimal_places=2, max_digits=12)),
                ("gift_card", models.DecimalField(decimal_places=2, max_digits=12)),
                ("settlement", models.CharField(blank=True, max_length=10)),
                (
                    "queued_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refund_notices",
                        to="order.order",
                    ),
                ),
            ],
        ),
    ]
