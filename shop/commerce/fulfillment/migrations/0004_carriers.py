"""Carriers have rows, so that staff can add them."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import shop.commerce.fulfillment.carriers
import shop.commerce.fulfillment.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fulfillment", "0003_delivery_raises_revision"),
        ("markets", "0008_sending_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Carrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "tracking_pattern",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[shop.commerce.fulfillment.carriers.validate_tracking_pattern],
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tracking_pattern", ""),
                            models.Q(
                                ("tracking_pattern__contains", "{number}"),
                                ("tracking_pattern__startswith", "https://"),
                            ),
                            _connector="OR",
                        ),
                        name="a_tracking_page_is_secure_and_takes_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "other"), _negated=True),
                            models.Q(("is_active", True), ("tracking_pattern", "")),
                            _connector="OR",
                        ),
                        name="another_carrier_can_always_be_chosen",
                    ),
                ],
            },
        ),
    ]
