"""The last guard: a GTIN, in any of its forms, is on one article."""

from django.db import migrations, models
from django.db.models.functions import LPad

_DOUBLED = """
    select lpad(gtin, 14, '0'), string_agg(upc, ', ' order by id) from catalogue_product
    where gtin <> '' group by 1 having count(*) > 1 order by 1 limit 20
"""


def refuse_doubled(apps, schema_editor):
    """Name the articles that share a GTIN: which of them is right is nobody's guess."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_DOUBLED)
        doubled = cursor.fetchall()
    if doubled:
        listed = "; ".join(f"{gtin}: {skus}" for gtin, skus in doubled)
        message = f"Correct or clear the GTIN of all but one of these articles first: {listed}"
        raise RuntimeError(message)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0012_a_label_is_on_one_article"),
    ]

    operations = [
        migrations.RunPython(refuse_doubled, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                LPad("gtin", 14, models.Value("0")),
                condition=models.Q(("gtin", ""), _negated=True),
                name="a_gtin_in_any_form_is_on_one_article",
                violation_error_message="Another product already has this GTIN.",
            ),
        ),
    ]
