"""Checks across the rows of a file: duplicate numbers, variants without a parent, labels.

Each check is one SQL statement that adds a problem to rows in staging. Messages contain only
article numbers, row numbers and column names, which need no escaping in JSON.
"""

import json

from django.db import connection

from catalog.imports.conditional_rules import NO_GTIN, NO_SIZE, RETAIL, SIZED
from catalog.imports.labels import ASK, FIRST, OVERLAP
from catalog.imports.plan import differs_from_parent, stored_problem
from shop.imports.models import CatalogImport

# A copy of the staged rows with statistics. Joining the staging table itself would compare every
# row with every other, because its statistics are outdated right after the rows were copied.
_STAGED_ROWS = """
    create temporary table if not exists beside (
        number int, sku text, parent_sku text, of_parent jsonb, hs_code text, channels text,
        has_size boolean, has_gtin boolean, of_articles boolean, label_series text,
        label_numbers int8range, gtin_14 text
    ) on commit delete rows;
    truncate beside;
    insert into beside
    select number, sku, parent_sku, of_parent, cells->>'hs_code', cells->>'channels_requested',
        cells ? 'size' or problems @> '[{{"column": "size"}}]',
        cells ? 'gtin' or problems @> '[{{"column": "gtin"}}]',
        cells ?| array['gtin', 'size', 'label_serial_from', 'label_serial_to'] or exists (
            select 1 from jsonb_object_keys(cells) named where starts_with(named, 'stock_')),
        label_series(cells->>'label_serial_from'),
        label_numbers(cells->>'label_serial_from', cells->>'label_serial_to'),
        lpad(nullif(cells->>'gtin', ''), 14, '0')
    from sourcing_uploadrow where upload_id = {upload};
    create index if not exists beside_by_sku on beside (sku);
    create index if not exists beside_by_parent on beside (parent_sku);
    analyze beside
"""
_ADD = """
    with found as materialized ({found})
    update sourcing_uploadrow r set problems = r.problems || (
        replace(%(problem)s, '{{}}', found.detail::text))::jsonb
    from found
    where r.upload_id = %(upload)s and r.number = found.number
"""
# The other rows of a group in words: "row 3", or "rows 3, 4" up to five and then "…".
_OTHER_ROWS = """
    case when cardinality(twice.numbers) > 2 then 'rows ' else 'row ' end
    || array_to_string((array_remove(twice.numbers, b.number))[:5], ', ')
    || case when cardinality(twice.numbers) > 6 then ', …' else '' end
"""
_DOUBLED = """
    select b.number, $others as detail
    from beside b join (
        select sku, array_agg(number order by number) as numbers from beside
        where sku <> '' group by sku having count(*) > 1
    ) twice on twice.sku = b.sku
""".replace("$others", _OTHER_ROWS)
_SAME_GTIN = """
    select b.number, $others as detail
    from beside b join (
        select gtin_14, array_agg(number order by number) as numbers from beside
        where gtin_14 <> '' group by gtin_14 having count(distinct sku) > 1
    ) twice on twice.gtin_14 = b.gtin_14
""".replace("$others", _OTHER_ROWS)
_NO_PARENT = """
    select b.number, b.parent_sku as detail from beside b
    where b.parent_sku <> ''
        and not exists (select 1 from beside o where o.sku = b.parent_sku)
        and not exists (
            select 1 from catalogue_product p where p.upc = b.parent_sku
                and p.licensee_id = %(licensee)s and p.structure = 'parent')
"""
_NESTED = """
    select distinct b.number, b.parent_sku as detail
    from beside b join beside o on o.sku = b.parent_sku and o.parent_sku <> ''
    where b.parent_sku <> ''
"""
_DIFFERS = """
    select distinct b.number, b.parent_sku || ' in ' || (
        select string_agg(said.key, ', ' order by said.key) from jsonb_each(b.of_parent) said
        where parent.cells->said.key is distinct from said.value
    ) as detail
    from beside b join beside o on o.sku = b.parent_sku
    join sourcing_uploadrow parent
        on parent.upload_id = %(upload)s and parent.number = o.number
    where b.of_parent is not null and not parent.cells @> b.of_parent
"""
_IS_PARENT = """
    select b.number, b.sku as detail from beside b
    where b.parent_sku = '' and b.sku <> '' and b.of_articles
        and exists (select 1 from beside v where v.parent_sku = b.sku)
"""
# Rows sharing a label are reported with the previous row in label order, or else the next one.
_OVERLAP = """
    select number, other as detail from (
        select number, case
            when before[1] > lower(label_numbers) then before[2]
            when next_first < upper(label_numbers) then next_number
        end as other
        from (
            select number, label_numbers,
                max(array[upper(label_numbers), number]) over (
                    labels rows between unbounded preceding and 1 preceding) as before,
                lead(lower(label_numbers)) over labels as next_first,
                lead(number) over labels as next_number
            from beside where label_numbers is not null
            window labels as (partition by label_series order by lower(label_numbers), number)
        ) placed
    ) met where other is not null
"""
# Category and marks of variants are those of the parent's row.
_ARTICLE = """
    select distinct b.number, '' as detail from beside b
    join beside o on o.sku = case when b.parent_sku = '' then b.sku else b.parent_sku end
    where b.sku <> '' and not exists (select 1 from beside v where v.parent_sku = b.sku)
"""
_WITHOUT_SIZE = f"{_ARTICLE} and o.hs_code ~ '^({'|'.join(SIZED)})' and not b.has_size"
_WITHOUT_GTIN = f"{_ARTICLE} and o.channels ~ '{'|'.join(sorted(RETAIL))}' and not b.has_gtin"


def check_file(catalog_import: CatalogImport) -> None:
    """Add to each staged row its problems in relation to the other rows."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGED_ROWS.format(upload=int(catalog_import.pk)))
    for statement, problem in _CHECKS:
        _add(catalog_import, statement, problem)


_CHECKS = (
    (
        _DOUBLED,
        stored_problem(
            "doubled",
            "licensee_sku",
            "The same SKU is in {}.",
            "Keep one of these rows and delete the others.",
        ),
    ),
    (
        _SAME_GTIN,
        stored_problem(
            "gtin_twice",
            "gtin",
            "The same GTIN is in {}; leading zeros do not count.",
            "Each article needs its own GTIN.",
        ),
    ),
    (
        _NO_PARENT,
        stored_problem(
            "no_parent",
            "parent_sku",
            "There is no parent {}, neither in the file nor among your products with variants.",
            "Give the parent a row of its own.",
        ),
    ),
    (
        _NESTED,
        stored_problem(
            "nested", "parent_sku", "{} is a variant itself.", "Variants have no variants."
        ),
    ),
    (
        _DIFFERS,
        differs_from_parent("{}"),
    ),
    (
        _IS_PARENT,
        stored_problem(
            "of_variants",
            "",
            "{} has variants: stock, size, GTIN and labels belong in their rows.",
            "Empty these cells in this row and fill them in for each variant.",
        ),
    ),
    (
        _OVERLAP,
        stored_problem(OVERLAP, FIRST, "Some of its labels are in row {} too.", ASK),
    ),
    (
        _WITHOUT_SIZE,
        stored_problem("missing", "size", f"{NO_SIZE}{{}}", "Fill it in."),
    ),
    (
        _WITHOUT_GTIN,
        stored_problem("missing", "gtin", f"{NO_GTIN}{{}}", "Fill it in."),
    ),
)


def _add(catalog_import: CatalogImport, found: str, problem: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD.format(found=found),
            {
                "upload": catalog_import.pk,
                "licensee": catalog_import.licensee_id,
                "problem": json.dumps([problem]),
            },
        )
