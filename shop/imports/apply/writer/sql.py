"""SQL of a batch: every statement reads the temporary table `writing` and gives one table its part.

Values are texts in the template's written form; `direct` holds those that go live at once.
"""

TABLE = """
    create temporary table if not exists writing (
        plan_id bigint, product_id bigint, sku text, parent_sku text, is_new boolean,
        direct jsonb, prices jsonb, units jsonb, content jsonb, content_hash text,
        offered boolean, profile_id bigint, class_id bigint, shelf_id bigint, marks jsonb,
        sets_kind boolean, version_id bigint
    ) on commit delete rows
"""
EMPTY = "truncate writing"
FILL = """
    copy writing (plan_id, product_id, sku, parent_sku, is_new, direct, prices, units, content,
        content_hash, offered, profile_id, class_id, shelf_id, marks, sets_kind) from stdin
"""
REMEMBER = """
    with found as (
        update writing w set product_id = p.id from catalogue_product p
        where w.is_new and p.upc = w.sku returning w.plan_id, w.product_id
    )
    update sourcing_planrow r set product_id = found.product_id from found
    where r.id = found.plan_id
"""
UPDATE_KINDS = """
    update catalogue_product p set rights_profile_id = w.profile_id, product_class_id = w.class_id
    from writing w where p.id = w.product_id and w.sets_kind and not w.is_new
"""
UPDATE_OFFERS = """
    update catalogue_product p set is_public = w.offered
    from writing w where p.id = w.product_id and w.offered is not null and not w.is_new
"""
PLACE = """
    insert into catalogue_productcategory (product_id, category_id)
    select product_id, shelf_id from writing where is_new and shelf_id is not null
"""

# A change makes a new version; a draft that nobody was asked about gives way to it.
DRAFTS_GIVE_WAY = """
    update catalogue_productversion v set status = 'SUPERSEDED' from writing w
    where v.product_id = w.product_id and w.content is not null and v.status = 'DRAFT'
"""
INSERT_VERSIONS = """
    with made as (
        insert into catalogue_productversion
            (product_id, number, content_hash, content, status, created_by_id)
        select w.product_id,
            1 + coalesce((select max(number) from catalogue_productversion
                where product_id = w.product_id), 0),
            w.content_hash, w.content, 'DRAFT', %s
        from writing w where w.content is not null
        returning id, product_id
    ), known as (
        update writing w set version_id = made.id from made where made.product_id = w.product_id
        returning w.plan_id, w.version_id
    )
    update sourcing_planrow r set version_id = known.version_id from known
    where r.id = known.plan_id
"""
INSERT_MARKS = """
    insert into catalogue_productrights (version_id, property_id, agreement_id, created_by_id)
    select w.version_id, (pair->>0)::bigint, (pair->>1)::bigint, %s
    from writing w cross join jsonb_array_elements(w.marks) as pair
    where w.version_id is not null
"""

_PRICED = """
    (
        select w.product_id, market.id as market_id, amount, w.is_new
        from writing w cross join jsonb_each_text(w.prices) as said(code, amount)
        join markets_market market on market.code = said.code
    ) said
"""
PRICES_GIVE_WAY = f"""
    delete from pricing_marketprice price using {_PRICED}
    where price.product_id = said.product_id and price.market_id = said.market_id
        and not said.is_new and lower(price.valid) >= %s
"""  # noqa: S608  our own words
PRICES_END = f"""
    update pricing_marketprice price set valid = tstzrange(lower(price.valid), %s) from {_PRICED}
    where price.product_id = said.product_id and price.market_id = said.market_id
        and not said.is_new and price.valid @> %s::timestamptz
"""  # noqa: S608  as above
PRICES_BEGIN = f"""
    insert into pricing_marketprice (product_id, market_id, amount, valid)
    select product_id, market_id, amount::numeric, tstzrange(%s, null) from {_PRICED}
    where amount <> ''
"""  # noqa: S608  as above

_COUNTED = """
    (
        select w.plan_id, w.sku, w.product_id, place.id as location_id, units.location,
            (pair->>1)::int as counted, (pair->>1)::int - (pair->>0)::int as difference
        from writing w cross join jsonb_each(w.units) as units(location, pair)
        join inventory_location place on lower(place.code) = units.location
    ) said
"""
# In the order in which orders lock them, so that a batch and a checkout never wait for each other.
STOCK_LOCKED = """
    select record.id from partner_stockrecord record
    where record.partner_id = %s
        and record.product_id in (select product_id from writing where units is not null)
    order by record.id for update
"""
STOCK_OPENED = f"""
    with opened as (
        insert into partner_stockrecord (product_id, partner_id, partner_sku, price_currency,
            location_id, num_in_stock, num_allocated, num_held, cell, date_created, date_updated)
        select said.product_id, %s, said.sku, 'EUR', said.location_id, said.counted, 0, 0, 0,
            now(), now()
        from {_COUNTED}
        where not exists (
            select 1 from partner_stockrecord record
            where record.product_id = said.product_id and record.partner_id = %s
                and record.location_id = said.location_id and record.ships_on is null
        )
        returning id, product_id, location_id, num_in_stock
    ), gone as (
        update writing w set units = w.units - booked.locations
        from (
            select opened.product_id, array_agg(lower(place.code)) as locations
            from opened join inventory_location place on place.id = opened.location_id
            group by opened.product_id
        ) booked where booked.product_id = w.product_id
    )
    insert into inventory_stockmovement
        (stock_record_id, kind, in_stock, held, allocated, reason, by_id)
    select id, 'RECEIVED', num_in_stock, 0, 0, %s, %s from opened where num_in_stock > 0
"""  # noqa: S608  as above
# The condition of the update is the guard: what is promised stays covered.
STOCK_MOVED = f"""
    with moved as (
        update partner_stockrecord record
        set num_in_stock = record.num_in_stock + said.difference, date_updated = now()
        from {_COUNTED}
        where record.product_id = said.product_id and record.partner_id = %s
            and record.location_id = said.location_id and record.ships_on is null
            and said.difference <> 0
            and record.num_in_stock + said.difference >= record.num_allocated + record.num_held
        returning record.id, said.difference, said.plan_id, said.location
    ), gone as (
        update writing w set units = w.units - booked.locations
        from (
            select plan_id, array_agg(location) as locations from moved group by plan_id
        ) booked where booked.plan_id = w.plan_id
    )
    insert into inventory_stockmovement
        (stock_record_id, kind, in_stock, held, allocated, reason, by_id)
    select id, 'ADJUSTED', difference, 0, 0, %s, %s from moved
"""  # noqa: S608  as above
STOCK_REFUSED = f"""
    select said.plan_id, said.sku, said.location from {_COUNTED}
    join partner_stockrecord record on record.product_id = said.product_id
        and record.location_id = said.location_id and record.ships_on is null
    where record.partner_id = %s and said.difference <> 0
        and record.num_in_stock + said.difference < record.num_allocated + record.num_held
"""  # noqa: S608  as above
