"""Security labels that are on another article already; the database itself is the last guard."""

from collections.abc import Mapping

from django.db import IntegrityError, connection

from catalog.imports.labels import FIRST, LAST, labels_of, used

GUARD = "a_label_is_on_one_article"
# One look into the constraint's own index for each article: joined freely, all are compared.
_USED = """
    select w.sku, case when other.licensee_id = %s then other.upc end
    from unnest(%s::text[], %s::text[], %s::int8[], %s::int8[]) as w(sku, series, first, last)
    cross join lateral (
        select p.upc, coalesce(o.licensee_id, p.licensee_id) as licensee_id
        from catalogue_datasheet s
        join catalogue_product p on p.id = s.product_id and p.upc is distinct from w.sku
        left join catalogue_product o on o.id = p.parent_id
        where s.label_series = w.series and s.label_numbers && int8range(w.first, w.last, '[]')
        limit 1
    ) other
"""
Values = Mapping[str, str]


def find_used(articles: Mapping[str, Values], licensee_id: int) -> dict[str, dict[str, str]]:
    """Return by article number, as a problem, that its labels are on another article.

    Whose they are is said of the licensee's own articles alone. One query for many articles, none
    when they have no labels.
    """
    wanted = {sku: found for sku, cells in articles.items() if (found := labels_of(cells))}
    if not wanted:
        return {}
    rows = [(sku, one.series, one.first, one.last) for sku, one in wanted.items()]
    with connection.cursor() as cursor:
        cursor.execute(_USED, [licensee_id, *map(list, zip(*rows, strict=True))])
        return {
            sku: used(articles[sku][FIRST], articles[sku][LAST], other or "")
            for sku, other in cursor.fetchall()
        }


def is_of_labels(error: IntegrityError) -> bool:
    """Whether the database refused a label that is on another article."""
    cause = getattr(error.__cause__, "diag", None)
    return getattr(cause, "constraint_name", None) == GUARD
