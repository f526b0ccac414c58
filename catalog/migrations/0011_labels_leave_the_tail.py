"""Labels move from the data sheet's tail to their columns.

What names no range, or labels that an article before has, stays in the tail under another name:
somebody has to look at it, and nothing is lost.
"""

from django.db import migrations

MOVE = """
    with said as (
        select product_id, upper(more->>'label_serial_from') as first,
            upper(more->>'label_serial_to') as last
        from catalogue_datasheet where more ?| array['label_serial_from', 'label_serial_to']
    ),
    ranged as (
        select *, label_series(first) as series, label_numbers(first, last) as numbers from said
    ),
    judged as (
        select product_id, first, last, numbers is not null and coalesce(
            lower(numbers) >= max(upper(numbers)) over (
                partition by series order by lower(numbers), product_id
                rows between unbounded preceding and 1 preceding
            ), true) as fits
        from ranged
    )
    update catalogue_datasheet s set
        label_serial_from = case when fits then j.first else '' end,
        label_serial_to = case when fits then j.last else '' end,
        more = (s.more - 'label_serial_from' - 'label_serial_to') || case
            when fits or coalesce(j.first, '') || coalesce(j.last, '') = '' then '{}'::jsonb
            else jsonb_build_object(
                'former_labels', coalesce(j.first, '') || ' - ' || coalesce(j.last, ''))
        end
    from judged j where j.product_id = s.product_id
"""
BACK = """
    update catalogue_datasheet s set more = s.more || jsonb_build_object(
        'label_serial_from', label_serial_from, 'label_serial_to', label_serial_to)
    where label_serial_from <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0010_labels_of_articles"),
    ]

    operations = [migrations.RunSQL(sql=MOVE, reverse_sql=BACK)]
