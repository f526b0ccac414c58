"""Uses of promotions by orders: taken in the order's transaction, given back when it ends unpaid.

The statement that takes a use checks the budget and the code, so simultaneous orders exceed none.
"""

from django.db import connection
from django.db.models import F

from shop.commerce.promotions.models import PromotionBudget, PromotionUse
from shop.commerce.vouchers.errors import VoucherRefused
from shop.oscar.offers import Voucher
from shop.oscar.order.models import Order

# Budgets are locked in the order of their ids. A use that is recorded already is not taken again.
TAKE = """
    with given as (
        select d.offer_id, max(d.voucher_id) as voucher_id, sum(d.amount) as amount
        from order_orderdiscount d
        where d.order_id = %(order)s and d.offer_id is not null and not exists (
            select 1 from promotions_promotionuse u
            where u.order_id = d.order_id and u.offer_id = d.offer_id)
        group by d.offer_id
    ), locked as (
        select b.id from promotions_promotionbudget b
        where b.offer_id in (select offer_id from given) order by b.id for update
    ), taken as (
        update promotions_promotionbudget b
        set uses = b.uses + 1, spent = b.spent + given.amount
        from given
        where b.offer_id = given.offer_id and b.id in (select id from locked)
            and (b.most_uses is null or b.uses < b.most_uses)
            and (b.most_amount is null or b.spent + given.amount <= b.most_amount)
        returning b.offer_id
    ), coded as (
        update voucher_voucher v
        set num_orders = v.num_orders + 1, total_discount = v.total_discount + part.amount
        from (select voucher_id, sum(amount) as amount from given group by voucher_id) part
        where v.id = part.voucher_id and (v.usage <> 'Single use' or v.num_orders < 1)
        returning v.id, v.usage
    ), recorded as (
        insert into promotions_promotionuse (offer_id, order_id, voucher_id, person, amount)
        select given.offer_id, %(order)s, given.voucher_id,
            case when coded.usage = 'Once per customer' then %(person)s else '' end, given.amount
        from given
        join taken on taken.offer_id = given.offer_id
        left join coded on coded.id = given.voucher_id
        where given.voucher_id is null or coded.id is not null
        on conflict do nothing
        returning offer_id
    )
    select given.offer_id, given.voucher_id is not null,
        given.offer_id in (select offer_id from taken)
            and (given.voucher_id is null or given.voucher_id in (select id from coded)),
        given.offer_id in (select offer_id from recorded)
    from given order by given.offer_id
"""


def take_promotions(order: Order, *, person: str) -> None:
    """Count an order's uses of its promotions, in its transaction. Raises `VoucherRefused`.

    `person` is a keyed hash of the buyer's mailbox, for codes that a person may use once.
    """
    if not order.snapshot.get("promotions"):
        return
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"order": order.pk, "person": person})
        rows = cursor.fetchall()
    for offer_id, is_coded, is_taken, is_recorded in rows:
        given = order.discounts.filter(offer_id=offer_id)
        if not is_taken or not is_recorded:
            first = given.first()
            label = first.voucher_code or first.offer_name if first else ""
            reason = "used_by_you" if is_taken else "used_up" if is_coded else "promotion_used_up"
            raise VoucherRefused(code=label, reason=reason)


def give_back_promotions(order: Order) -> None:
    """Release the uses of an order that ended unpaid; a second call changes nothing."""
    if not order.snapshot.get("promotions"):
        return
    uses = list(PromotionUse.objects.select_for_update().filter(order=order).order_by("offer_id"))
    for voucher_id in {use.voucher_id for use in uses if use.voucher_id}:
        amount = sum(use.amount for use in uses if use.voucher_id == voucher_id)
        Voucher.objects.filter(pk=voucher_id).update(
            num_orders=F("num_orders") - 1, total_discount=F("total_discount") - amount
        )
    for use in uses:
        PromotionBudget.objects.filter(offer=use.offer_id).update(
            uses=F("uses") - 1, spent=F("spent") - use.amount
        )
        use.delete()
