"""Triggers note which products' search documents are out of date; at first all of them are.

The job `catalog.refresh_documents` writes them anew in batches, `rebuild_search` does so at once.
"""

from django.db import migrations

_PRODUCT_COLUMNS = (
    ["upc", "gtin", "kind", "color", "size", "games_id", "noc_id", "sport_id"]
    + ["parent_id", "structure", "is_public"]
    + [
        f"{text}_{language}"
        for text in ("title", "description")
        for language in ("en", "fr", "de", "it", "es", "ja", "ar", "pt")
    ]
)
_OLD = ", ".join(f"o.{column}" for column in _PRODUCT_COLUMNS)
_NEW = ", ".join(f"n.{column}" for column in _PRODUCT_COLUMNS)
_MARK = "insert into catalogue_staledocument (product_id) {} on conflict do nothing"

FUNCTIONS = f"""
create function catalogue_mark_changed_documents() returns trigger language plpgsql as $$
begin
    {
    _MARK.format(f'''
        select distinct top from old_rows o join new_rows n using (id),
            lateral (values (coalesce(n.parent_id, n.id)), (coalesce(o.parent_id, o.id))) t(top)
        where row({_OLD}) is distinct from row({_NEW}) order by top
    ''')
};
    return null;
end $$;
create function catalogue_mark_new_documents() returns trigger language plpgsql as $$
begin
    {
    _MARK.format('''
        select distinct coalesce(parent_id, id) as top from new_rows order by top
    ''')
};
    return null;
end $$;
create function catalogue_mark_deleted_documents() returns trigger language plpgsql as $$
begin
    {
    _MARK.format('''
        select distinct parent_id as top from old_rows where parent_id is not null order by top
    ''')
};
    return null;
end $$;
create function catalogue_mark_documents_of_facts() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'catalogue_sport' then
        {
    _MARK.format('''
            select distinct coalesce(p.parent_id, p.id) as top from catalogue_product p
            join new_rows n on p.sport_id = n.id order by top
        ''')
};
    elsif tg_table_name = 'licensing_noc' then
        {
    _MARK.format('''
            select distinct coalesce(p.parent_id, p.id) as top from catalogue_product p
            join new_rows n on p.noc_id = n.ioc_code order by top
        ''')
};
    else
        {
    _MARK.format('''
            select distinct coalesce(p.parent_id, p.id) as top from catalogue_product p
            join new_rows n on p.games_id = n.code order by top
        ''')
};
    end if;
    return null;
end $$;
"""
TRIGGERS = """
create trigger changes_mark_documents after update on catalogue_product
    referencing old table as old_rows new table as new_rows
    for each statement execute function catalogue_mark_changed_documents();
create trigger inserts_mark_documents after insert on catalogue_product
    referencing new table as new_rows
    for each statement execute function catalogue_mark_new_documents();
create trigger deletes_mark_documents after delete on catalogue_product
    referencing old table as old_rows
    for each statement execute function catalogue_mark_deleted_documents();
create trigger names_mark_documents after update on catalogue_sport
    referencing new table as new_rows
    for each statement execute function catalogue_mark_documents_of_facts();
create trigger names_mark_documents after update on licensing_noc
    referencing new table as new_rows
    for each statement execute function catalogue_mark_documents_of_facts();
create trigger names_mark_documents after update on licensing_gamesedition
    referencing new table as new_rows
    for each statement execute function catalogue_mark_documents_of_facts();
"""
DROP = """
drop trigger changes_mark_documents on catalogue_product;
drop trigger inserts_mark_documents on catalogue_product;
drop trigger deletes_mark_documents on catalogue_product;
drop trigger names_mark_documents on catalogue_sport;
drop trigger names_mark_documents on licensing_noc;
drop trigger names_mark_documents on licensing_gamesedition;
drop function catalogue_mark_changed_documents();
drop function catalogue_mark_new_documents();
drop function catalogue_mark_deleted_documents();
drop function catalogue_mark_documents_of_facts();
"""
ALL = _MARK.format("select id from catalogue_product where structure <> 'child' order by id")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0015_search_words_and_synonyms"),
        ("licensing", "0014_regions_with_own_rates"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS + TRIGGERS, DROP),
        migrations.RunSQL(ALL, migrations.RunSQL.noop),
    ]
