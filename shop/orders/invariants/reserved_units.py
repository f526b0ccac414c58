"""Invariants of reserved, announced and shipped units: names, and queries of violations."""

OF_RESERVED_UNITS = (
    (
        "an unpaid or paid order reserves the units of its lines",
        """
        select o.number, o.status, l.product_id, 'ordered', l.quantity, 'reserved', r.quantity
        from order_order o
        join lateral (
            select product_id, sum(quantity - coalesce((
                select sum(units) from payments_refundedline p
                where p.order_line_id = order_line.id and p.released), 0)) as quantity
            from order_line where order_id = o.id group by product_id) l on true
        join lateral (
            select coalesce(sum(r.quantity), 0) as quantity from inventory_reservation r
            join partner_stockrecord s on s.id = r.stock_record_id
            where r.order_id = o.id and s.product_id = l.product_id
              and r.state = case o.status when 'PENDING' then 'HELD' else 'SOLD' end) r on true
        where o.status in ('PENDING', 'PAID', 'FULFILLED') and r.quantity <> l.quantity
        """,
    ),
    (
        "orders reserve only articles of their lines",
        """
        select o.number, r.state, r.quantity from inventory_reservation r
        join order_order o on o.id = r.order_id
        join partner_stockrecord s on s.id = r.stock_record_id
        where o.status in ('PENDING', 'PAID', 'FULFILLED') and r.state <> 'RELEASED'
          and not exists (select from order_line l
                          where l.order_id = o.id and l.product_id = s.product_id)
        """,
    ),
    (
        "only pre-orders take announced units, and none that ship later than promised",
        """
        select o.number, l.id, 'promised', l.ships_on, 'reserved of', s.ships_on
        from inventory_reservation r
        join order_order o on o.id = r.order_id
        join partner_stockrecord s on s.id = r.stock_record_id
        join order_line l on l.order_id = o.id and l.product_id = s.product_id
        where r.state <> 'RELEASED' and s.ships_on is not null
          and (s.arrived_at is null or s.arrived_at > r.created_at)
          and (l.ships_on is null or l.ships_on < s.ships_on)
        """,
    ),
    (
        "units that left the warehouse are in a shipment",
        """
        select o.number, 'in parcels', p.units, 'left', m.units from order_order o,
        lateral (
            select coalesce(sum(s.units), 0) as units from fulfillment_shipmentline s
            join order_line l on l.id = s.order_line_id where l.order_id = o.id) p,
        lateral (
            select -coalesce(sum(m.in_stock), 0) as units from inventory_stockmovement m
            join inventory_reservation r on r.id = m.reservation_id
            where m.kind = 'SHIPPED' and r.order_id = o.id) m
        where p.units <> m.units
        """,
    ),
    (
        "an order is fulfilled when all its lines are shipped",
        """
        select o.number, o.status, l.upc from order_order o
        join order_line l on l.order_id = o.id and l.refunded_units < l.quantity
        where o.status = 'FULFILLED'
          and exists (select from fulfillment_shipment s where s.order_id = o.id)
          and not exists (select from fulfillment_shipmentline s where s.order_line_id = l.id)
        """,
    ),
)
