"""Invariants of packing, tracking and changes of orders: names, and queries of violations."""

OF_CHANGES = (
    (
        "what was shipped was packed",
        """
        select o.number, l.upc from fulfillment_shipmentline s
        join order_line l on l.id = s.order_line_id
        join order_order o on o.id = l.order_id
        where l.packing_since is null
        """,
    ),
    (
        "a parcel is delivered when its last delivery says so",
        """
        select s.tracking_number, t.delivered_at, e.delivered_at
        from fulfillment_parceltracking t
        join fulfillment_shipment s on s.id = t.shipment_id
        cross join lateral (
            select max(occurred_at) as delivered_at from fulfillment_trackingevent
            where shipment_id = t.shipment_id and kind = 'DELIVERED') e
        where t.delivered_at is distinct from e.delivered_at
        """,
    ),
    (
        "an order that was cancelled as a whole is refunded as a whole",
        """
        select o.number, o.status, o.refunded_incl_tax, o.total_incl_tax from order_order o
        where exists (select from ordering_domainevent e where e.subject = o.number
                      and e.name = 'order.items_cancelled' and (e.data ->> 'whole')::boolean)
          and (o.status not in ('REFUND_DUE', 'REFUNDED')
               or o.refunded_incl_tax <> o.total_incl_tax)
        """,
    ),
    (
        "units that were cancelled before packing stop counting",
        """
        select o.number, l.upc, 'cancelled', c.units, 'uncounted', l.uncounted_units
        from order_line l join order_order o on o.id = l.order_id
        cross join lateral (
            select coalesce(sum((e.data -> 'units' ->> l.upc)::int), 0) as units
            from ordering_domainevent e
            where e.subject = o.number and e.name = 'order.items_cancelled'
              and (e.data ->> 'amount')::numeric > 0) c
        where l.uncounted_units < c.units
        """,
    ),
    (
        "an order is sent to the address of its last change",
        """
        select o.number, o.shipping_address_id, c.new_address_id from order_order o
        join lateral (
            select new_address_id from ordering_deliverychange where order_id = o.id
            order by id desc limit 1) c on true
        where o.shipping_address_id is distinct from c.new_address_id
        """,
    ),
)
