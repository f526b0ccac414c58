"""Move the messages of the six earlier tables into one, drop these tables, and back.

A message that was not sent keeps the job that will send it: forward, the names of earlier jobs still
work; backward, jobs of the new name get the earlier ones. Views in place of the tables let the
version that is running while the database is migrated go on; a later release drops them.
"""

from typing import Any

from django.db import migrations

from shop.platform.database.grants import grant_app_role

MOVE = """
lock table ordering_paymentreminder, ordering_laterefusal, ordering_confirmation,
    ordering_cancellation, ordering_dispatchnotice, ordering_refundnotice in access exclusive mode;
insert into ordering_outgoingmessage (kind, order_id, key, payload, created_at, sent_at)
select kind, order_id, key, payload, queued_at, sent_at from (
    select 'PAYMENT_REMINDER' as kind, order_id, 'order:' || order_id as key, '{}'::jsonb as payload,
           queued_at, sent_at from ordering_paymentreminder
    union all
    select 'LATE_REFUSAL', order_id, 'order:' || order_id, '{}', queued_at, sent_at
    from ordering_laterefusal
    union all
    select 'CONFIRMATION', order_id, 'order:' || order_id, '{}', queued_at, sent_at
    from ordering_confirmation
    union all
    select 'CANCELLATION', order_id, 'order:' || order_id,
           jsonb_build_object('articles', articles), queued_at, sent_at
    from ordering_cancellation
    union all
    select 'SHIPMENT', s.order_id, 'shipment:' || s.id, jsonb_build_object('shipment', s.id),
           n.queued_at, n.sent_at
    from ordering_dispatchnotice n join fulfillment_shipment s on s.id = n.shipment_id
    union all
    select 'REFUND', order_id, 'notice:' || id, jsonb_build_object(
               'card', card::text, 'gift_card', gift_card::text, 'settlement', settlement),
           queued_at, sent_at
    from ordering_refundnotice
) earlier order by queued_at, kind, key
"""
MOVE_BACK = """
insert into ordering_paymentreminder (order_id, queued_at, sent_at)
select order_id, created_at, sent_at from ordering_outgoingmessage where kind = 'PAYMENT_REMINDER';
insert into ordering_laterefusal (order_id, queued_at, sent_at)
select order_id, created_at, sent_at from ordering_outgoingmessage where kind = 'LATE_REFUSAL';
insert into ordering_confirmation (order_id, queued_at, sent_at)
select order_id, created_at, sent_at from ordering_outgoingmessage where kind = 'CONFIRMATION';
insert into ordering_cancellation (order_id, articles, queued_at, sent_at)
select order_id, payload -> 'articles', created_at, sent_at
from ordering_outgoingmessage where kind = 'CANCELLATION';
insert into ordering_dispatchnotice (shipment_id, queued_at, sent_at)
select (payload ->> 'shipment')::bigint, created_at, sent_at
from ordering_outgoingmessage where kind = 'SHIPMENT';
-- Numbers of later notices are those of their messages, out of the way of the earlier ones.
insert into ordering_refundnotice
    (id, order_id, card, gift_card, settlement, queued_at, sent_at)
select case when key like 'notice:%' then substr(key, 8)::bigint else 1000000000 + id end, order_id,
       (payload ->> 'card')::numeric, (payload ->> 'gift_card')::numeric,
       payload ->> 'settlement', created_at, sent_at
from ordering_outgoingmessage where kind = 'REFUND';
select setval(pg_get_serial_sequence('ordering_refundnotice', 'id'),
              greatest((select max(id) from ordering_refundnotice), 1));
update procrastinate_jobs job set
    task_name = case m.kind
        when 'PAYMENT_REMINDER' then 'ordering.send_payment_reminder'
        when 'LATE_REFUSAL' then 'ordering.send_late_refusal'
        when 'CONFIRMATION' then 'ordering.send_confirmation'
        when 'CANCELLATION' then 'ordering.send_cancellation'
        when 'SHIPMENT' then 'ordering.send_dispatch'
        else 'ordering.send_whole_refund_mail' end,
    args = case m.kind
        when 'SHIPMENT' then jsonb_build_object('shipment_id', m.payload -> 'shipment')
        when 'REFUND' then jsonb_build_object('notice_id',
            case when m.key like 'notice:%' then substr(m.key, 8)::bigint
                 else 1000000000 + m.id end)
        else jsonb_build_object('order_id', m.order_id) end
from ordering_outgoingmessage m
where job.task_name = 'ordering.send_message' and (job.args ->> 'message_id')::bigint = m.id;
delete from ordering_outgoingmessage;
"""


VIEWS = """
create view ordering_paymentreminder as
    select order_id, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'PAYMENT_REMINDER';
create view ordering_laterefusal as
    select order_id, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'LATE_REFUSAL';
create view ordering_confirmation as
    select order_id, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'CONFIRMATION';
create view ordering_cancellation as
    select order_id, payload -> 'articles' as articles, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'CANCELLATION';
create view ordering_dispatchnotice as
    select (payload ->> 'shipment')::bigint as shipment_id, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'SHIPMENT';
create view ordering_refundnotice as
    select case when key like 'notice:%' then substr(key, 8)::bigint else 1000000000 + id end as id,
           order_id, (payload ->> 'card')::numeric(12, 2) as card,
           (payload ->> 'gift_card')::numeric(12, 2) as gift_card,
           payload ->> 'settlement' as settlement, created_at as queued_at, sent_at
    from ordering_outgoingmessage where kind = 'REFUND';

create function insert_earlier_message() returns trigger language plpgsql as $$
declare
    about text;
    number bigint := nextval(pg_get_serial_sequence('ordering_outgoingmessage', 'id'));
    placed bigint;
    facts jsonb := '{}';
begin
    new.queued_at := coalesce(new.queued_at, statement_timestamp());
    if tg_argv[0] = 'SHIPMENT' then
        select order_id into placed from fulfillment_shipment where id = new.shipment_id;
        about := 'shipment:' || new.shipment_id;
        facts := jsonb_build_object('shipment', new.shipment_id);
    else
        placed := new.order_id;
        about := 'order:' || placed;
    end if;
    if tg_argv[0] = 'CANCELLATION' then
        facts := jsonb_build_object('articles', new.articles);
    end if;
    if tg_argv[0] = 'REFUND' then
        new.id := 1000000000 + number;
        about := 'notice:' || new.id;
        facts := jsonb_build_object('card', new.card::text, 'gift_card', new.gift_card::text,
                                    'settlement', new.settlement);
    end if;
    insert into ordering_outgoingmessage (id, kind, order_id, key, payload, created_at, sent_at)
    values (number, tg_argv[0], placed, about, facts, new.queued_at, new.sent_at);
    return new;
end $$;

create trigger insert_message instead of insert on ordering_paymentreminder
    for each row execute function insert_earlier_message('PAYMENT_REMINDER');
create trigger insert_message instead of insert on ordering_laterefusal
    for each row execute function insert_earlier_message('LATE_REFUSAL');
create trigger insert_message instead of insert on ordering_confirmation
    for each row execute function insert_earlier_message('CONFIRMATION');
create trigger insert_message instead of insert on ordering_cancellation
    for each row execute function insert_earlier_message('CANCELLATION');
create trigger insert_message instead of insert on ordering_dispatchnotice
    for each row execute function insert_earlier_message('SHIPMENT');
create trigger insert_message instead of insert on ordering_refundnotice
    for each row execute function insert_earlier_message('REFUND');
"""
DROP_VIEWS = """
drop view ordering_paymentreminder, ordering_laterefusal, ordering_confirmation,
    ordering_cancellation, ordering_dispatchnotice, ordering_refundnotice;
drop function insert_earlier_message();
"""


def grant(_apps: Any, editor: Any) -> None:
    """Let the version that is running use the views at once."""
    grant_app_role(editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0013_outgoing_messages"),
        ("fulfillment", "0002_parcels"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    # One transaction: no row that the running version writes meanwhile is lost.
    operations = [
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.DeleteModel(name="Confirmation"),
        migrations.DeleteModel(name="LateRefusal"),
        migrations.DeleteModel(name="RefundNotice"),
        migrations.DeleteModel(name="DispatchNotice"),
        migrations.DeleteModel(name="Cancellation"),
        migrations.DeleteModel(name="PaymentReminder"),
        migrations.RunSQL(VIEWS, DROP_VIEWS),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
