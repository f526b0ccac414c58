"""Facts that promotions ask about a buyer: customer groups, and an earlier order."""

from dataclasses import dataclass

from django.db import connection

READ = """
    select
        (select array_agg(customergroup_id) from promotions_customergroup_members
            where user_id = %(user)s),
        exists (select 1 from order_order where user_id = %(user)s
            and status in ('PENDING', 'PAID', 'FULFILLED', 'REFUND_DUE', 'REFUNDED'))
"""


@dataclass(frozen=True, slots=True)
class PromotedBuyer:
    """A buyer: a guest, or an account with its groups."""

    signed_in: bool = False
    groups: frozenset[int] = frozenset()
    has_ordered: bool = False


GUEST = PromotedBuyer()


def read_buyer(user_id: int | None) -> PromotedBuyer:
    """Return the buyer of an account, one query; a guest without one."""
    if user_id is None:
        return GUEST
    with connection.cursor() as cursor:
        cursor.execute(READ, {"user": user_id})
        groups, has_ordered = cursor.fetchone()
    return PromotedBuyer(signed_in=True, groups=frozenset(groups or ()), has_ordered=has_ordered)
