"""The last guard: no label is on two articles."""

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_labels_leave_the_tail"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="datasheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("label_serial_from", ""), ("label_serial_to", "")),
                    ("label_numbers__isnull", False),
                    _connector="OR",
                ),
                name="labels_have_a_first_and_a_last_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="datasheet",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("label_numbers__isnull", False)),
                expressions=[("label_series", "="), ("label_numbers", "&&")],
                name="a_label_is_on_one_article",
            ),
        ),
    ]
