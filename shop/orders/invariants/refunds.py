"""Invariants of refunds: names, and queries that return violations."""

OF_REFUNDS = (
    (
        "refunds are counted on the order and its lines",
        """
        select o.number, o.refunded_incl_tax, 'refunds', r.amount, 'units', l.counted, r.units
        from order_order o, lateral (
            select coalesce(sum(distinct_refunds.amount), 0) as amount, (
                select coalesce(sum(f.units), 0) from payments_refundedline f
                join order_line on order_line.id = f.order_line_id
                where order_line.order_id = o.id) as units
            from (select r.amount from payments_refund r
                  join payments_paymentattempt a on a.id = r.attempt_id
                  where a.order_id = o.id) distinct_refunds) r,
        lateral (select coalesce(sum(refunded_units), 0) as counted
                 from order_line where order_id = o.id) l
        where (o.refunded_incl_tax, l.counted) <> (r.amount, r.units)
        """,
    ),
    (
        "an order whose refunds reach its total is refunded",
        """
        select number, status, refunded_incl_tax, total_incl_tax from order_order o
        where status in ('PAID', 'FULFILLED') and refunded_incl_tax > 0
          and refunded_incl_tax = total_incl_tax
          and not (snapshot ? 'exchange' and exists (
              select from order_line l where l.order_id = o.id
                and l.line_price_incl_tax = 0 and l.refunded_units < l.quantity))
        """,
    ),
    (
        "a refund of units reverses their royalties, to the cent",
        """
        select o.number, a.order_line_id, a.agreement_id, sum(a.net), 'left of', l.excl
        from order_order o
        join lateral (
            select id, line_price_excl_tax - coalesce((select sum(f.excl)
                from payments_refundedline f where f.order_line_id = order_line.id), 0) as excl
            from order_line where order_id = o.id) l on true
        join royalties_royaltyaccrual a on a.order_line_id = l.id
        where o.status in ('PAID', 'FULFILLED')
        group by o.number, a.order_line_id, a.agreement_id, l.excl having sum(a.net) <> l.excl
        """,
    ),
    (
        "no refund is overdue by more than a day",
        """
        select o.number, a.amount, a.currency from order_order o
        join payments_paymentattempt a on a.order_id = o.id and a.state = 'SUCCEEDED'
        where o.status = 'REFUND_DUE' and a.settled_at < now() - interval '1 day'
          and o.date_placed < now() - interval '1 day'
          and exists (select from ledger_journal j where j.order_id = o.id
                      and j.kind in ('LATE_CHARGE', 'REFUND_AGREED')
                      and j.written_at < now() - interval '1 day')
          and not exists (select from payments_refundfailure f
                          where f.attempt_id = a.id and f.refund_id is null)
          and not exists (select from payments_refund f where f.attempt_id = a.id
                          and f.state in ('DUE', 'FAILED'))
        union all
        select o.number, f.amount, a.currency from payments_refund f
        join payments_paymentattempt a on a.id = f.attempt_id
        join order_order o on o.id = a.order_id
        where f.state = 'DUE' and f.created_at < now() - interval '1 day'
        """,
    ),
)
