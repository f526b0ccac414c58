"""The database's guards: numbers without gaps, sums, and documents that are never changed."""

from django.db import migrations

GUARDS = """
    create function invoices_guard_series() returns trigger language plpgsql as $$
    begin
        if tg_op = 'DELETE' then
            raise exception 'a number series is never removed'
                using errcode = 'check_violation', constraint = 'numbers_have_no_gaps';
        end if;
        if (tg_op = 'INSERT' and new.last <> 1) or (tg_op = 'UPDATE' and (
                new.last <> old.last + 1
                or (new.seller_id, new.kind, new.year) <> (old.seller_id, old.kind, old.year))) then
            raise exception 'numbers of % in % go up by one', new.kind, new.year
                using errcode = 'check_violation', constraint = 'numbers_have_no_gaps';
        end if;
        return new;
    end $$;
    create trigger numbers_have_no_gaps before insert or update or delete on invoices_numberseries
        for each row execute function invoices_guard_series();

    create function invoices_guard_number() returns trigger language plpgsql as $$
    begin
        if not exists (select from invoices_taxdocument d where d.seller_id = new.seller_id
                       and d.kind = new.kind and d.year = new.year and d.sequence = new.last) then
            raise exception 'number % of % in % has no document', new.last, new.kind, new.year
                using errcode = 'check_violation', constraint = 'a_number_has_its_document';
        end if;
        return null;
    end $$;
    create constraint trigger a_number_has_its_document
        after insert or update on invoices_numberseries
        deferrable initially deferred for each row execute function invoices_guard_number();

    create function invoices_guard_document() returns trigger language plpgsql as $$
    declare
        lines_net numeric;
        lines_tax numeric;
        lines int;
        last_number int;
    begin
        select s.last into last_number from invoices_numberseries s
        where s.seller_id = new.seller_id and s.kind = new.kind and s.year = new.year;
        if new.sequence is distinct from last_number and new.sequence > coalesce(last_number, 0) then
            raise exception 'document % was not numbered by its series', new.number
                using errcode = 'check_violation', constraint = 'numbers_have_no_gaps';
        end if;
        select sum(net), sum(tax), count(*) into lines_net, lines_tax, lines
        from invoices_taxdocumentline where document_id = new.id;
        if lines = 0 or (lines_net, lines_tax) <> (new.net, new.tax) then
            raise exception 'document % has % lines of %, tax %', new.number, lines, lines_net,
                lines_tax using errcode = 'check_violation', constraint = 'lines_sum_to_their_document';
        end if;
        return null;
    end $$;
    create constraint trigger lines_sum_to_their_document after insert on invoices_taxdocument
        deferrable initially deferred for each row execute function invoices_guard_document();

    create function invoices_refuse_change() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' and tg_table_name = 'invoices_taxdocument'
           and to_jsonb(new) ->> 'buyer_facts' = '{}'
           and to_jsonb(new) - 'buyer_facts' = to_jsonb(old) - 'buyer_facts' then
            return new;  -- the buyer is erased at the end of the retention
        end if;
        raise exception 'documents are corrected by credit notes'
            using errcode = 'check_violation', constraint = 'a_document_is_never_changed';
    end $$;
    create trigger a_document_is_never_changed before update or delete on invoices_taxdocument
        for each row execute function invoices_refuse_change();
    create trigger a_document_is_never_changed before update or delete on invoices_taxdocumentline
        for each row execute function invoices_refuse_change();

    create function invoices_guard_lines() returns trigger language plpgsql as $$
    begin
        if exists (select from invoices_taxdocument d, lateral (
                       select sum(net) as net, sum(tax) as tax
                       from invoices_taxdocumentline l where l.document_id = d.id) sums
                   where d.id = new.document_id and (sums.net, sums.tax) <> (d.net, d.tax)) then
            raise exception 'a line was added to document %', new.document_id
                using errcode = 'check_violation', constraint = 'lines_sum_to_their_document';
        end if;
        return null;
    end $$;
    create constraint trigger lines_sum_to_their_document after insert on invoices_taxdocumentline
        deferrable initially deferred for each row execute function invoices_guard_lines();

    create function erase_tax_document_buyers(issued_before timestamptz, most integer)
    returns integer
    language sql security definer set search_path = pg_catalog, public as $$
        with erased as (
            update public.invoices_taxdocument set buyer_facts = '{}' where id in (
                select d.id from public.invoices_taxdocument d
                join public.order_order o on o.id = d.order_id
                where d.buyer_facts <> '{}' and o.erased_at is not null
                  and d.issued_at < issued_before
                order by d.id limit most
            )
            returning 1
        )
        select count(*)::integer from erased
    $$;
    revoke all on function erase_tax_document_buyers(timestamptz, integer) from public;
"""
NO_GUARDS = """
    drop function erase_tax_document_buyers(timestamptz, integer);
    drop trigger lines_sum_to_their_document on invoices_taxdocumentline;
    drop function invoices_guard_lines();
    drop trigger a_document_is_never_changed on invoices_taxdocumentline;
    drop trigger a_document_is_never_changed on invoices_taxdocument;
    drop function invoices_refuse_change();
    drop trigger lines_sum_to_their_document on invoices_taxdocument;
    drop function invoices_guard_document();
    drop trigger a_number_has_its_document on invoices_numberseries;
    drop function invoices_guard_number();
    drop trigger numbers_have_no_gaps on invoices_numberseries;
    drop function invoices_guard_series();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("invoices", "0001_initial"),
        ("order", "0009_erased_at"),
    ]

    operations = [migrations.RunSQL(GUARDS, NO_GUARDS)]
