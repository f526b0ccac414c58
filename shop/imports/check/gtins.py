"""Whose a GTIN is already: it stands on one article of the whole shop, in any of its forms."""

from collections.abc import Mapping

from django.db import IntegrityError, connection

from catalog.imports.gtins import pad_gtin
from catalog.imports.plan import note
from catalog.models import ONE_ARTICLE_A_GTIN

_TAKEN = """
    select lpad(p.gtin, 14, '0'), p.upc, coalesce(o.licensee_id, p.licensee_id) = %s
    from catalogue_product p left join catalogue_product o on o.id = p.parent_id
    where p.gtin <> '' and lpad(p.gtin, 14, '0') = any(%s)
"""


def find_taken_gtins(gtins: Mapping[str, str], licensee_id: int) -> dict[str, dict[str, str]]:
    """Return a problem for each article number whose GTIN another article has."""
    if not gtins:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [licensee_id, [pad_gtin(gtin) for gtin in gtins.values()]])
        owners = {gtin: (sku, own) for gtin, sku, own in cursor.fetchall()}
    found = {}
    for sku, gtin in gtins.items():
        owner, own = owners.get(pad_gtin(gtin), (sku, True))
        if owner != sku:
            where = owner if own else "an article of another licensee"
            message = f"The GTIN {gtin} is already used by {where}."
            found[sku] = note("gtin_taken", "gtin", message, "Each article needs its own GTIN.")
    return found


def is_of_gtins(error: IntegrityError) -> bool:
    """Return whether the database refused a second article with a GTIN."""
    return ONE_ARTICLE_A_GTIN in str(error)
