"""A hold on a category also stops its subcategories; their numbers are stored with the hold."""

import licensing.fields
import licensing.models.policies
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# Earlier holds already meant the same. The seals of past days do not contain the new column.
WIDEN = """
    with recursive below(branch, id, number) as (
        select id, id, number from licensing_productcategory
        union
        select b.branch, c.id, c.number
        from below b join licensing_productcategory c on c.parent_id = b.id
    ),
    meant(branch, numbers) as (
        select branch, range_agg(int4range(number, number + 1)) from below group by branch
    )
    update {table} h set categories = m.numbers from meant m where m.branch = h.category_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0008_trail"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="holdback",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="holdback",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="holdback",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="holdback",
            name="categories",
            field=licensing.fields.IntMultiRangeField(
                default=licensing.models.policies.every_category, editable=False
            ),
        ),
        migrations.AddField(
            model_name="holdbacktrail",
            name="categories",
            field=licensing.fields.IntMultiRangeField(
                default=licensing.models.policies.every_category, editable=False
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."categories", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'insert\', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="202b90ed43090ff2890f0d05a04f88a43320b53d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_380cf",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (NEW."authority", NEW."categories", NEW."category_id", NEW."channels", NEW."created_at", NEW."created_by_id", NEW."id", NEW."kind", NEW."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'update\', NEW."id", NEW."product_id", NEW."property_id", NEW."reason", NEW."territories", NEW."window"); RETURN NULL;',
                    hash="94fa9802d36c9391b82544f132613b64617a484f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_45164",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdback",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "licensing_holdbacktrail" ("authority", "categories", "category_id", "channels", "created_at", "created_by_id", "id", "kind", "licensee_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "property_id", "reason", "territories", "window") VALUES (OLD."authority", OLD."categories", OLD."category_id", OLD."channels", OLD."created_at", OLD."created_by_id", OLD."id", OLD."kind", OLD."licensee_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, clock_timestamp(), \'delete\', OLD."id", OLD."product_id", OLD."property_id", OLD."reason", OLD."territories", OLD."window"); RETURN NULL;',
                    hash="f0e9a64e9cf8a27fa06b1b28eb4759c5bc2ddb3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2cfd7",
                    table="licensing_holdback",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(WIDEN.format(table="licensing_holdbacktrail"), migrations.RunSQL.noop),
        migrations.RunSQL(WIDEN.format(table="licensing_holdback"), migrations.RunSQL.noop),
    ]
