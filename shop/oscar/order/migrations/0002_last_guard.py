"""The last guard: the database refuses an order line whose article may not be sold there, so, now.

Written over the base tables alone; it shares nothing with the gate nor with what lists filter by,
so that a mistake there is stopped here. It asks the coarse truth: what the gate allows, it allows.
An order keeps since when a denial undoes it (`denied_at`).
"""

from django.db import migrations, models

GUARD = """
    create function order_channel_number(code text) returns int language sql immutable
        return array_position(array['WEB', 'APP', 'API_PARTNER', 'VENUE', 'VILLAGE',
            'CLICK_COLLECT', 'MARKETPLACE', 'B2B', 'PREMIUM'], code);

    create function order_refusal(article bigint, ship_to text, sold_by text) returns text
    language plpgsql stable as $$
    declare
        now_at timestamptz := clock_timestamp();
        place licensing_territory;
        channel int := order_channel_number(sold_by);
        top record;
        mark record;
    begin
        select * into place from licensing_territory where code = ship_to;
        if place.code is null or not place.served and not exists (
            select from licensing_subterritory s
            where s.served and ship_to in (s.territory_id, s.acts_as_id)
        ) then
            return 'NOT_SERVED';
        end if;
        if channel is null then return 'CHANNEL_NOT_GRANTED'; end if;

        select p.id, p.is_public, p.unmarked, v.id as version, c.number as category,
               l.id as licensee, l.status, l.audit_valid_until, l.insurance_valid_until
        into top
        from catalogue_product one
        join catalogue_product p on p.id = coalesce(one.parent_id, one.id)
        left join licensing_rightsprofile r on r.id = p.rights_profile_id
        left join licensing_licensee l on l.id = coalesce(p.licensee_id, r.licensee_id)
        left join licensing_productcategory c on c.id = coalesce(p.rights_category_id, r.category_id)
        left join catalogue_productversion v on v.product_id = p.id and v.status = 'RELEASED'
        where one.id = article;
        if top.id is null or not top.is_public or top.version is null then
            return 'NOT_PUBLISHED';
        end if;
        if top.status is distinct from 'active' then return 'LICENSEE_SUSPENDED'; end if;
        if least(top.audit_valid_until, top.insurance_valid_until) <= now_at then
            return 'AUDIT_LAPSED';
        end if;
        if exists (
            select from licensing_holdback h
            where h."window" @> now_at
              and h.territories @> place.number::int and h.channels @> channel
              and (h.product_id is null or h.product_id = top.id)
              and (h.licensee_id is null or h.licensee_id = top.licensee)
              and (h.category_id is null or exists (
                    select from licensing_productcategory c
                    where c.id = h.category_id and c.number = top.category))
              and (h.property_id is null or exists (
                    select from catalogue_productrights m
                    where m.version_id = top.version and m.property_id = h.property_id))
        ) then
            return 'HOLDBACK';
        end if;
        if exists (
            select from catalogue_embargo e
            where e.lifts_at > now_at
              and (e.product_id = top.id or e.property_id in (
                    select property_id from catalogue_productrights
                    where version_id = top.version))
        ) then
            return 'EMBARGOED';
        end if;
        if not exists (
            select from licensing_storemandate s
            where s."window" @> now_at
              and s.territories @> place.number::int and s.channels @> channel
        ) then
            return 'STORE_MANDATE';
        end if;
        if top.unmarked then return null; end if;
        if not exists (select from catalogue_productrights where version_id = top.version) then
            return 'NO_PROPERTY';
        end if;

        for mark in
            select m.id, q.number, a.licensor_id
            from catalogue_productrights m
            join licensing_property q on q.id = m.property_id
            join licensing_agreement a on a.id = m.agreement_id
            where m.version_id = top.version
        loop
            if not exists (
                with recursive heirs(id) as (
                    select mark.licensor_id
                    union
                    select h.successor_id from licensing_rightsholder h join heirs on h.id = heirs.id
                    where h.successor_id is not null
                )
                select from catalogue_approval p
                left join licensing_territorysetversion t on t.id = p.territory_set_version_id
                where p.version_id = top.version and p.holder_id in (select id from heirs)
                  and p.stage = 'RELEASE' and p.verdict = 'APPROVED' and p.decided_at <= now_at
                  and (p.expires_at is null or p.expires_at > now_at)
                  and (p.withdrawn_at is null or p.withdrawn_at > now_at)
                  and (t.id is null or t.territories @> place.number::int)
            ) then
                return 'NOT_APPROVED';
            end if;
            if not exists (
                select from licensing_grant g
                join licensing_agreement a on a.id = g.agreement_id
                where a.licensee_id = top.licensee
                  and a.status in ('ACTIVE', 'REVOKED')
                  and (a.suspended_from is null or a.suspended_from > now_at)
                  and (a.revoked_from is null or a.revoked_from > now_at)
                  and g.properties @> mark.number::int and g.categories @> top.category::int
                  and g.channels @> channel
                  and (
                    g.territories @> place.number::int
                    or g.eea_passive_sales and place.in_eea and exists (
                        select from licensing_territory e
                        where e.in_eea and g.territories @> e.number::int
                    ) and not exists (
                        select from licensing_rightspolicy where not eea_passive_sales)
                  )
                  and (
                    g."window" @> now_at and a.term @> now_at
                    or a.sell_off_days > 0 and upper(a.term) <= now_at
                       and now_at < upper(a.term) + a.sell_off_days * interval '1 day'
                  )
            ) then
                return 'NO_GRANT';
            end if;
        end loop;
        return null;
    end $$;

    create function order_guard_line() returns trigger language plpgsql as $$
    declare
        sold order_order;
        refusal text;
    begin
        if tg_op = 'UPDATE' and (new.product_id, new.order_id) is not distinct from
                (old.product_id, old.order_id) then
            return new;
        end if;
        select * into sold from order_order where id = new.order_id;
        refusal := order_refusal(new.product_id, sold.ship_to_id, sold.channel);
        if refusal is not null then
            raise exception 'article % may not be sold to % by %',
                    new.product_id, sold.ship_to_id, sold.channel
                using errcode = 'check_violation', constraint = 'an_order_line_is_licensed',
                      detail = refusal;
        end if;
        return new;
    end $$;
    create trigger an_order_line_is_licensed before insert or update of product_id, order_id
        on order_line for each row execute function order_guard_line();

    create function order_guard_ship_to() returns trigger language plpgsql as $$
    declare
        refusal text;
    begin
        if (new.ship_to_id, new.channel) is not distinct from (old.ship_to_id, old.channel) then
            return new;
        end if;
        select order_refusal(product_id, new.ship_to_id, new.channel) into refusal
        from order_line
        where order_id = new.id
          and order_refusal(product_id, new.ship_to_id, new.channel) is not null
        limit 1;
        if refusal is not null then
            raise exception 'order % may not go to % by %', new.number, new.ship_to_id, new.channel
                using errcode = 'check_violation', constraint = 'an_order_line_is_licensed',
                      detail = refusal;
        end if;
        return new;
    end $$;
    create trigger an_order_goes_where_its_lines_may before update of ship_to_id, channel
        on order_order for each row execute function order_guard_ship_to();
"""
NO_GUARD = """
    drop trigger an_order_goes_where_its_lines_may on order_order;
    drop function order_guard_ship_to();
    drop trigger an_order_line_is_licensed on order_line;
    drop function order_guard_line();
    drop function order_refusal(bigint, text, text);
    drop function order_channel_number(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0001_initial"),
        ("catalogue", "0003_compliance_and_labels"),
        ("licensing", "0006_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="denied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
