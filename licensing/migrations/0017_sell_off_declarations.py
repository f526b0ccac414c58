"""Declarations of sell-off stock, and a guard of the stock that was confirmed."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# Declared stock is a promise about goods on hand: a correction never adds to it.
ONLY_FALLS = """
    create function licensing_guard_declared() returns trigger language plpgsql as $$
    begin
        raise exception 'declared stock can only fall' using errcode = 'check_violation';
    end $$;
    create trigger declared_stock_only_falls before update on licensing_selloffstock
        for each row when (new.declared > old.declared)
        execute function licensing_guard_declared();
"""
NO_GUARD = """
    drop trigger declared_stock_only_falls on licensing_selloffstock;
    drop function licensing_guard_declared();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0016_mandate_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SellOffDeclaration",
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
                ("product_id", models.BigIntegerField()),
                ("units", models.PositiveIntegerField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="licensing.agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stock",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="licensing.selloffstock",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SellOffDeclarationTrail",
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
                ("product_id", models.BigIntegerField()),
                ("units", models.PositiveIntegerField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                    "decided_by",
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
                        to="licensing.selloffdeclaration",
                    ),
                ),
                (
                    "stock",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="licensing.selloffstock",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="selloffdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gte", 1)), name="a_declaration_has_at_least_one_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="selloffdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", True),
                    models.Q(
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("created_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_declaration_is_decided_by_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="selloffdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stock__isnull", True), ("decided_at__isnull", False), _connector="OR"
                ),
                name="declared_stock_was_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="selloffdeclaration",
            constraint=models.UniqueConstraint(
                models.F("agreement"),
                models.F("product_id"),
                condition=models.Q(("decided_at__isnull", True)),
                name="one_declaration_of_a_product_waits",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_selloffdeclarationtrail" ("agreement_id", "created_at", "created_by_id", "decided_at", "decided_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "stock_id", "units") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."stock_id", NEW."units"); RETURN NULL;',
                    hash="be3a3c601bc9b212bbccadb8f247a05f24e4f28c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a4f0a",
                    table="licensing_selloffdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_selloffdeclarationtrail" ("agreement_id", "created_at", "created_by_id", "decided_at", "decided_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "stock_id", "units") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."stock_id", NEW."units"); RETURN NULL;',
                    hash="c7bb5e8addae688ac7408385394334545e5ba303",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8dcd9",
                    table="licensing_selloffdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="selloffdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_selloffdeclarationtrail" ("agreement_id", "created_at", "created_by_id", "decided_at", "decided_by_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "stock_id", "units") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."decided_at", OLD."decided_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."stock_id", OLD."units"); RETURN NULL;',
                    hash="bc6fd78d11d2dc6a5f94ea3159997a14acc3febf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6db39",
                    table="licensing_selloffdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="selloffdeclarationtrail",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_created_at"], name="licensing_s_pgh_cre_11a819_brin"
            ),
        ),
        migrations.RunSQL(ONLY_FALLS, NO_GUARD),
    ]
