"""The database's own guard of the books: a journal sums to zero and is never changed."""

from django.db import migrations

GUARDS = """
    create function ledger_guard_sum() returns trigger language plpgsql as $$
    declare
        written bigint := case tg_table_name
            when 'ledger_journal' then (to_jsonb(new) ->> 'id')::bigint
            else (to_jsonb(new) ->> 'journal_id')::bigint end;
        total numeric;
        entries int;
    begin
        select sum(amount), count(*) into total, entries
        from ledger_entry where journal_id = written;
        if entries < 2 or total <> 0 then
            raise exception 'journal % has % entries that sum to %', written, entries, total
                using errcode = 'check_violation', constraint = 'a_journal_sums_to_zero';
        end if;
        return null;
    end $$;
    create constraint trigger a_journal_sums_to_zero after insert on ledger_entry
        deferrable initially deferred for each row execute function ledger_guard_sum();
    create constraint trigger a_journal_has_entries after insert on ledger_journal
        deferrable initially deferred for each row execute function ledger_guard_sum();

    create function ledger_refuse_change() returns trigger language plpgsql as $$
    begin
        raise exception 'the books are only added to'
            using errcode = 'check_violation', constraint = 'the_books_are_only_added_to';
    end $$;
    create trigger the_books_are_only_added_to before update or delete on ledger_journal
        for each row execute function ledger_refuse_change();
    create trigger the_books_are_only_added_to before update or delete on ledger_entry
        for each row execute function ledger_refuse_change();
    create trigger the_books_are_only_added_to before update or delete on ledger_balancetransaction
        for each row execute function ledger_refuse_change();
"""
NO_GUARDS = """
    drop trigger the_books_are_only_added_to on ledger_balancetransaction;
    drop trigger the_books_are_only_added_to on ledger_entry;
    drop trigger the_books_are_only_added_to on ledger_journal;
    drop trigger a_journal_has_entries on ledger_journal;
    drop trigger a_journal_sums_to_zero on ledger_entry;
    drop function ledger_refuse_change();
    drop function ledger_guard_sum();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, NO_GUARDS)]
