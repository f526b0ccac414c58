"""Stored pages, the log of changes, and the statements that read and check a page.

Both tables are unlogged: they hold nothing that cannot be made again, and a crash of the database
empties both at once.
"""

from django.db import migrations

TABLES = """
    create unlogged table page_store_page (
        key bytea primary key,
        scopes text[] not null,
        snapshot pg_snapshot not null,
        rights_key text not null,
        rendered_at timestamptz not null,
        valid_until timestamptz not null,
        digest bytea not null,
        head jsonb not null,
        size integer not null,
        gzip bytea not null,
        brotli bytea not null
    );
    -- The bytes are compressed already.
    alter table page_store_page alter gzip set storage external, alter brotli set storage external;
    create index page_store_page_by_age on page_store_page (rendered_at);
    create index page_store_page_by_end on page_store_page (valid_until);

    -- One row for each scope that a transaction changes. Nothing updates a row, so writers never
    -- wait for each other. `oldest` is the oldest transaction that was running then.
    create unlogged table page_store_change (
        scope text not null,
        xid xid8 not null,
        oldest xid8 not null,
        noted_at timestamptz not null,
        primary key (scope, xid)
    );
    create index page_store_change_by_time on page_store_change (noted_at);
"""
# A page is valid while its rights are the present ones, its time has not come, and every
# transaction that changed one of its scopes is visible in the snapshot it was rendered after.
# A page from the future (the clock was set back, or the database restored) is not.
READ = """
    create function page_store_read(
        wanted bytea, known bytea, prefers_brotli boolean, basket bigint, market_code text
    ) returns table (
        now_visible text, rights text, at timestamptz, units bigint,
        page_digest bytea, page_head jsonb, body bytea
    ) language plpgsql stable set lock_timeout = '150ms' as $$
    begin
        return query
        select pg_current_snapshot()::text, state.rights_key, now(),
            case when basket is not null then (
                select coalesce(sum(line.quantity), 0)
                from basket_basket b
                join markets_market m on m.id = b.market_id
                join basket_line line on line.basket_id = b.id
                where b.id = basket and b.owner_id is null and b.status = 'Open'
                    and m.code = market_code
            ) end,
            page.digest,
            case when page.digest is distinct from known then page.head end,
            case when page.digest is distinct from known
                then case when prefers_brotli then page.brotli else page.gzip end
            end
        from (
            select hashtextextended(string_agg(number::text, ',' order by id), 0)::text
                as rights_key
            from licensing_rightsrevision
        ) as state
        left join page_store_page page on page.key = wanted
            and page.rights_key = state.rights_key
            and page.valid_until > now() and page.rendered_at <= now()
            and pg_snapshot_xmax(page.snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
            and not exists (
                select from page_store_change change
                where change.scope = any(page.scopes)
                    and change.xid >= pg_snapshot_xmin(page.snapshot)
                    and not pg_visible_in_snapshot(change.xid, page.snapshot)
            );
    end $$;
"""
# Rows of changes are deleted by transaction, not by time: a change is only superfluous when no
# stored page can have been rendered before it was committed.
PRUNE = """
    create function page_store_prune(
        longest interval, most_rows bigint, most_bytes bigint
    ) returns table (pages bigint, changes bigint) language plpgsql as $$
    declare
        horizon xid8;
    begin
        with kept as (
            select key, row_number() over newest as position, sum(size) over newest as bytes
            from page_store_page
            where valid_until > now() and rendered_at <= now()
                and rendered_at > now() - longest
            window newest as (order by rendered_at desc, key)
        )
        delete from page_store_page page where not exists (
            select from kept
            where kept.key = page.key and position <= most_rows and bytes <= most_bytes
        );
        get diagnostics pages = row_count;
        select change.oldest into horizon from page_store_change change
            where change.noted_at < now() - longest - interval '5 minutes'
            order by change.noted_at desc limit 1;
        delete from page_store_change where xid < horizon;
        get diagnostics changes = row_count;
        return next;
    end $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("licensing", "0005_guards"),
        ("markets", "0006_time_zones_of_markets"),
        ("basket", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(TABLES, "drop table page_store_change; drop table page_store_page;"),
        migrations.RunSQL(
            READ, "drop function page_store_read(bytea, bytea, boolean, bigint, text)"
        ),
        migrations.RunSQL(PRUNE, "drop function page_store_prune(interval, bigint, bigint)"),
    ]
