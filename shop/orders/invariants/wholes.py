"""Invariants of wholes and their parts: names, and queries that return violations."""

OF_WHOLES = (
    (
        "an order of which nothing is left to send is not open",
        """
        select o.number, o.status from order_order o
        where o.status = 'PAID'
          and exists (select from fulfillment_shipment s where s.order_id = o.id)
          and not exists (
              select from order_line l where l.order_id = o.id and l.refunded_units < l.quantity
                and not exists (select from fulfillment_shipmentline s
                                where s.order_line_id = l.id))
          and not exists (select from ordering_heldorder h
                          where h.order_id = o.id and h.decision = '')
        """,
    ),
    (
        "a return whose lines are all refunded has ended",
        """
        select r.number, r.state from returns_returncase r
        where r.ended_at is null
          and exists (select from returns_returnline where case_id = r.id)
          and not exists (select from returns_returnline where case_id = r.id and refund_id is null)
        """,
    ),
    (
        "the parts of a refunded order are its price",
        """
        select o.number, o.status, o.refunded_incl_tax, o.total_incl_tax from order_order o
        where o.status in ('REFUND_DUE', 'REFUNDED')
          and o.refunded_incl_tax <> o.total_incl_tax
          and not exists (select from ledger_journal j where j.order_id = o.id
                          and (j.kind = 'LATE_CHARGE'
                               or j.kind = 'REFUND_AGREED' and not exists (
                                   select from payments_refund f
                                   where j.key = 'refund-agreed:' || f.public_id)))
        """,
    ),
)
