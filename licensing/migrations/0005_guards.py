"""What the database itself refuses of rights, and counters of the revision that do not wait.

An agreement's status moves only along its edges; beyond review its terms and grants are frozen,
and a new version supersedes it. Counters: see `RightsRevision`.
"""

from django.db import migrations

RAISES = (
    "closedprofile",
    "gamesedition",
    "noc",
    "noc_territories",
    "nocconsent",
    "propertyholding",
    "rightsholder",
    "subterritory",
)
COUNTERS = """
    create or replace function licensing_bump_revision() returns trigger language plpgsql as $$
    declare counter int := (pg_current_xact_id()::text::bigint % 64)::int;
    begin
        insert into licensing_rightsrevision (id, number)
            values (counter, nextval('licensing_revision_seq'))
            on conflict (id) do update set number = nextval('licensing_revision_seq');
        return null;
    end $$;
"""
ONE_COUNTER = """
    create or replace function licensing_bump_revision() returns trigger language plpgsql as $$
    begin
        insert into licensing_rightsrevision (id, number)
            values (1, nextval('licensing_revision_seq'))
            on conflict (id) do update set number = nextval('licensing_revision_seq');
        return null;
    end $$;
"""
# A sale counts a unit many times a second; decisions change only when the last one is taken or one
# comes back.
QUOTAS = """
    create trigger grantusage_bumps_the_revision after update on licensing_grantusage
        for each row when ((new.taken >= new.cap) is distinct from (old.taken >= old.cap))
        execute function licensing_bump_revision();
    create trigger grantusage_begins after insert or delete on licensing_grantusage
        for each row execute function licensing_bump_revision();
    create trigger selloffstock_bumps_the_revision after update on licensing_selloffstock
        for each row when ((new.sold >= new.declared) is distinct from (old.sold >= old.declared))
        execute function licensing_bump_revision();
    create trigger selloffstock_begins after insert or delete on licensing_selloffstock
        for each row execute function licensing_bump_revision();
"""
NO_QUOTAS = """
    drop trigger grantusage_bumps_the_revision on licensing_grantusage;
    drop trigger grantusage_begins on licensing_grantusage;
    drop trigger selloffstock_bumps_the_revision on licensing_selloffstock;
    drop trigger selloffstock_begins on licensing_selloffstock;
"""
AGREEMENTS = """
    create function licensing_guard_agreement() returns trigger language plpgsql as $$
    begin
        if old.status is distinct from new.status and not (old.status, new.status) in (
            ('DRAFT', 'IN_REVIEW'), ('IN_REVIEW', 'DRAFT'), ('IN_REVIEW', 'SIGNED'),
            ('SIGNED', 'ACTIVE'), ('SIGNED', 'CLOSED'), ('ACTIVE', 'REVOKED'), ('ACTIVE', 'CLOSED')
        ) then
            raise exception 'an agreement does not move from % to %', old.status, new.status
                using errcode = 'check_violation', constraint = 'an_agreement_moves_along_its_edges';
        end if;
        if old.status not in ('DRAFT', 'IN_REVIEW') and
            (old.number, old.version, old.licensor_id, old.licensee_id, old.term, old.time_zone,
             old.signed_on, old.sell_off_days, old.royalty_rate, old.currency, old.advance,
             old.minimum_guarantees, old.marketing_fund_rate, old.common_fund_rate)
            is distinct from
            (new.number, new.version, new.licensor_id, new.licensee_id, new.term, new.time_zone,
             new.signed_on, new.sell_off_days, new.royalty_rate, new.currency, new.advance,
             new.minimum_guarantees, new.marketing_fund_rate, new.common_fund_rate)
        then
            raise exception 'a signed agreement is superseded, not edited'
                using errcode = 'check_violation', constraint = 'a_signed_agreement_is_not_edited';
        end if;
        return new;
    end $$;
    create trigger an_agreement_is_guarded before update on licensing_agreement
        for each row execute function licensing_guard_agreement();
    create function licensing_guard_grant() returns trigger language plpgsql as $$
    declare
        one record;
        state text;
    begin
        if tg_op = 'DELETE' then one := old; else one := new; end if;
        select status into state from licensing_agreement where id = one.agreement_id;
        if state is null or state = 'DRAFT' then return one; end if;
        if tg_op = 'UPDATE' and
            (old.agreement_id, old.licensee_id, old.territory_set_version_id, old."window",
             old.exclusivity, old.sale_event, old.eea_passive_sales, old.unit_cap, old.properties,
             old.territories, old.channels)
            is not distinct from
            (new.agreement_id, new.licensee_id, new.territory_set_version_id, new."window",
             new.exclusivity, new.sale_event, new.eea_passive_sales, new.unit_cap, new.properties,
             new.territories, new.channels)
            and (old.categories = new.categories or old.includes_future_categories)
        then
            return new;
        end if;
        raise exception 'the grants of an agreement are frozen when its draft ends'
            using errcode = 'check_violation', constraint = 'a_signed_agreement_is_not_edited';
    end $$;
    create trigger a_grant_is_guarded before insert or update or delete on licensing_grant
        for each row execute function licensing_guard_grant();
"""
NO_AGREEMENTS = """
    drop trigger an_agreement_is_guarded on licensing_agreement;
    drop function licensing_guard_agreement();
    drop trigger a_grant_is_guarded on licensing_grant;
    drop function licensing_guard_grant();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0004_whole_model")]

    operations = [
        migrations.RunSQL(COUNTERS, ONE_COUNTER),
        migrations.RunSQL(QUOTAS, NO_QUOTAS),
        migrations.RunSQL(AGREEMENTS, NO_AGREEMENTS),
        *(
            migrations.RunSQL(
                f"create trigger {table}_bumps_the_revision "
                f"after insert or update or delete on licensing_{table} "
                "for each statement execute function licensing_bump_revision()",
                f"drop trigger {table}_bumps_the_revision on licensing_{table}",
            )
            for table in RAISES
        ),
    ]
