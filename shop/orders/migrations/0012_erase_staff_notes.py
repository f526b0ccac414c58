"""Let the running shop delete staff notes of erased orders, and no others."""

from django.db import migrations

# The running shop has no right to delete notes; the function has the rights of its owner.
CREATE = """
create function erase_staff_notes(written_before timestamptz, most integer) returns integer
language sql security definer set search_path = pg_catalog, public as $$
    with erased as (
        delete from public.ordering_staffnote where id in (
            select note.id
            from public.ordering_staffnote note
            join public.order_order placed on placed.id = note.order_id
            where placed.erased_at is not null
              and (note.at <= placed.erased_at or note.at < written_before)
            order by note.id
            limit most
        )
        returning 1
    )
    select count(*)::integer from erased
$$;
revoke all on function erase_staff_notes(timestamptz, integer) from public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0011_refund_notices"),
        ("order", "0009_erased_at"),
    ]

    operations = [
        migrations.RunSQL(CREATE, "drop function erase_staff_notes(timestamptz, integer)")
    ]
