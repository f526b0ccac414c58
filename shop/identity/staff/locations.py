"""The warehouses and venue stores that a member of shop staff is limited to.

Without any, the person works for all of them. With some, the person sees and packs only the orders,
parcels, stock and returns of these, and opens no other page of the back office.
"""

from collections.abc import Collection

from django.db import transaction
from structlog import get_logger

from shop.identity.accounts.models import User
from shop.identity.staff.errors import StaffRefused
from shop.identity.staff.roles import check_giver, roles_of
from shop.identity.staff.services import staff_accounts

log = get_logger("shop.security")


@transaction.atomic
def limit_to_locations(*, account: User, location_ids: Collection[int], by: User) -> None:
    """Limit an account to locations; none ends the limit.

    An administrator, and a person at a rights holder, cannot be limited. Raises `StaffRefused`.
    """
    if account.pk == by.pk:
        raise StaffRefused(reason="own_account")
    account = staff_accounts().select_for_update(no_key=True).get(pk=account.pk)
    check_giver(by, roles_of(account))
    if location_ids and (account.is_superuser or not account.is_shop_staff):
        raise StaffRefused(reason="not_limited", field="locations")
    account.locations.set(location_ids)
    log.info("staff.locations_changed", user=account.pk, locations=len(location_ids), by=by.pk)
