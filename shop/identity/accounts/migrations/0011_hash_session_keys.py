"""Replace the keys of sessions by their hashes, so that people stay signed in.

The cookie or token keeps the key; `shop.identity.accounts.sessions.stored_key` computes the same hash.
"""

from django.db import migrations

HASH = "left(encode(sha256(convert_to(session_key, 'UTF8')), 'hex'), 40)"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_factor_resets"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            [
                f"update {table} set session_key = {HASH} where length(session_key) < 40"
                for table in ("django_session", "usersessions_usersession")
            ],
            reverse_sql=migrations.RunSQL.noop,
        )
    ]
