"""A published text is evidence: it is never changed, deleted, or published for the past.

The trigger sets the time of publication and begins the validity at that time or later.
"""

from django.db import migrations

FUNCTION = """
    create function legal_keep_published_texts() returns trigger language plpgsql as $$
    begin
        if tg_op <> 'INSERT' and old.published_at is not null then
            raise exception 'a published legal text is never changed'
                using errcode = 'restrict_violation';
        end if;
        if tg_op = 'DELETE' then
            return old;
        end if;
        if new.published_at is not null then
            new.published_at := now();
            new.valid_from := greatest(new.valid_from, new.published_at);
        end if;
        return new;
    end $$;
"""
TRIGGER = """
    create trigger published_legal_texts_stay
        before insert or update or delete on legal_legaltext
        for each row execute function legal_keep_published_texts();
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "drop function legal_keep_published_texts()"),
        migrations.RunSQL(TRIGGER, "drop trigger published_legal_texts_stay on legal_legaltext"),
    ]
