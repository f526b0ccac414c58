"""Versions know what they say, and are talked about: contents, comments, conditions, clocks.

What versions said before is not known; the one on sale says what its product says, and that is
written down when the next one is submitted.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


FROZEN = """
    create function catalogue_guard_content() returns trigger language plpgsql as $$
    begin
        raise exception 'what a version says is frozen when it is submitted'
            using errcode = 'check_violation', constraint = 'a_submitted_version_says_the_same';
    end $$;
    create trigger a_content_is_guarded before update on catalogue_productversion for each row
        when (
            old.status <> 'DRAFT' and old.snapshot <> '{}'
            and (new.snapshot, new.content_hash) is distinct from (old.snapshot, old.content_hash)
        )
        execute function catalogue_guard_content();
"""
NOT_FROZEN = """
    drop trigger a_content_is_guarded on catalogue_productversion;
    drop function catalogue_guard_content();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_pictures_of_uploads"),
        ("licensing", "0011_approval_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalCondition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("text", models.TextField()),
                ("before_release", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ConditionMet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "conditions met",
            },
        ),
        migrations.CreateModel(
            name="ReviewClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("DESIGN", "Design"),
                            ("PRE_PRODUCTION", "Pre-production sample"),
                            ("PRODUCTION", "Production sample"),
                            ("PACKAGING", "Packaging"),
                            ("COPY", "Marketing copy"),
                            ("RELEASE", "Release"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "waits_for",
                    models.CharField(
                        choices=[
                            ("HOLDER", "the holder"),
                            ("LICENSEE", "the licensee"),
                            ("NOBODY", "nobody"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "days_left",
                    models.PositiveSmallIntegerField(help_text="Working days, when it last ran."),
                ),
                ("since", models.DateTimeField(help_text="From when the days left are counted.")),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("HOLDER", "Holder"), ("LICENSEE", "Licensee")], max_length=8
                    ),
                ),
                ("text", models.TextField()),
                (
                    "asks",
                    models.BooleanField(
                        default=False, help_text="The holder's clock stands still until the answer."
                    ),
                ),
                ("picture", models.CharField(blank=True, max_length=200)),
                ("x", models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
                ("y", models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="productversion",
            name="update_update",
        ),
        migrations.AddField(
            model_name="productversion",
            name="snapshot",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name="productversion",
            name="status",
            field=models.CharField(
                choices=[
                    ("DRAFT", "Draft"),
                    ("SUBMITTED", "Submitted"),
                    ("RELEASED", "Released"),
                    ("REJECTED", "Rejected"),
                    ("SUPERSEDED", "Superseded"),
                ],
                default="DRAFT",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="productversiontrail",
            name="status",
            field=models.CharField(
                choices=[
                    ("DRAFT", "Draft"),
                    ("SUBMITTED", "Submitted"),
                    ("RELEASED", "Released"),
                    ("REJECTED", "Rejected"),
                    ("SUPERSEDED", "Superseded"),
                ],
                default="DRAFT",
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."content_hash" IS DISTINCT FROM (NEW."content_hash") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."product_id" IS DISTINCT FROM (NEW."product_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))',
                    func='INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (NEW."content_hash", NEW."created_at", NEW."created_by_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="6ae0c26960ece9e15fb71a78e8d846ac17861614",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3055a",
                    table="catalogue_productversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="approvalcondition",
            name="approval",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attached",
                to="catalogue.approval",
            ),
        ),
        migrations.AddField(
            model_name="approvalcondition",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conditionmet",
            name="condition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmation",
                to="catalogue.approvalcondition",
            ),
        ),
        migrations.AddField(
            model_name="conditionmet",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewclock",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.rightsholder",
            ),
        ),
        migrations.AddField(
            model_name="reviewclock",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="catalogue.productversion",
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.rightsholder",
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="catalogue.productversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalcondition",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_condition_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="reviewclock",
            index=models.Index(
                models.F("due_at"), condition=models.Q(("due_at__isnull", False)), name="review_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewclock",
            constraint=models.UniqueConstraint(
                models.F("version"), models.F("holder"), name="a_holder_has_one_clock_for_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewclock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("waits_for", "HOLDER")),
                    models.Q(
                        models.Q(("waits_for", "HOLDER"), _negated=True), ("due_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="a_clock_runs_while_it_waits_for_the_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewcomment",
            index=models.Index(models.F("holder"), models.F("version"), name="review_thread"),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_comment_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("picture", ""), ("x__isnull", True), ("y__isnull", True)),
                    models.Q(
                        models.Q(("picture", ""), _negated=True),
                        ("x__isnull", False),
                        ("y__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_pinned_comment_has_a_picture_and_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("x__isnull", True),
                    models.Q(
                        ("x__gte", Decimal("0")),
                        ("x__lte", Decimal("1")),
                        ("y__gte", Decimal("0")),
                        ("y__lte", Decimal("1")),
                    ),
                    _connector="OR",
                ),
                name="a_pin_is_on_its_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("asks", False), ("side", "HOLDER"), _connector="OR"),
                name="only_a_holder_stops_its_clock",
            ),
        ),
        migrations.RunSQL(FROZEN, NOT_FROZEN),
    ]
