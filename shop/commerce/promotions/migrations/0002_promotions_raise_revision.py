"""Changes of promotions raise the revision under which a process keeps them, and end pages.

Uses are counted many times a second and do not raise it. A product that enters or leaves a shop
category raises it only while a promotion applies to a category.
"""

from django.db import migrations

TABLES = (
    "offer_conditionaloffer",
    "offer_condition",
    "offer_benefit",
    "offer_range",
    "offer_rangeproduct",
    "offer_range_included_categories",
    "offer_range_excluded_products",
    "promotions_promotionterms",
    "promotions_minimumprice",
    "promotions_reductionrule",
)
BUDGETS = """
    create trigger promotions_promotionbudget_bumps_the_revision
        after insert or delete or update of most_uses, most_amount on promotions_promotionbudget
        for each statement execute function licensing_bump_revision();
"""
PLACEMENTS = """
    create function promotions_note_placement() returns trigger language plpgsql as $$
    begin
        if exists (select 1 from offer_range_included_categories) then
            insert into licensing_rightsrevision (id, number)
                values ((pg_current_xact_id()::text::bigint % 64)::int,
                    nextval('licensing_revision_seq'))
                on conflict (id) do update set number = nextval('licensing_revision_seq');
        end if;
        return null;
    end $$;
    create trigger catalogue_productcategory_bumps_the_revision
        after insert or update or delete on catalogue_productcategory
        for each statement execute function promotions_note_placement();
"""
NO_PLACEMENTS = """
    drop trigger catalogue_productcategory_bumps_the_revision on catalogue_productcategory;
    drop function promotions_note_placement();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("promotions", "0001_initial"),
        ("catalogue", "0021_articles_of_products"),
        ("licensing", "0005_guards"),
        ("offer", "0013_range_excluded_categories"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"create trigger {table}_bumps_the_revision "
                f"after insert or update or delete on {table} "
                "for each statement execute function licensing_bump_revision()",
                f"drop trigger {table}_bumps_the_revision on {table}",
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            BUDGETS,
            "drop trigger promotions_promotionbudget_bumps_the_revision"
            " on promotions_promotionbudget",
        ),
        migrations.RunSQL(PLACEMENTS, NO_PLACEMENTS),
    ]
