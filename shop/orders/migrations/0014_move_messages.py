"""Move the messages of the six earlier tables into one, and back.

A message that was not sent keeps the job that will send it: forward, the names of earlier jobs still
work; backward, jobs of the new name get the earlier ones.
"""

from django.db import migrations

MOVE = """
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


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0013_outgoing_messages"),
        ("fulfillment", "0002_parcels"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(MOVE, MOVE_BACK)]
