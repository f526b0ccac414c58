"""A published version is never changed or deleted; publication raises the revision."""

from django.db import migrations

KEEP = """
    create function content_keep_published_versions() returns trigger language plpgsql as $$
    begin
        if old.published_at is not null then
            raise exception 'a published version of content is never changed'
                using errcode = 'restrict_violation';
        end if;
        if tg_op = 'DELETE' then
            return old;
        end if;
        return new;
    end $$;
    create trigger published_content_stays
        before update or delete on content_contentversion
        for each row execute function content_keep_published_versions();
"""
OWN = """
    create function content_check_published() returns trigger language plpgsql as $$
    begin
        if new.published_id is not null and not exists (
            select from content_contentversion v
            where v.id = new.published_id and v.item_id = new.id and v.published_at is not null
        ) then
            raise exception 'an item shows a published version of its own'
                using errcode = 'restrict_violation';
        end if;
        return new;
    end $$;
    create trigger content_shows_its_own_version
        before insert or update of published_id on content_contentitem
        for each row execute function content_check_published();
"""
RAISE = """
    create trigger content_contentitem_bumps_the_revision
        after insert or delete or update of published_id on content_contentitem
        for each statement execute function licensing_bump_revision();
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial"), ("licensing", "0005_guards")]

    operations = [
        migrations.RunSQL(
            KEEP,
            "drop trigger published_content_stays on content_contentversion;"
            "drop function content_keep_published_versions();",
        ),
        migrations.RunSQL(
            OWN,
            "drop trigger content_shows_its_own_version on content_contentitem;"
            "drop function content_check_published();",
        ),
        migrations.RunSQL(
            RAISE, "drop trigger content_contentitem_bumps_the_revision on content_contentitem"
        ),
    ]
