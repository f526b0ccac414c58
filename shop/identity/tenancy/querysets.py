"""The only place where the portal excludes other licensees' rows.

Tables used by the portal only also have row-level security (`shop.identity.tenancy.rowsecurity`);
those that the storefront reads too (products, orders, stock) are protected by this module alone.
"""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models

from licensing.models import Licensee

# Path from a row about an article to its licensee; a variant has its parent's.
BY_PRODUCT = ("product__licensee", "product__parent__licensee")


def own_rows[Rows: models.QuerySet[Any]](rows: Rows, licensee: Licensee, *paths: str) -> Rows:
    """Return the rows that lead to a licensee by one of these paths, by default `licensee`."""
    whose = [models.Q((path, licensee)) for path in paths or ("licensee",)]
    return rows.filter(reduce(or_, whose))


class TenantQuerySet(models.QuerySet[Any]):
    """Rows with a column `licensee`; the portal reads them by a manager of this class."""

    def of(self, licensee: Licensee) -> Self:
        """Return one licensee's rows."""
        return own_rows(self, licensee)
