"""What only all rows of a file together show: doubled numbers, variants without a parent.

Each is one statement that adds its problem to the rows in staging. Only article numbers and row
numbers are put into a message there: they hold nothing that JSON would read otherwise.
"""

import json

from django.db import connection

from catalog.ingest.needs import NO_GTIN, NO_SIZE, RETAIL, SIZED
from catalog.ingest.plan import note
from shop.sourcing.models import Upload

_ADD = """
    update sourcing_uploadrow r set problems = r.problems || (
        replace(%(problem)s, '{{}}', {detail}::text))::jsonb
    {where}
"""
_DOUBLED = """
    from (
        select sku, array_agg(number order by number) as numbers from sourcing_uploadrow
        where upload_id = %(upload)s and sku <> '' group by sku having count(*) > 1
    ) twice
    where r.upload_id = %(upload)s and r.sku = twice.sku
"""
_NO_PARENT = """
    where r.upload_id = %(upload)s and r.parent_sku <> ''
        and not exists (
            select 1 from sourcing_uploadrow o where o.upload_id = r.upload_id
                and o.sku = r.parent_sku)
        and not exists (
            select 1 from catalogue_product p where p.upc = r.parent_sku
                and p.licensee_id = %(licensee)s and p.structure = 'parent')
"""
_NESTED = """
    where r.upload_id = %(upload)s and r.parent_sku <> ''
        and exists (
            select 1 from sourcing_uploadrow o where o.upload_id = r.upload_id
                and o.sku = r.parent_sku and o.parent_sku <> '')
"""
_DIFFERS = """
    from sourcing_uploadrow o
    where r.upload_id = %(upload)s and r.of_parent is not null
        and o.upload_id = r.upload_id and o.sku = r.parent_sku
        and not o.cells @> r.of_parent
"""
_IS_PARENT = """
    where r.upload_id = %(upload)s and r.parent_sku = '' and r.sku <> ''
        and (r.cells ?| array['gtin', 'size'] or exists (
            select 1 from jsonb_object_keys(r.cells) named where starts_with(named, 'stock_')))
        and exists (
            select 1 from sourcing_uploadrow v where v.upload_id = r.upload_id
                and v.parent_sku = r.sku)
"""
# Of variants the parent's row says what they are.
_ARTICLE = """
    from sourcing_uploadrow o
    where r.upload_id = %(upload)s and o.upload_id = r.upload_id
        and o.sku = case when r.parent_sku = '' then r.sku else r.parent_sku end
        and not exists (
            select 1 from sourcing_uploadrow v where v.upload_id = r.upload_id
                and v.parent_sku = r.sku)
"""
_WITHOUT_SIZE = f"""
    {_ARTICLE} and o.cells->>'hs_code' ~ '^({"|".join(SIZED)})' and not r.cells ? 'size'
"""
_WITHOUT_GTIN = f"""
    {_ARTICLE} and o.cells->>'channels_requested' ~ '{"|".join(sorted(RETAIL))}'
        and not r.cells ? 'gtin'
"""


def check_relations(upload: Upload) -> None:
    """Add to each row what is wrong with it beside the others."""
    for where, detail, problem in _CHECKS:
        _add(upload, where, detail, problem)


_CHECKS = (
    (
        _DOUBLED,
        "array_to_string(array_remove(twice.numbers, r.number), ', ')",
        note("doubled", "licensee_sku", "The same article number is in row {}.", "Keep one."),
    ),
    (
        _NO_PARENT,
        "r.parent_sku",
        note(
            "no_parent",
            "parent_sku",
            "There is no parent {}, neither in the file nor among your products with variants.",
            "Give the parent a row of its own.",
        ),
    ),
    (
        _NESTED,
        "r.parent_sku",
        note("nested", "parent_sku", "{} is a variant itself.", "Variants have no variants."),
    ),
    (
        _DIFFERS,
        "r.parent_sku",
        note(
            "differs",
            "",
            "The row says of the product what the row of its parent {} does not say.",
            "Change it there and leave it empty here.",
        ),
    ),
    (
        _IS_PARENT,
        "r.sku",
        note(
            "of_variants",
            "",
            "{} has variants: stock, size and GTIN are theirs.",
            "Leave them empty here.",
        ),
    ),
    (
        _WITHOUT_SIZE,
        "''",
        note("missing", "size", f"{NO_SIZE}{{}}", "Fill it in."),
    ),
    (
        _WITHOUT_GTIN,
        "''",
        note("missing", "gtin", f"{NO_GTIN}{{}}", "Fill it in."),
    ),
)


def _add(upload: Upload, where: str, detail: str, problem: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD.format(detail=detail, where=where),
            {
                "upload": upload.pk,
                "licensee": upload.licensee_id,
                "problem": json.dumps([problem]),
            },
        )
