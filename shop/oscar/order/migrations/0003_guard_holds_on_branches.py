"""The last guard asks the tree: a hold on a category stops all below it."""

from importlib import import_module

from django.db import migrations

FIRST_GUARD = import_module("shop.oscar.order.migrations.0002_last_guard").GUARD
ALONE = """select from licensing_productcategory c
                    where c.id = h.category_id and c.number = top.category"""
WITH_ALL_BELOW = """with recursive above(id, parent_id) as (
                        select id, parent_id from licensing_productcategory
                        where number = top.category
                        union
                        select c.id, c.parent_id
                        from above join licensing_productcategory c on c.id = above.parent_id
                    )
                    select from above where id = h.category_id"""
BEFORE = (
    "create or replace function order_refusal("
    + FIRST_GUARD.partition("create function order_refusal(")[2].partition("    create function")[0]
)
AFTER = BEFORE.replace(ALONE, WITH_ALL_BELOW)


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0002_last_guard"),
        ("licensing", "0009_holds_on_branches"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
