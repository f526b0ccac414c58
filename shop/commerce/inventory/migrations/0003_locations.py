"""Stock lies at locations; in a shop that is in use, all of it at the main warehouse so far."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import shop.commerce.inventory.models
from django.conf import settings
from django.db import migrations, models


def make_main(apps, schema_editor):
    """Make the warehouse that all present stock records are given: the first row there is."""
    market = apps.get_model("markets", "Market").objects.filter(is_default=True).first()
    if market is not None:
        apps.get_model("inventory", "Location").objects.create(
            code="MAIN", name="Main warehouse", territory_id=market.home_id
        )


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0002_stock_keeping"),
        ("licensing", "0010_denials_of_holders"),
        ("markets", "0001_initial"),
        ("partner", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[A-Z0-9][A-Z0-9-]*$")],
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("WAREHOUSE", "Warehouse"), ("VENUE_STORE", "Venue store")],
                        default="WAREHOUSE",
                        max_length=12,
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        help_text="Address of the location.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "ships_to",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Leave empty for all territories.",
                        related_name="+",
                        to="licensing.territory",
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        default=shop.commerce.inventory.models.every_channel,
                        help_text="Codes of the channels it serves, separated by commas.",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=100, help_text="The location with the lowest number is tried first."
                    ),
                ),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="stockmovement",
            name="an_adjustment_has_its_author_and_reason",
        ),
        migrations.AlterField(
            model_name="stockmovement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("RECEIVED", "Received"),
                    ("ANNOUNCED", "Announced"),
                    ("HELD", "Held for payment"),
                    ("RELEASED", "Released"),
                    ("SOLD", "Sold"),
                    ("SHIPPED", "Shipped"),
                    ("RETURNED", "Returned"),
                    ("ADJUSTED", "Adjusted"),
                    ("TRANSFERRED", "Transferred"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["ADJUSTED", "TRANSFERRED"]), _negated=True),
                    models.Q(("by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="an_adjustment_has_its_author_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channels__len__gt", 0),
                    (
                        "channels__contained_by",
                        [
                            "WEB",
                            "APP",
                            "API_PARTNER",
                            "VENUE",
                            "VILLAGE",
                            "CLICK_COLLECT",
                            "MARKETPLACE",
                            "B2B",
                            "PREMIUM",
                        ],
                    ),
                ),
                name="a_location_fills_orders_of_known_channels",
            ),
        ),
        migrations.RunPython(make_main, migrations.RunPython.noop),
    ]
