"""Row-level security for tables that only the licensees' portal uses.

It also applies to the owner of the tables (FORCE): a data migration sets the licensee by
`shop.identity.tenancy.acting_for`. Foreign key checks bypass it. A dump needs a role that bypasses
it.
"""

from django.db import migrations

POLICY = "rows_are_their_licensees"
# An ended setting is '' and one that was never set is null: neither is a licensee.
IS_TENANT = "{column} = nullif(current_setting('app.tenant', true), '')::int"


def row_security(table: str, column: str = "licensee_id") -> migrations.RunSQL:
    """Return the operation that closes a table: only the tenant's own rows are read or written."""
    own = IS_TENANT.format(column=f'"{column}"')
    return migrations.RunSQL(
        sql=[
            f'alter table "{table}" enable row level security',
            f'alter table "{table}" force row level security',
            f'create policy {POLICY} on "{table}" for all using ({own}) with check ({own})',
        ],
        reverse_sql=[
            f'drop policy {POLICY} on "{table}"',
            f'alter table "{table}" no force row level security',
            f'alter table "{table}" disable row level security',
        ],
    )
