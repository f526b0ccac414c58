import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_limit_per_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="productimage",
            name="focal_x",
            field=models.FloatField(db_default=0.5, default=0.5),
        ),
        migrations.AddField(
            model_name="productimage",
            name="focal_y",
            field=models.FloatField(db_default=0.5, default=0.5),
        ),
        migrations.AddField(
            model_name="productimage",
            name="perceptual_hash",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="productimage",
            name="published",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="productimage",
            name="refusal",
            field=models.CharField(
                blank=True, db_default="", help_text="Code of why it is refused.", max_length=32
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="source_name",
            field=models.CharField(blank=True, db_default="", max_length=255),
        ),
        migrations.AddField(
            model_name="productimage",
            name="source_sha256",
            field=models.CharField(blank=True, db_default="", db_index=True, max_length=64),
        ),
        migrations.AddField(
            model_name="productimage",
            name="state",
            field=models.CharField(
                choices=[("WAITING", "Being prepared"), ("READY", "Ready"), ("REFUSED", "Refused")],
                db_default="READY",
                default="READY",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pictures",
                to="catalogue.productversion",
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="warnings",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=32), blank=True, db_default=[], default=list
            ),
        ),
        migrations.AlterField(
            model_name="productimage",
            name="stem",
            field=models.CharField(
                db_index=True,
                help_text="File name in storage, without width and format.",
                max_length=200,
            ),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.UniqueConstraint(
                models.F("version"),
                models.F("product"),
                models.F("display_order"),
                name="a_place_in_a_version_is_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version__isnull", True),
                    models.Q(("source_sha256", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_picture_of_a_version_has_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "REFUSED"), ("refusal", ""), _connector="XOR"),
                name="a_refused_picture_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.CheckConstraint(
                condition=models.Q(("published", False), ("state", "READY"), _connector="OR"),
                name="only_a_ready_picture_is_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="productimage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("focal_x__gte", 0),
                    ("focal_x__lte", 1),
                    ("focal_y__gte", 0),
                    ("focal_y__lte", 1),
                ),
                name="a_focal_point_lies_in_the_picture",
            ),
        ),
    ]
