"""Changes of athletes' consents raise the revision of rights and leave a denial.

A shop that sells goods with athletes' marks goes on selling them: its check of consents begins
switched off (rights desk → Policies). A new shop begins with the check.
"""

from django.db import migrations

TABLES = ("athlete", "athleteconsent")
# The former version runs during a release and does not know the columns.
DEFAULTS = """
    alter table licensing_athlete alter mark_uses set default '{NAME}';
    alter table licensing_athleteconsent alter territories set default '{[0,)}';
"""
NO_DEFAULTS = """
    alter table licensing_athlete alter mark_uses drop default;
    alter table licensing_athleteconsent alter territories drop default;
"""
KEEP_SELLING = """
    insert into licensing_rightspolicy (id, eea_passive_sales, athlete_consents, reference)
    select 1, true, false, 'Release that lets consents of athletes decide'
    where exists (select from licensing_property where kind = 'ATHLETE')
    on conflict (id) do update set athlete_consents = false;
"""
DENIALS = """
    create function licensing_note_consent() returns trigger language plpgsql as $$
    declare
        since timestamptz := clock_timestamp();
    begin
        if tg_table_name = 'licensing_athleteconsent' then
            if (new.uses, new.territories, new.first_day, new.withdrawn)
                    is not distinct from (old.uses, old.territories, old.first_day, old.withdrawn)
            then
                since := (new.last_day + 1)::timestamp at time zone 'UTC';
            end if;
        end if;
        if since is not null then
            insert into licensing_rightsdenial (kind, subject, effective_at)
                values (tg_argv[0], new.id::text, greatest(since, clock_timestamp()));
        end if;
        return null;
    end $$;
    create trigger an_athletes_consent_notes_a_denial after update on licensing_athleteconsent
        for each row when (old.* is distinct from new.*)
        execute function licensing_note_consent('athlete_consent.changed');
    create trigger an_athlete_notes_a_denial after update of mark_id, mark_uses
        on licensing_athlete
        for each row when ((old.mark_id, old.mark_uses) is distinct from
            (new.mark_id, new.mark_uses))
        execute function licensing_note_consent('athlete.changed');
    create trigger a_policy_notes_required_consents after update of athlete_consents
        on licensing_rightspolicy
        for each row when (new.athlete_consents and not old.athlete_consents)
        execute function licensing_note_consent('athlete_consents.required');
"""
NO_DENIALS = """
    drop trigger an_athletes_consent_notes_a_denial on licensing_athleteconsent;
    drop trigger an_athlete_notes_a_denial on licensing_athlete;
    drop trigger a_policy_notes_required_consents on licensing_rightspolicy;
    drop function licensing_note_consent();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0019_athlete_consents_decide")]

    operations = [
        migrations.RunSQL(DEFAULTS, NO_DEFAULTS),
        *(
            migrations.RunSQL(
                f"create trigger {table}_bumps_the_revision "
                f"after insert or update or delete on licensing_{table} "
                "for each statement execute function licensing_bump_revision()",
                f"drop trigger {table}_bumps_the_revision on licensing_{table}",
            )
            for table in TABLES
        ),
        migrations.RunSQL(DENIALS, NO_DENIALS),
        migrations.RunSQL(KEEP_SELLING, migrations.RunSQL.noop),
    ]
