"""Store the folded texts of the staff search.

A trigram index finds candidates that are compared again; the comparison of a stored text is cheap,
that of a computed one is not when thousands of rows match. Adding the columns rewrites the tables.
"""

from django.db import migrations

ADDRESS = "first_name, last_name, line1, line2, line3, line4, state, postcode, phone_number"
# Index, table, expression of the text.
TEXTS = (
    ("order_search", "order_order", "order_search_text(number, guest_email, voucher_code)"),
    ("order_address_search", "order_shippingaddress", f"address_search_text({ADDRESS})"),
    ("order_line_search", "order_line", "search_fold(upc)"),
    ("shipment_search", "fulfillment_shipment", "search_fold(tracking_number)"),
    ("person_search", "accounts_user", "person_search_text(email, first_name, last_name)"),
)


def _store(index: str, table: str, text: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        drop index {index};
        alter table {table} add column folded_text text generated always as ({text}) stored;
        create index {index} on {table} using gin (folded_text gin_trgm_ops);
        """,
        f"""
        alter table {table} drop column folded_text;
        create index {index} on {table} using gin (({text}) gin_trgm_ops);
        """,
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_permissions_of_groups")]

    operations = [_store(*text) for text in TEXTS]
