"""What takes a mark from its holder, a consent or sales on request back is a denial too."""

from django.db import migrations

TRIGGERS = """
    create function licensing_note_end() returns trigger language plpgsql as $$
    declare
        since timestamptz;
    begin
        if tg_table_name = 'licensing_propertyholding' then
            since := upper(new.valid);
        elsif tg_table_name = 'licensing_nocconsent' then
            since := upper(new."window");
        else
            since := clock_timestamp();
        end if;
        if since is not null then
            insert into licensing_rightsdenial (kind, subject, effective_at)
                values (tg_argv[0], new.id::text, greatest(since, clock_timestamp()));
        end if;
        return null;
    end $$;
    create trigger a_holding_notes_its_end after update of valid on licensing_propertyholding
        for each row when (upper(new.valid) is distinct from upper(old.valid))
        execute function licensing_note_end('holding.ended');
    create trigger a_consent_notes_its_end after update of "window" on licensing_nocconsent
        for each row when (upper(new."window") is distinct from upper(old."window"))
        execute function licensing_note_end('consent.ended');
    create trigger a_holder_notes_another_successor after update of successor_id
        on licensing_rightsholder
        for each row when (old.successor_id is not null
            and new.successor_id is distinct from old.successor_id)
        execute function licensing_note_end('succession.changed');
    create trigger a_policy_notes_a_denial after insert or update on licensing_rightspolicy
        for each row when (not new.eea_passive_sales)
        execute function licensing_note_end('passive_sales.ended');
"""
NO_TRIGGERS = """
    drop trigger a_holding_notes_its_end on licensing_propertyholding;
    drop trigger a_consent_notes_its_end on licensing_nocconsent;
    drop trigger a_holder_notes_another_successor on licensing_rightsholder;
    drop trigger a_policy_notes_a_denial on licensing_rightspolicy;
    drop function licensing_note_end();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0009_holds_on_branches")]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]
