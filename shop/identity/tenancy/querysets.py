"""The one place where the portal leaves out other licensees' rows.

Tables that only the portal serves have row-level security behind it
(`shop.identity.tenancy.rowsecurity`); those that the storefront reads too (products, orders,
stock) have nothing but this.
"""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models

from licensing.models import Licensee

# From a row about an article to its licensee; a variant has its parent's.
BY_PRODUCT = ("product__licensee", "product__parent__licensee")


def own_rows[Rows: models.QuerySet[Any]](rows: Rows, licensee: Licensee, *paths: str) -> Rows:
    """Return the rows that lead to a licensee by one of these paths, by `licensee` unless told."""
    whose = [models.Q((path, licensee)) for path in paths or ("licensee",)]
    return rows.filter(reduce(or_, whose))


class TenantQuerySet(models.QuerySet[Any]):
    """Rows with a column `licensee`; a manager made of it is how the portal reads them."""

    def of(self, licensee: Licensee) -> Self:
        """Return one licensee's rows."""
        return own_rows(self, licensee)
