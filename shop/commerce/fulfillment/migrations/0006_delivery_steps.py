"""Prices by weight and value, cut-off times and working days; carriers of shipments are rows."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import shop.commerce.fulfillment.carriers
import shop.commerce.fulfillment.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fulfillment", "0005_first_carriers")]

    operations = [
        migrations.AddField(
            model_name="deliverymethod",
            name="cut_off",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="is_offered",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="most_weight_g",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="observes_holidays",
            field=models.BooleanField(db_default=False, default=True),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="step_amounts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DecimalField(decimal_places=2, max_digits=12),
                blank=True,
                db_default=[],
                default=list,
            ),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="step_values",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DecimalField(decimal_places=2, max_digits=12),
                blank=True,
                db_default=[],
                default=list,
            ),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="step_weights",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), blank=True, db_default=[], default=list
            ),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="working_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(7),
                    ]
                ),
                db_default=[1, 2, 3, 4, 5],
                default=shop.commerce.fulfillment.models.monday_to_friday,
            ),
        ),
        migrations.AlterField(
            model_name="deliverymethod",
            name="territories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), blank=True, default=list
            ),
        ),
        migrations.AddField(
            model_name="deliverymethod",
            name="carrier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fulfillment.carrier",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverymethod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step_weights__len", models.F("step_amounts__len")),
                    ("step_values__len", models.F("step_amounts__len")),
                ),
                name="a_delivery_step_has_weight_value_and_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverymethod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    shop.commerce.fulfillment.models.AllAtLeastZero("step_amounts"),
                    shop.commerce.fulfillment.models.AllAtLeastZero("step_values"),
                ),
                name="a_delivery_step_is_never_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverymethod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("working_days__len__gt", 0),
                    ("working_days__contained_by", [1, 2, 3, 4, 5, 6, 7]),
                ),
                name="a_delivery_has_a_working_day",
            ),
        ),
        migrations.AlterField(
            model_name="shipment",
            name="carrier",
            field=models.ForeignKey(
                db_column="carrier",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fulfillment.carrier",
                to_field="code",
            ),
        ),
    ]
