"""Invariants of returns: names, and queries that return violations."""

OF_RETURNS = (
    (
        "no more units come back than left the warehouse",
        """
        select o.number, s.partner_sku, 'sent', m.sent, 'returned', m.returned
        from inventory_reservation r
        join order_order o on o.id = r.order_id
        join partner_stockrecord s on s.id = r.stock_record_id,
        lateral (
            select -coalesce(sum(in_stock) filter (where kind = 'SHIPPED'), 0) as sent,
                   coalesce(sum(in_stock) filter (where kind = 'RETURNED'), 0) as returned
            from inventory_stockmovement where reservation_id = r.id) m
        where m.returned > m.sent
        """,
    ),
    (
        "inspected units are in the stock ledger",
        """
        select o.number, 'inspected', i.units, 'returned', m.units from order_order o,
        lateral (
            select coalesce(sum(u.units), 0) as units from returns_inspectedunits u
            join returns_returnline l on l.id = u.line_id
            join order_line p on p.id = l.order_line_id
            where p.order_id = o.id and u.treatment <> 'NONE' and p.product_id is not null) i,
        lateral (
            select coalesce(sum(m.in_stock), 0) as units from inventory_stockmovement m
            join inventory_reservation r on r.id = m.reservation_id
            where m.kind = 'RETURNED' and r.order_id = o.id) m
        where i.units <> m.units
        """,
    ),
    (
        "claimed units are those of returns that stand",
        """
        select o.number, p.id, 'claimed', coalesce(c.claimed, 0), 'in returns', l.units,
               'bought', p.quantity
        from order_line p
        join order_order o on o.id = p.order_id
        left join returns_claimedunits c on c.order_line_id = p.id
        cross join lateral (
            select coalesce(sum(l.units - l.missing), 0) as units from returns_returnline l
            join returns_returncase r on r.id = l.case_id
            where l.order_line_id = p.id
              and (r.state not in ('REJECTED', 'CANCELLED') or l.refund_id is not null)) l
        where coalesce(c.claimed, 0) <> l.units or l.units > p.quantity
           or c.bought <> p.quantity
        """,
    ),
    (
        "a refunded return has refunded its units, and no other has",
        """
        select r.number, r.state, l.refund_id, l.units, coalesce(f.units, 0)
        from returns_returncase r
        join lateral (
            select refund_id, sum(units - missing) as units from returns_returnline
            where case_id = r.id group by refund_id) l on true
        left join lateral (
            select sum(units) as units from payments_refundedline
            where refund_id = l.refund_id) f on true
        where (r.state = 'REFUNDED' or l.refund_id is not null)
          and coalesce(f.units, 0) <> l.units
        """,
    ),
    (
        "a line gives back at most what was paid for it",
        """
        select o.number, l.id, l.line_price_incl_tax, f.incl, l.line_price_excl_tax, f.excl
        from order_line l
        join order_order o on o.id = l.order_id
        cross join lateral (
            select coalesce(sum(incl), 0) as incl, coalesce(sum(excl), 0) as excl
            from payments_refundedline where order_line_id = l.id) f
        where f.incl > l.line_price_incl_tax or f.excl > l.line_price_excl_tax
        """,
    ),
    (
        "a replacement costs the agreed difference and leaves after its return has ended",
        """
        select r.number, r.state, o.number, o.total_incl_tax, l.surcharge
        from returns_returncase r
        join order_order o on o.id = r.replacement_id
        cross join lateral (
            select coalesce(sum(surcharge), 0) as surcharge from returns_returnline
            where case_id = r.id) l
        where o.total_incl_tax <> l.surcharge
           or (o.snapshot ? 'exchange') <> (o.total_incl_tax > 0)
           or r.ended_at is null and exists (
               select from fulfillment_shipment s where s.order_id = o.id)
           or r.state = 'REPLACED' and o.status in ('PENDING', 'EXPIRED', 'CANCELLED')
        """,
    ),
    (
        "a replaced return has refunded what the cheaper article costs less, and no other has",
        """
        select r.number, r.state, 'less', l.reduction, 'refunded', f.amount
        from returns_returncase r
        cross join lateral (
            select coalesce(sum(reduction), 0) as reduction from returns_returnline
            where case_id = r.id) l
        cross join lateral (
            select coalesce(sum(amount), 0) as amount from (
                select id, amount from payments_refund where key = 'exchange:' || r.public_id
                union
                select f.id, f.amount from returns_differencerefund d
                join returns_returnline l on l.id = d.line_id
                join payments_refund f on f.id = d.refund_id
                where l.case_id = r.id and starts_with(f.key, 'exchange:')) refunds) f
        where f.amount <> case when r.state = 'REPLACED' then l.reduction else 0 end
        """,
    ),
    (
        "the difference of an exchange that has ended otherwise is not kept",
        """
        select r.number, r.state, o.number, o.status, o.refunded_incl_tax
        from returns_returncase r
        join order_order o on o.id = r.replacement_id
        where o.snapshot ? 'exchange' and r.state in ('REFUNDED', 'REJECTED', 'CANCELLED')
          and o.status in ('PAID', 'FULFILLED')
          and not exists (select from payments_dispute d
                          join payments_paymentattempt a on a.id = d.attempt_id
                          where a.order_id = o.id)
        """,
    ),
)
