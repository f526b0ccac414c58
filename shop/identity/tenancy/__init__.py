"""Visibility of rows: every read of the licensees' portal is scoped in `querysets`, and tables used
by the portal only are also closed by the database (`services`, `rowsecurity`).
"""

from shop.identity.tenancy.querysets import BY_PRODUCT, TenantQuerySet, own_rows
from shop.identity.tenancy.rowsecurity import row_security
from shop.identity.tenancy.services import acting_for

__all__ = ["BY_PRODUCT", "TenantQuerySet", "acting_for", "own_rows", "row_security"]
