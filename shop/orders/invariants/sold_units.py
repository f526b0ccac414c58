"""Invariants of sold units until they are shipped: names, and queries that return violations."""

OF_SOLD_UNITS = (
    (
        "sold counters equal sold reservations that have not left",
        """
        select s.partner_sku, 'sold', s.num_allocated, 'reserved', r.quantity, 'left', m.units
        from partner_stockrecord s, lateral (
            select coalesce(sum(r.quantity), 0) as quantity from inventory_reservation r
            where r.stock_record_id = s.id and r.state = 'SOLD') r, lateral (
            select -coalesce(sum(m.allocated), 0) as units from inventory_reservation r
            join inventory_stockmovement m on m.reservation_id = r.id and m.kind = 'SHIPPED'
            where r.stock_record_id = s.id and r.state = 'SOLD') m
        where s.num_allocated <> r.quantity - m.units
        """,
    ),
    (
        "only paid orders have sold stock",
        """
        select o.number, o.status, r.quantity from inventory_reservation r
        join order_order o on o.id = r.order_id
        where r.state = 'SOLD' and o.status not in ('PAID', 'FULFILLED')
        """,
    ),
)
