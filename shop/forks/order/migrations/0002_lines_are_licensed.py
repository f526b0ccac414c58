"""The last guard of the license: an order line that no grant covers cannot be written.

Reads the agreements themselves, not what lists or decisions make of them, so that an error there
does not reach a sale. It is coarser than the gate: what it refuses, no rule would allow.
"""

from django.db import migrations

GUARD = """
    create function order_refuse_line(code text) returns void language plpgsql as $$
    begin
        raise exception 'an order line is not licensed: %', code
            using errcode = 'check_violation', constraint = 'an_order_line_is_licensed';
    end $$;

    create function order_guard_line() returns trigger language plpgsql as $$
    declare
        instant timestamptz := clock_timestamp();
        sale record;
        goods record;
        place record;
        released bigint;
        mark record;
    begin
        select ship_to_id, array_position(
                array['WEB', 'APP', 'API_PARTNER', 'VENUE', 'VILLAGE', 'CLICK_COLLECT',
                      'MARKETPLACE', 'B2B', 'PREMIUM'], channel::text
            ) as channel
            into sale from order_order where id = new.order_id;
        select top.id, top.is_public, top.unmarked, top.licensee_id, category.number as category,
                top.rights_category_id
            into goods
            from catalogue_product article
            join catalogue_product top on top.id = coalesce(article.parent_id, article.id)
            left join licensing_productcategory category on category.id = top.rights_category_id
            where article.id = new.product_id;
        select * into place from licensing_territory where code = sale.ship_to_id;
        if place.code is null or not place.served or place.sanction_policy = 'full' then
            perform order_refuse_line('NOT_SERVED');
        end if;
        select id into released from catalogue_productversion
            where product_id = goods.id and status = 'RELEASED';
        if goods.id is null or not goods.is_public or released is null then
            perform order_refuse_line('NOT_PUBLISHED');
        end if;
        if not exists (
            select from licensing_licensee where id = goods.licensee_id and status = 'active'
        ) then
            perform order_refuse_line('LICENSEE_SUSPENDED');
        end if;
        if exists (
            select from licensing_holdback hold
            where hold."window" @> instant and hold.channels @> sale.channel
                and hold.territories @> place.number::int
                and (hold.product_id = goods.id or hold.product_id is null
                    and (hold.licensee_id is null or hold.licensee_id = goods.licensee_id)
                    and (hold.category_id is null or hold.category_id = goods.rights_category_id)
                    and (hold.property_id is null or hold.property_id in (
                        select property_id from catalogue_productrights where version_id = released
                    )))
        ) then
            perform order_refuse_line('HOLDBACK');
        end if;
        if not exists (
            select from licensing_storemandate mandate
            where mandate."window" @> instant and mandate.channels @> sale.channel
                and mandate.territories @> place.number::int
        ) then
            perform order_refuse_line('STORE_MANDATE');
        end if;
        if goods.unmarked then
            return new;
        end if;
        if not exists (select from catalogue_productrights where version_id = released) then
            perform order_refuse_line('NO_PROPERTY');
        end if;
        for mark in
            select property.number, carried.agreement_id
            from catalogue_productrights carried
            join licensing_property property on property.id = carried.property_id
            where carried.version_id = released
        loop
            if not exists (
                select from catalogue_approval approval
                join licensing_agreement agreement on agreement.id = mark.agreement_id
                join licensing_rightsholder holder on holder.id = agreement.licensor_id
                where approval.version_id = released and approval.stage = 'RELEASE'
                    and approval.holder_id in (holder.id, holder.successor_id)
                    and approval.verdict = 'APPROVED' and approval.decided_at <= instant
                    and (approval.withdrawn_at is null or approval.withdrawn_at > instant)
                    and (approval.expires_at is null or approval.expires_at > instant)
            ) then
                perform order_refuse_line('NOT_APPROVED');
            end if;
            if not exists (
                select from licensing_grant given
                join licensing_agreement agreement on agreement.id = given.agreement_id
                where given.licensee_id = goods.licensee_id
                    and agreement.status in ('ACTIVE', 'REVOKED')
                    and (agreement.revoked_from is null or agreement.revoked_from > instant)
                    and (agreement.suspended_from is null or agreement.suspended_from > instant)
                    and given.properties @> mark.number::int
                    and given.categories @> goods.category::int
                    and given.channels @> sale.channel
                    and (given.territories @> place.number::int
                        or given.eea_passive_sales and place.in_eea
                            and coalesce(
                                (select eea_passive_sales from licensing_rightspolicy), true
                            )
                            and exists (
                                select from licensing_territory member
                                where member.in_eea
                                    and given.territories @> member.number::int
                            ))
                    and (given."window" @> instant and agreement.term @> instant
                        or instant >= upper(agreement.term) and instant < upper(agreement.term)
                            + agreement.sell_off_days * interval '1 day')
            ) then
                perform order_refuse_line('NO_GRANT');
            end if;
        end loop;
        return new;
    end $$;

    create trigger an_order_line_is_licensed
        before insert or update of product_id, order_id on order_line
        for each row execute function order_guard_line();
"""
NO_GUARD = """
    drop trigger an_order_line_is_licensed on order_line;
    drop function order_guard_line();
    drop function order_refuse_line(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0001_initial"),
        ("catalogue", "0003_compliance_and_labels"),
        ("licensing", "0008_policy"),
    ]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
