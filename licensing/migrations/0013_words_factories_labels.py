"""Guarded words; factories, their audits and approvals; issued labels; usual weights and sizes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0012_label_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Factory",
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
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=150)),
            ],
            options={
                "verbose_name_plural": "factories",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="FactoryApproval",
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
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FactoryApprovalTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactoryAudit",
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
                ("audited_on", models.DateField()),
                (
                    "valid_until",
                    models.DateField(help_text="The first day on which it holds no more."),
                ),
                (
                    "reference",
                    models.CharField(help_text="Where the report is kept.", max_length=150),
                ),
            ],
            options={
                "ordering": ["audited_on"],
            },
        ),
        migrations.CreateModel(
            name="FactoryAuditTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("audited_on", models.DateField()),
                (
                    "valid_until",
                    models.DateField(help_text="The first day on which it holds no more."),
                ),
                (
                    "reference",
                    models.CharField(help_text="Where the report is kept.", max_length=150),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactoryTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=150)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GuardedWord",
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
                    "term",
                    models.CharField(
                        help_text="Found as whole words, whatever their case and accents.",
                        max_length=80,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="As en; empty: in every language.", max_length=7
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("BANNED", "Banned"), ("ATHLETE", "Athlete's name")],
                        default="BANNED",
                        max_length=7,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="Licensees read it beside the refusal.", max_length=200
                    ),
                ),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["term"],
            },
        ),
        migrations.CreateModel(
            name="GuardedWordTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        help_text="Found as whole words, whatever their case and accents.",
                        max_length=80,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="As en; empty: in every language.", max_length=7
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("BANNED", "Banned"), ("ATHLETE", "Athlete's name")],
                        default="BANNED",
                        max_length=7,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="Licensees read it beside the refusal.", max_length=200
                    ),
                ),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LabelIssue",
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
                    "first",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})\\Z",
                                "Capitals, digits and . _ / - with the number at the end, as AB-000123.",
                            )
                        ],
                    ),
                ),
                (
                    "last",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})\\Z",
                                "Capitals, digits and . _ / - with the number at the end, as AB-000123.",
                            )
                        ],
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Such as the order's.", max_length=150),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="From then on no goods may be given these labels.",
                        null=True,
                    ),
                ),
                (
                    "series",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("first"), function="label_series"),
                        output_field=models.CharField(max_length=40, null=True),
                    ),
                ),
                (
                    "numbers",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("first"), models.F("last"), function="label_numbers"
                        ),
                        output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(
                            null=True
                        ),
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="LabelIssueTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "first",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})\\Z",
                                "Capitals, digits and . _ / - with the number at the end, as AB-000123.",
                            )
                        ],
                    ),
                ),
                (
                    "last",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})\\Z",
                                "Capitals, digits and . _ / - with the number at the end, as AB-000123.",
                            )
                        ],
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Such as the order's.", max_length=150),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="From then on no goods may be given these labels.",
                        null=True,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="productcategory",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="productcategory",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="productcategory",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="productcategory",
            name="heaviest_g",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Goods that weigh more, in grams, are looked at again.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategory",
            name="lightest_g",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Goods that weigh less, in grams, are looked at again.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategory",
            name="longest_mm",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The longest side, in millimeters, is usually no longer.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategory",
            name="shortest_mm",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The longest side, in millimeters, is usually no shorter.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategorytrail",
            name="heaviest_g",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Goods that weigh more, in grams, are looked at again.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategorytrail",
            name="lightest_g",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Goods that weigh less, in grams, are looked at again.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategorytrail",
            name="longest_mm",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The longest side, in millimeters, is usually no longer.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="productcategorytrail",
            name="shortest_mm",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The longest side, in millimeters, is usually no shorter.",
                null=True,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."heaviest_g", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."lightest_g", NEW."longest_mm", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."shortest_mm"); RETURN NULL;',
                    hash="aaebe26ed97d2e648e3a64f6dfe824e6fe5299f4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11cbe",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (NEW."age_rules", NEW."code", NEW."compliance_areas", NEW."heaviest_g", NEW."hs_hint", NEW."id", NEW."is_leaf", NEW."lightest_g", NEW."longest_mm", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."shortest_mm"); RETURN NULL;',
                    hash="36dde70128c4db99ae1c1a4bb2dee7763757705f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80501",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcategory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_productcategorytrail" ("age_rules", "code", "compliance_areas", "heaviest_g", "hs_hint", "id", "is_leaf", "lightest_g", "longest_mm", "name", "number", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shortest_mm") VALUES (OLD."age_rules", OLD."code", OLD."compliance_areas", OLD."heaviest_g", OLD."hs_hint", OLD."id", OLD."is_leaf", OLD."lightest_g", OLD."longest_mm", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."shortest_mm"); RETURN NULL;',
                    hash="f62aaddbf9e3bc525bfb03c00ed050e9b20c76ba",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fce29",
                    table="licensing_productcategory",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="productcategory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heaviest_g__gte", models.F("lightest_g")),
                    ("heaviest_g__isnull", True),
                    ("lightest_g__isnull", True),
                    _connector="OR",
                ),
                name="the_heaviest_is_no_lighter_than_the_lightest",
            ),
        ),
        migrations.AddConstraint(
            model_name="productcategory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("longest_mm__gte", models.F("shortest_mm")),
                    ("longest_mm__isnull", True),
                    ("shortest_mm__isnull", True),
                    _connector="OR",
                ),
                name="the_longest_is_no_shorter_than_the_shortest",
            ),
        ),
        migrations.AddField(
            model_name="factory",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.territory",
            ),
        ),
        migrations.AddField(
            model_name="factory",
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
            model_name="factory",
            name="licensee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="factories",
                to="licensing.licensee",
            ),
        ),
        migrations.AddField(
            model_name="factoryapproval",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="factory_approvals",
                to="licensing.agreement",
            ),
        ),
        migrations.AddField(
            model_name="factoryapproval",
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
            model_name="factoryapproval",
            name="factory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approvals",
                to="licensing.factory",
            ),
        ),
        migrations.AddField(
            model_name="factoryapprovaltrail",
            name="agreement",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.agreement",
            ),
        ),
        migrations.AddField(
            model_name="factoryapprovaltrail",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="factoryapprovaltrail",
            name="factory",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.factory",
            ),
        ),
        migrations.AddField(
            model_name="factoryapprovaltrail",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="licensing.factoryapproval",
            ),
        ),
        migrations.AddField(
            model_name="factoryaudit",
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
            model_name="factoryaudit",
            name="factory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audits",
                to="licensing.factory",
            ),
        ),
        migrations.AddField(
            model_name="factoryaudittrail",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="factoryaudittrail",
            name="factory",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.factory",
            ),
        ),
        migrations.AddField(
            model_name="factoryaudittrail",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="licensing.factoryaudit",
            ),
        ),
        migrations.AddField(
            model_name="factorytrail",
            name="country",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.territory",
            ),
        ),
        migrations.AddField(
            model_name="factorytrail",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="factorytrail",
            name="licensee",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.licensee",
            ),
        ),
        migrations.AddField(
            model_name="factorytrail",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="licensing.factory",
            ),
        ),
        migrations.AddField(
            model_name="guardedword",
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
            model_name="guardedword",
            name="mark",
            field=models.ForeignKey(
                blank=True,
                help_text="The athlete's own mark: goods that carry it may say the name.",
                limit_choices_to={"kind": "ATHLETE"},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.property",
            ),
        ),
        migrations.AddField(
            model_name="guardedwordtrail",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guardedwordtrail",
            name="mark",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="The athlete's own mark: goods that carry it may say the name.",
                limit_choices_to={"kind": "ATHLETE"},
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.property",
            ),
        ),
        migrations.AddField(
            model_name="guardedwordtrail",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="licensing.guardedword",
            ),
        ),
        migrations.AddField(
            model_name="labelissue",
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
            model_name="labelissue",
            name="licensee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="label_issues",
                to="licensing.licensee",
            ),
        ),
        migrations.AddField(
            model_name="labelissuetrail",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="labelissuetrail",
            name="licensee",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="licensing.licensee",
            ),
        ),
        migrations.AddField(
            model_name="labelissuetrail",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="licensing.labelissue",
            ),
        ),
        migrations.AddConstraint(
            model_name="factory",
            constraint=models.UniqueConstraint(
                models.F("licensee"), models.F("code"), name="a_licensee_names_each_factory_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="factory",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="a_factory_has_a_code"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."licensee_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="66f4efbbe64dc70019c275552c623cc430e118be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_516c2",
                    table="licensing_factory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."licensee_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="2f9a7faebf6fefd179cc1d19ff0430b667286172",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_325d5",
                    table="licensing_factory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factory",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factorytrail" ("code", "country_id", "created_at", "created_by_id", "id", "licensee_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."country_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."licensee_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c764f5dd88f063d10198e6d0a778cd2af5c32618",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2702d",
                    table="licensing_factory",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="factoryapproval",
            constraint=models.UniqueConstraint(
                models.F("agreement"),
                models.F("factory"),
                condition=models.Q(("ended_at__isnull", True)),
                name="a_factory_is_approved_once_on_an_agreement",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."ended_at", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="fbdb3e9b26bd3f3014f834ace8f6c63eb7eaf9d9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fe1e3",
                    table="licensing_factoryapproval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."ended_at", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="93eff2e977159d7336536246b8b742291b62dc22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2affa",
                    table="licensing_factoryapproval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factoryapprovaltrail" ("agreement_id", "created_at", "created_by_id", "ended_at", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."ended_at", OLD."factory_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="d8dab1469e8d57b56646951e63e54d649a7ec90b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1daf1",
                    table="licensing_factoryapproval",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="factoryapprovaltrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_f_pgh_cre_d49f96_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="factoryaudit",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gt", models.F("audited_on"))),
                name="an_audit_holds_for_some_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (NEW."audited_on", NEW."created_at", NEW."created_by_id", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reference", NEW."valid_until"); RETURN NULL;',
                    hash="845fd414f0d147a62bba5c1add448fb70158d1f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37e9e",
                    table="licensing_factoryaudit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (NEW."audited_on", NEW."created_at", NEW."created_by_id", NEW."factory_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reference", NEW."valid_until"); RETURN NULL;',
                    hash="ddbdea747085606d6b16fd45635918cd55053f19",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe7f9",
                    table="licensing_factoryaudit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="factoryaudit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_factoryaudittrail" ("audited_on", "created_at", "created_by_id", "factory_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "valid_until") VALUES (OLD."audited_on", OLD."created_at", OLD."created_by_id", OLD."factory_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reference", OLD."valid_until"); RETURN NULL;',
                    hash="b2e7d44a7fca0265df4130cc070763b2f0b754a6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fe8a9",
                    table="licensing_factoryaudit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="factoryaudittrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_f_pgh_cre_b1859b_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="factorytrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_f_pgh_cre_e46253_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardedword",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("term"),
                models.F("language"),
                name="a_word_is_guarded_once_in_a_language",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardedword",
            constraint=models.CheckConstraint(
                condition=models.Q(("mark__isnull", True), ("kind", "ATHLETE"), _connector="OR"),
                name="only_an_athletes_name_has_a_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardedword",
            constraint=models.CheckConstraint(
                condition=models.Q(("term", ""), _negated=True), name="a_guarded_word_says_one"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guardedword",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (NEW."active", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."language", NEW."mark_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."term", NEW."why"); RETURN NULL;',
                    hash="22f04ab27f575af3b6ee582c37f43f9aab5b3336",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_690ee",
                    table="licensing_guardedword",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guardedword",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (NEW."active", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."language", NEW."mark_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."term", NEW."why"); RETURN NULL;',
                    hash="50e73007d1bef07f31a9e978249f400143d0a500",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9101f",
                    table="licensing_guardedword",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guardedword",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_guardedwordtrail" ("active", "created_at", "created_by_id", "id", "kind", "language", "mark_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term", "why") VALUES (OLD."active", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."language", OLD."mark_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."term", OLD."why"); RETURN NULL;',
                    hash="e9b7700c03b4170cb15663ab339f60beea5c18f1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7e34",
                    table="licensing_guardedword",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="guardedwordtrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_g_pgh_cre_e9403d_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="labelissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("numbers__isnull", False)),
                name="an_issue_has_a_first_and_a_last",
            ),
        ),
        migrations.AddConstraint(
            model_name="labelissue",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                expressions=[("series", "="), ("numbers", "&&")],
                name="a_label_is_issued_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelissue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."first", NEW."id", NEW."last", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."reference", NEW."withdrawn_at"); RETURN NULL;',
                    hash="33fdf6810f133d46346510e8919fd8351c0e0ed8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a859",
                    table="licensing_labelissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelissue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."first" IS DISTINCT FROM (NEW."first") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last" IS DISTINCT FROM (NEW."last") OR OLD."licensee_id" IS DISTINCT FROM (NEW."licensee_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (NEW."created_at", NEW."created_by_id", NEW."first", NEW."id", NEW."last", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."reference", NEW."withdrawn_at"); RETURN NULL;',
                    hash="f605cbffffcf02dbf82217dac010c294038ba70b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_32751",
                    table="licensing_labelissue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelissue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_labelissuetrail" ("created_at", "created_by_id", "first", "id", "last", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "withdrawn_at") VALUES (OLD."created_at", OLD."created_by_id", OLD."first", OLD."id", OLD."last", OLD."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."reference", OLD."withdrawn_at"); RETURN NULL;',
                    hash="0dda82cd620f85a099f17c0d607a1bf8ec1129bd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56fd5",
                    table="licensing_labelissue",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="labelissuetrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_l_pgh_cre_bfec76_brin"
            ),
        ),
    ]
