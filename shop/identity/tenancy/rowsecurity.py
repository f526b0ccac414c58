"""Row-level security for tables that the licensees' portal alone serves.

It holds for the owner of the tables too (FORCE): a migration that moves data says for whom, by
`shop.identity.tenancy.acting_for`. Foreign keys are checked past it. A dump needs a role that
bypasses it.
"""

from django.db import migrations

POLICY = "rows_are_their_licensees"
# An ended setting is '' and one that never was is null: neither is anybody.
IS_TENANT = "{column} = nullif(current_setting('app.tenant', true), '')::int"


def row_security(table: str, column: str = "licensee_id") -> migrations.RunSQL:
    """Return the operation that closes a table: no row is read or written but the tenant's own."""
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
