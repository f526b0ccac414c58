"""Every change of a row that people write leaves an event; rows that exist begin with one."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from licensing.audit.log import record_baseline


def begin(apps, schema_editor):
    record_baseline(apps, "catalogue")


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("catalogue", "0003_compliance_and_labels"),
        ("licensing", "0008_trail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalTrail",
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
                        default="RELEASE",
                        max_length=16,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("APPROVED", "Approved"), ("REJECTED", "Rejected")], max_length=10
                    ),
                ),
                ("conditions", models.TextField(blank=True)),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
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
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsholder",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.approval",
                    ),
                ),
                (
                    "territory_set_version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="Leave blank for every territory that the grants cover.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.territorysetversion",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalogue.productversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_a_pgh_cre_9afcc1_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplianceRecordTrail",
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
                    "area",
                    models.CharField(help_text="EEA, UK or a territory's code.", max_length=5),
                ),
                ("complete", models.BooleanField(default=False)),
                ("documents", models.JSONField(blank=True, default=list)),
                ("valid_until", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.compliancerecord",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_c_pgh_cre_7cbfd1_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmbargoTrail",
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
                ("lifts_at", models.DateTimeField()),
                ("time_zone", models.CharField(blank=True, max_length=40)),
                ("teaser_allowed", models.BooleanField(default=False)),
                (
                    "created_by",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.embargo",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_e_pgh_cre_a4bbd6_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductRightsTrail",
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
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.productrights",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.property",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalogue.productversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_p_pgh_cre_4d9081_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductTrail",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "is_public",
                    models.BooleanField(
                        default=True,
                        help_text="Show this product in search results and catalogue listings.",
                        verbose_name="Is public",
                    ),
                ),
                (
                    "unmarked",
                    models.BooleanField(
                        default=False,
                        help_text="Brand staff have confirmed that this product carries no mark.",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "rights_profile",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.rightsprofile",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_p_pgh_cre_31a9d5_brin"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductVersionTrail",
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
                ("number", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("SUBMITTED", "Submitted"),
                            ("RELEASED", "Released"),
                            ("SUPERSEDED", "Superseded"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalogue.productversion",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["pgh_created_at"], name="catalogue_p_pgh_cre_ee8570_brin"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."expires_at", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."stage", NEW."territory_set_version_id", NEW."verdict", NEW."version_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="b74c10de0f06f31952c746c5aa60849060517275",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3efa0",
                    table="catalogue_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."expires_at", NEW."holder_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."stage", NEW."territory_set_version_id", NEW."verdict", NEW."version_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="050ea0ba2a40e6b5528d16f43db5a53e58e586b6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d3dc2",
                    table="catalogue_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_approvaltrail" ("conditions", "created_at", "created_by_id", "decided_at", "expires_at", "holder_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "territory_set_version_id", "verdict", "version_id", "withdrawn_at") VALUES (OLD."conditions", OLD."created_at", OLD."created_by_id", OLD."decided_at", OLD."expires_at", OLD."holder_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."stage", OLD."territory_set_version_id", OLD."verdict", OLD."version_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="be5131fb5e77cbba84c37723e0a0126bb3023bde",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e237c",
                    table="catalogue_approval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compliancerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (NEW."area", NEW."complete", NEW."created_at", NEW."created_by_id", NEW."documents", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."valid_until"); RETURN NULL;',
                    hash="ce3b6beb61fc8d819e9e2edff66e0230aeefefab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2fb92",
                    table="catalogue_compliancerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compliancerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (NEW."area", NEW."complete", NEW."created_at", NEW."created_by_id", NEW."documents", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."valid_until"); RETURN NULL;',
                    hash="5cceb33b781f89f56b01420750faa02fafad9cc6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e614",
                    table="catalogue_compliancerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compliancerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_compliancerecordtrail" ("area", "complete", "created_at", "created_by_id", "documents", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "valid_until") VALUES (OLD."area", OLD."complete", OLD."created_at", OLD."created_by_id", OLD."documents", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."valid_until"); RETURN NULL;',
                    hash="22dc21fef80f385f81206ce73c6b656311747a19",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84b84",
                    table="catalogue_compliancerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="embargo",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."lifts_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."property_id", NEW."teaser_allowed", NEW."time_zone"); RETURN NULL;',
                    hash="6d52eec52a4968c92957ae798f1709f850880a9c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45aa9",
                    table="catalogue_embargo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="embargo",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."lifts_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."property_id", NEW."teaser_allowed", NEW."time_zone"); RETURN NULL;',
                    hash="67af9c749ff445cafe46ed820f96b76020842709",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f3b3",
                    table="catalogue_embargo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="embargo",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_embargotrail" ("created_at", "created_by_id", "id", "lifts_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "teaser_allowed", "time_zone") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."lifts_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."property_id", OLD."teaser_allowed", OLD."time_zone"); RETURN NULL;',
                    hash="f4a4f66e199182c55ea6386be0f98f43ea3e94c5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ae65",
                    table="catalogue_embargo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (NEW."is_public", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."rights_profile_id", NEW."unmarked"); RETURN NULL;',
                    hash="e6445d85404458c95e9983e467ff8f6ab02a5517",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd102",
                    table="catalogue_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_public" IS DISTINCT FROM (NEW."is_public") OR OLD."rights_profile_id" IS DISTINCT FROM (NEW."rights_profile_id") OR OLD."unmarked" IS DISTINCT FROM (NEW."unmarked"))',
                    func='INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (NEW."is_public", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."rights_profile_id", NEW."unmarked"); RETURN NULL;',
                    hash="7140ef3be1b2dc629a1647973e05f9b8abf3c2f9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0454b",
                    table="catalogue_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_producttrail" ("is_public", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_profile_id", "unmarked") VALUES (OLD."is_public", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."rights_profile_id", OLD."unmarked"); RETURN NULL;',
                    hash="39e25cbbe8093fdba23a3de1c2bb9e31a280c36d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7cc82",
                    table="catalogue_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productrights",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."property_id", NEW."version_id"); RETURN NULL;',
                    hash="0c423c965fa83a0ed0d0b451fa932c479f763f18",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d215d",
                    table="catalogue_productrights",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productrights",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."property_id", NEW."version_id"); RETURN NULL;',
                    hash="4e3671778e7e4e078adc65055356d687d50de79a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4ad58",
                    table="catalogue_productrights",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productrights",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_productrightstrail" ("agreement_id", "created_at", "created_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_id", "version_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."property_id", OLD."version_id"); RETURN NULL;',
                    hash="3551179db7dc41143d2448a7c4b4157da2e75083",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67038",
                    table="catalogue_productrights",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (NEW."content_hash", NEW."created_at", NEW."created_by_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="9c45ad29726c7febe832dedf98f389f1b75d03fa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f6d9",
                    table="catalogue_productversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (NEW."content_hash", NEW."created_at", NEW."created_by_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="6fbd88fcd498157d3923c02e860ff12797e9265a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3055a",
                    table="catalogue_productversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalogue_productversiontrail" ("content_hash", "created_at", "created_by_id", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "status", "submitted_at", "submitted_by_id") VALUES (OLD."content_hash", OLD."created_at", OLD."created_by_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."status", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;',
                    hash="b31056ab6976f4ef9997128032a239a062097625",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43a55",
                    table="catalogue_productversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
