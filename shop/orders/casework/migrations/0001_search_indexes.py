"""Functions that fold texts for the staff search, and trigram indexes of the folded texts."""

from django.db import migrations

# Names are qualified, because an index is also maintained with an empty search path. The functions
# are as immutable as the dictionary of `unaccent`, which no migration changes.
FUNCTIONS = r"""
create function search_fold(value text) returns text
language sql immutable parallel safe cost 400 as $$
  select regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary, normalize(coalesce(value, ''), NFKC))),
    '[\s!-/:-?\[-`{-~]+', '', 'g')
$$;

create function order_search_text(number text, email text, voucher text) returns text
language sql immutable parallel safe cost 1200 as $$
  select public.search_fold(number) || ' ' || public.search_fold(email)
    || ' ' || public.search_fold(voucher)
$$;

create function address_search_text(
  first_name text, last_name text, line1 text, line2 text, line3 text, line4 text, state text,
  postcode text, phone text
) returns text
language sql immutable parallel safe cost 3000 as $$
  select public.search_fold(first_name || last_name) || ' '
    || public.search_fold(last_name || first_name) || ' '
    || public.search_fold(line1 || coalesce(line2, '')) || ' '
    || public.search_fold(line2) || ' ' || public.search_fold(line3) || ' '
    || public.search_fold(postcode || coalesce(line4, '')) || ' '
    || public.search_fold(line4 || coalesce(state, '') || coalesce(postcode, '')) || ' '
    || public.search_fold(phone)
$$;

create function person_search_text(email text, first_name text, last_name text) returns text
language sql immutable parallel safe cost 1200 as $$
  select public.search_fold(email) || ' ' || public.search_fold(first_name || last_name) || ' '
    || public.search_fold(last_name || first_name)
$$;
"""
DROP_FUNCTIONS = """
drop function person_search_text(text, text, text);
drop function address_search_text(text, text, text, text, text, text, text, text, text);
drop function order_search_text(text, text, text);
drop function search_fold(text);
"""
INDEXES = {
    "order_search": "order_order using gin (order_search_text(number, guest_email, voucher_code)"
    " gin_trgm_ops)",
    "order_address_search": "order_shippingaddress using gin (address_search_text(first_name,"
    " last_name, line1, line2, line3, line4, state, postcode, phone_number) gin_trgm_ops)",
    "order_line_search": "order_line using gin (search_fold(upc) gin_trgm_ops)",
    "shipment_search": "fulfillment_shipment using gin (search_fold(tracking_number) gin_trgm_ops)",
    "person_search": "accounts_user using gin (person_search_text(email, first_name, last_name)"
    " gin_trgm_ops)",
    "gift_card_last4": "giftcards_giftcard (last4)",
}


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0012_remove_cell"),
        ("fulfillment", "0007_carriers_of_groups"),
        ("giftcards", "0002_defaults_in_python"),
        ("accounts", "0017_access_before_the_log"),
        ("licensing", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(
            migrations.RunSQL(f"create index {name} on {table}", f"drop index {name}")
            for name, table in INDEXES.items()
        ),
    ]
