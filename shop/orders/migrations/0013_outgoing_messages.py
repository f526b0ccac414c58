"""One table of messages to buyers, each sent once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

KINDS = [
    ("PAYMENT_REMINDER", "Payment reminder"),
    ("LATE_REFUSAL", "Late refusal"),
    ("CONFIRMATION", "Confirmation"),
    ("CANCELLATION", "Cancellation"),
    ("SHIPMENT", "Shipment"),
    ("REFUND", "Refund of the whole order"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0010_sell_off_by_wall_time"),
        ("ordering", "0012_erase_staff_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutgoingMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("key", models.CharField(max_length=100)),
                ("payload", models.JSONField(default=dict)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="order.order",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("kind"), models.F("key"), name="a_message_is_recorded_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", tuple(kind for kind, _ in KINDS)),
                            models.Q(("key", ""), _negated=True),
                        ),
                        name="a_message_has_a_kind_and_a_key",
                    ),
                ],
            },
        ),
    ]
