"""Invariants of stock, orders, payments and rights that hold after any race, crash or fault.

Each is one query that returns violations and shares no code with the product.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from shop.orders.invariants.changes import OF_CHANGES
from shop.orders.invariants.gift_cards import OF_GIFT_CARDS, WHOLE_UNITS
from shop.orders.invariants.invoices import OF_INVOICES
from shop.orders.invariants.refunds import OF_REFUNDS
from shop.orders.invariants.reserved_units import OF_RESERVED_UNITS
from shop.orders.invariants.returns import OF_RETURNS
from shop.orders.invariants.sold_units import OF_SOLD_UNITS
from shop.orders.invariants.wholes import OF_WHOLES

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Invariant:
    """An invariant and the query that returns its violations."""

    name: str
    breaches: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of a check: the number of violations, and the first few in words."""

    name: str
    breaches: int
    detail: str

    @property
    def holds(self) -> bool:
        """Return whether there is no violation."""
        return self.breaches == 0


def check_invariants() -> Iterator[Finding]:
    """Check all invariants in order, without writing anything."""
    with connection.cursor() as cursor:
        for rule in INVARIANTS:
            cursor.execute(rule.breaches)
            rows = cursor.fetchall()
            shown = "; ".join(" ".join(map(str, row)) for row in rows[:SHOWN])
            more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
            yield Finding(rule.name, len(rows), shown + more if rows else "no breach")


INVARIANTS = (
    Invariant(
        "counters equal the ledger",
        """
        select s.partner_sku, 'in stock', s.num_in_stock, 'held', s.num_held,
               'allocated', s.num_allocated, 'but the ledger sums to', l.stock, l.held, l.allocated
        from partner_stockrecord s, lateral (
            select coalesce(sum(m.in_stock), 0) as stock, coalesce(sum(m.held), 0) as held,
                   coalesce(sum(m.allocated), 0) as allocated
            from inventory_stockmovement m where m.stock_record_id = s.id) l
        where (s.num_in_stock, s.num_held, s.num_allocated) <> (l.stock, l.held, l.allocated)
        """,
    ),
    Invariant(
        "stock is never oversold",
        """
        select partner_sku, num_in_stock, num_held, num_allocated from partner_stockrecord
        where num_in_stock < num_allocated + num_held
           or least(num_in_stock, num_held, num_allocated) < 0
        """,
    ),
    Invariant(
        "held counters equal held reservations",
        """
        select s.partner_sku, 'held', s.num_held, 'reserved', r.quantity
        from partner_stockrecord s, lateral (
            select coalesce(sum(r.quantity), 0) as quantity from inventory_reservation r
            where r.stock_record_id = s.id and r.state = 'HELD') r
        where s.num_held <> r.quantity
        """,
    ),
    Invariant(
        "only unpaid orders hold stock",
        """
        select o.number, o.status, r.quantity from inventory_reservation r
        join order_order o on o.id = r.order_id
        where r.state = 'HELD' and o.status <> 'PENDING'
        """,
    ),
    *(Invariant(name, breaches) for name, breaches in OF_SOLD_UNITS),
    *(Invariant(name, breaches) for name, breaches in OF_RESERVED_UNITS),
    Invariant(
        "a paid order has one payment of its amount in its currency",
        """
        select o.number, o.total_incl_tax, o.currency, 'gift card', o.gift_card_amount,
               'paid', a.payments, a.amount, a.currency
        from order_order o, lateral (
            select count(*) as payments, sum(amount) as amount, max(currency) as currency
            from payments_paymentattempt where order_id = o.id and state = 'SUCCEEDED') a
        where o.status in ('PAID', 'FULFILLED')
          and (a.payments <> 1
               or (a.amount + o.gift_card_amount, a.currency) <> (o.total_incl_tax, o.currency))
        """,
    ),
    Invariant(
        "no order is paid twice",
        """
        select o.number, count(*), 'payments' from payments_paymentattempt a
        join order_order o on o.id = a.order_id
        where a.state = 'SUCCEEDED' group by o.number having count(*) > 1
        """,
    ),
    Invariant(
        "only paid or refunded orders have been charged",
        """
        select o.number, o.status, a.amount, a.currency from payments_paymentattempt a
        join order_order o on o.id = a.order_id
        where a.state = 'SUCCEEDED'
          and o.status not in ('PAID', 'FULFILLED', 'REFUND_DUE', 'REFUNDED')
        """,
    ),
    Invariant(
        "every order was placed under exactly one idempotency key",
        """
        select o.number, count(a.id), 'keys' from order_order o
        left join payments_paymentattempt a on a.order_id = o.id
        group by o.number having count(a.id) <> 1
        """,
    ),
    Invariant(
        "every order line was licensed for its territory, channel and time",
        """
        select o.number, l.id, coalesce(d.territory, 'no evidence') from order_order o
        join order_line l on l.order_id = o.id
        left join licensing_rightsdecisionlog d
               on d.order_line_id = l.id and d.allowed
        where d.id is null
           or (d.territory, d.channel, d.at) <> (o.ship_to_id, o.channel, o.date_placed)
        """,
    ),
    Invariant(
        "every grant of an order line covers its ship-to, channel and time",
        """
        select o.number, l.id, used.entry from order_order o
        join order_line l on l.order_id = o.id
        join licensing_rightsdecisionlog d on d.order_line_id = l.id
        join licensing_territory t on t.code = d.territory
        cross join lateral jsonb_array_elements_text(d.basis) used(entry)
        left join licensing_grant g
               on used.entry = 'grant:' || g.id and g.territories @> t.number::int
              and g.channels @> array_position(array[
                    'WEB', 'APP', 'API_PARTNER', 'VENUE', 'VILLAGE', 'CLICK_COLLECT',
                    'MARKETPLACE', 'B2B', 'PREMIUM'], d.channel::text)
              and g."window" @> d.at
        where used.entry like 'grant:%' and g.id is null
        """,
    ),
    Invariant(
        "an order has its market's currency",
        """
        select o.number, o.currency, m.code, m.currency from order_order o
        join markets_market m on m.id = o.market_id where o.currency <> m.currency
        """,
    ),
    Invariant(
        "an order's total is the sum of its lines, delivery and gift cards",
        """
        select o.number, o.total_incl_tax, 'lines', l.incl, 'delivery', o.shipping_incl_tax
        from order_order o, lateral (
            select coalesce(sum(line_price_incl_tax), 0) as incl,
                   coalesce(sum(line_price_excl_tax), 0) as excl
            from order_line where order_id = o.id) l
        where (o.total_incl_tax, o.total_excl_tax)
           <> (l.incl + o.shipping_incl_tax + o.cards_bought,
               l.excl + o.shipping_excl_tax + o.cards_bought)
        """,
    ),
    Invariant(
        "an order's discount is the sum of its lines' discounts",
        """
        select o.number, o.discount_incl_tax, 'lines', l.incl, l.excl from order_order o, lateral (
            select coalesce(sum(line_price_before_discounts_incl_tax
                                - line_price_incl_tax), 0) as incl,
                   coalesce(sum(line_price_before_discounts_excl_tax
                                - line_price_excl_tax), 0) as excl
            from order_line where order_id = o.id) l
        where (o.discount_incl_tax, o.discount_excl_tax) <> (l.incl, l.excl)
           or o.voucher_code = '' and l.incl <> 0 and not exists (
               select 1 from order_orderdiscount where order_id = o.id and category = 'Basket')
        """,
    ),
    Invariant(
        "a promotion's discount is the sum of its parts, and no more than the lines' discount",
        """
        select o.number, d.offer_id, d.amount, 'lines', parts.amount from order_orderdiscount d
        join order_order o on o.id = d.order_id, lateral (
            select coalesce(sum(amount), 0) as amount from order_orderlinediscount
            where order_discount_id = d.id) parts
        where d.category = 'Basket' and d.amount <> parts.amount
        union all
        select o.number, l.id, p.amount, 'discount', l.line_price_before_discounts_incl_tax
               - l.line_price_incl_tax
        from order_line l join order_order o on o.id = l.order_id, lateral (
            select coalesce(sum(amount), 0) as amount from order_orderlinediscount
            where line_id = l.id and is_incl_tax) p
        where p.amount > l.line_price_before_discounts_incl_tax - l.line_price_incl_tax
        """,
    ),
    Invariant(
        "promotion uses match unpaid and paid orders, within the budget",
        """
        select b.offer_id, b.uses, b.spent, 'counted', u.uses, u.spent, 'orders', o.orders
        from promotions_promotionbudget b,
        lateral (select count(*) as uses, coalesce(sum(amount), 0) as spent
                 from promotions_promotionuse where offer_id = b.offer_id) u,
        lateral (select count(distinct d.order_id) as orders from order_orderdiscount d
                 join order_order t on t.id = d.order_id
                 where d.offer_id = b.offer_id
                 and t.status in ('PENDING', 'PAID', 'FULFILLED')) o
        where (b.uses, b.spent) <> (u.uses, u.spent) or b.uses <> o.orders
           or b.uses > b.most_uses or b.spent > b.most_amount
        """,
    ),
    Invariant(
        "voucher uses match unpaid and paid orders, within the limit",
        """
        select v.code, v.uses, 'counted', u.uses, 'orders', o.orders from vouchers_voucher v,
        lateral (select count(*) as uses from vouchers_voucheruse where voucher_id = v.id) u,
        lateral (select count(*) as orders from order_order where voucher_code = v.code
                 and status in ('PENDING', 'PAID', 'FULFILLED')) o
        where (v.uses, v.uses) <> (u.uses, o.orders) or v.uses > v.most_uses
        """,
    ),
    Invariant(
        "every paid order has a confirmation, and no other has one",
        """
        select o.number, o.status, c.created_at from order_order o
        left join ordering_outgoingmessage c on c.order_id = o.id and c.kind = 'CONFIRMATION'
        where o.status in ('PAID', 'FULFILLED') and c.order_id is null
           or o.status in ('PENDING', 'EXPIRED', 'CANCELLED') and c.order_id is not null
        """,
    ),
    Invariant(
        "every paid line has one accrual for each agreement it was sold under",
        """
        select distinct o.number, l.id, 'agreement', g.agreement_id from order_order o
        join order_line l on l.order_id = o.id
        join licensing_rightsdecisionlog d on d.order_line_id = l.id
        cross join lateral jsonb_array_elements_text(d.basis) used(entry)
        join licensing_grant g on used.entry = 'grant:' || g.id
        left join royalties_royaltyaccrual a
               on a.order_line_id = l.id and a.agreement_id = g.agreement_id and a.kind = 'SALE'
        where o.status in ('PAID', 'FULFILLED') and a.id is null
        """,
    ),
    Invariant(
        "the royalties of a refunded order are reversed, to the cent",
        """
        select o.number, a.order_line_id, a.agreement_id, sum(a.earned) from order_order o
        join order_line l on l.order_id = o.id
        join royalties_royaltyaccrual a on a.order_line_id = l.id
        where o.status = 'REFUNDED'
        group by o.number, a.order_line_id, a.agreement_id
        having sum(a.earned) <> 0 or sum(a.net) <> 0
        """,
    ),
    Invariant(
        "no person has more units of a limited article than allowed",
        """
        select c.product_id, c.kind, 'counted', c.units, 'in orders', o.units, 'limit', o.limit
        from ordering_personcount c, lateral (
            select coalesce(sum(u.units), 0) as units, coalesce(max(u.limit), c.units) as limit
            from ordering_countedunits u
            where (u.product_id, u.kind, u.person) = (c.product_id, c.kind, c.person)) o
        where c.units <> o.units or c.units > o.limit
        """,
    ),
    Invariant(
        "only unpaid and paid orders count for a person",
        """
        select distinct o.number, o.status from ordering_countedunits u
        join order_order o on o.id = u.order_id
        where o.status not in ('PENDING', 'PAID', 'FULFILLED')
        """,
    ),
    Invariant(
        "every journal sums to zero",
        """
        select j.key, sum(e.amount), count(e.id)
        from ledger_journal j left join ledger_entry e on e.journal_id = j.id
        group by j.id having coalesce(sum(e.amount), 1) <> 0 or count(e.id) < 2
        """,
    ),
    Invariant(
        "the ledger has all payments and refunds",
        """
        select o.number, o.status, 'paid', p.amount, 'gift card', o.gift_card_amount,
               'in the books', b.charged, b.redeemed, b.refunded, b.returned, b.owed, b.unrefunded
        from payments_paymentattempt p
        join order_order o on o.id = p.order_id
        cross join lateral (
            select coalesce(sum(e.amount) filter (where e.account = 'STRIPE'
                       and j.kind in ('CHARGE', 'LATE_CHARGE')), 0) as charged,
                   coalesce(sum(e.amount) filter (where e.account = 'STRIPE'
                       and j.kind in ('REFUND', 'REFUND_FAILED')), 0) as refunded,
                   coalesce(sum(e.amount) filter (where e.account = 'GIFT_CARDS'
                       and j.kind in ('CHARGE', 'LATE_CHARGE') and e.amount > 0), 0) as redeemed,
                   coalesce(sum(e.amount) filter (where e.account = 'GIFT_CARDS'
                       and j.kind = 'CHARGE' and e.amount < 0), 0) as issued,
                   coalesce(sum(e.amount) filter (where e.account = 'GIFT_CARDS'
                       and j.kind = 'REFUND'), 0) as returned,
                   bool_or(j.kind = 'CHARGE') as sold,
                   coalesce(sum(e.amount) filter (where e.account = 'OWED'), 0) as owed,
                   coalesce(sum(e.amount) filter (where e.account = 'UNREFUNDED'), 0) as unrefunded
            from ledger_journal j join ledger_entry e on e.journal_id = j.id
            where j.order_id = o.id) b
        cross join lateral (
            select case when p.currency in (WHOLE_UNITS) then 1 else 100 end as minor) u
        cross join lateral (
            select coalesce(sum(amount - gift_card_amount) filter (where state = 'DUE'), 0)
                       * u.minor as due,
                   coalesce(sum(amount - gift_card_amount) filter (where state = 'SENT'), 0)
                       * u.minor as sent,
                   coalesce(sum(gift_card_amount) filter (where not given), 0)
                       * u.minor as due_to_gift_card,
                   coalesce(sum(gift_card_amount) filter (where given), 0)
                       * u.minor as sent_to_gift_card
            from (select f.*, f.state <> 'DUE' or exists (
                      select from payments_refundfailure where refund_id = f.id) as given
                  from payments_refund f where f.attempt_id = p.id) f) r
        cross join lateral (
            select coalesce(sum(amount) filter (where settlement = ''), 0) * u.minor as open,
                   coalesce(sum(amount) filter (where settlement in ('TRANSFER', 'DISPUTE')), 0)
                       * u.minor as settled,
                   count(*) filter (where refund_id is null) > 0 as whole,
                   count(*) filter (where refund_id is null and settlement = '') > 0 as whole_open
            from payments_refundfailure where attempt_id = p.id) f
        cross join lateral (
            select case when o.status = 'REFUNDED' or f.whole_open
                        then b.charged - r.due - f.open - f.settled else r.sent end as gone,
                   case when o.status = 'REFUNDED' or f.whole then b.redeemed - r.due_to_gift_card
                        else r.sent_to_gift_card end as gone_to_gift_card) g
        where p.state = 'SUCCEEDED' and (
            b.charged <> p.amount * u.minor
            or b.redeemed <> case when b.sold then o.gift_card_amount * u.minor else 0 end
            or b.issued <> case when b.sold then -o.cards_bought * u.minor else 0 end
            or (b.refunded, b.returned) <> (-g.gone, -g.gone_to_gift_card)
            or b.unrefunded <> -f.open
            or b.owed <> case
                when o.status = 'REFUND_DUE' then g.gone + g.gone_to_gift_card + f.open + f.settled
                    - b.charged - b.redeemed
                else -r.due - r.due_to_gift_card end)
        """.replace("WHOLE_UNITS", WHOLE_UNITS),
    ),
    *(Invariant(name, breaches) for name, breaches in OF_GIFT_CARDS),
    *(Invariant(name, breaches) for name, breaches in OF_REFUNDS),
    *(Invariant(name, breaches) for name, breaches in OF_RETURNS),
    *(Invariant(name, breaches) for name, breaches in OF_CHANGES),
    *(Invariant(name, breaches) for name, breaches in OF_INVOICES),
    *(Invariant(name, breaches) for name, breaches in OF_WHOLES),
)
