"""Every key ends within a year of its making; the keys that exist end a year after theirs.

The values are set by changing the type of the column, since row security hides rows from an update.
"""

import datetime

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0010_denials_of_holders"),
        ("team", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="apikey", name="expires_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunSQL(
            "alter table team_apikey alter column expires_at type timestamptz"
            " using created_at + interval '365 days'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(model_name="apikey", name="expires_at", field=models.DateTimeField()),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__lte", models.F("created_at") + datetime.timedelta(days=365))
                ),
                name="a_key_ends_within_a_year",
            ),
        ),
    ]
