"""Every change that takes something back leaves a row in the same transaction.

Written by triggers, so that no way of changing rights can forget it.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

TRIGGERS = """
    create function licensing_note_denial() returns trigger language plpgsql as $$
    declare
        since timestamptz;
        kind text := tg_argv[0];
    begin
        if tg_table_name = 'licensing_agreement' then
            if new.status = 'REVOKED' and old.status <> 'REVOKED' then
                kind := 'agreement.revoked'; since := new.revoked_from;
            elsif new.status = 'CLOSED' and old.status <> 'CLOSED' then
                kind := 'agreement.closed'; since := clock_timestamp();
            elsif new.suspended_from is not null
                    and new.suspended_from is distinct from old.suspended_from then
                kind := 'agreement.suspended'; since := new.suspended_from;
            end if;
        elsif tg_table_name = 'licensing_holdback' then
            since := greatest(lower(new."window"), clock_timestamp());
        elsif tg_table_name = 'licensing_licensee' then
            if new.status <> 'active' and old.status = 'active' then
                since := clock_timestamp();
            end if;
        elsif tg_table_name = 'licensing_territory' then
            if old.served and not new.served then since := clock_timestamp(); end if;
        elsif tg_table_name = 'licensing_storemandate' then
            since := clock_timestamp();
        end if;
        if since is not null then
            insert into licensing_rightsdenial (kind, subject, effective_at)
                values (kind, coalesce(to_jsonb(new) ->> 'id', to_jsonb(new) ->> 'code'), since);
        end if;
        return null;
    end $$;
    create trigger an_agreement_notes_a_denial after update on licensing_agreement
        for each row execute function licensing_note_denial('agreement');
    create trigger a_hold_notes_a_denial after insert or update on licensing_holdback
        for each row execute function licensing_note_denial('hold.placed');
    create trigger a_licensee_notes_a_denial after update on licensing_licensee
        for each row execute function licensing_note_denial('licensee.suspended');
    create trigger a_territory_notes_a_denial after update on licensing_territory
        for each row execute function licensing_note_denial('territory.closed');
    create trigger a_mandate_notes_a_denial after update on licensing_storemandate
        for each row execute function licensing_note_denial('mandate.changed');
"""
NO_TRIGGERS = """
    drop trigger an_agreement_notes_a_denial on licensing_agreement;
    drop trigger a_hold_notes_a_denial on licensing_holdback;
    drop trigger a_licensee_notes_a_denial on licensing_licensee;
    drop trigger a_territory_notes_a_denial on licensing_territory;
    drop trigger a_mandate_notes_a_denial on licensing_storemandate;
    drop function licensing_note_denial();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0006_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LicenseeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("effective_at", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "licensee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="licensing.licensee",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="RightsDenial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=60)),
                ("effective_at", models.DateTimeField()),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
