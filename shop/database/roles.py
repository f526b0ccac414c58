"""What a production process checks of its database login before it serves anything."""

import psycopg

from shop.settings.env import ConfigurationError

TIMEOUT_S = 10


def refuse_superuser(address: str) -> None:
    """Raise `ConfigurationError` for a login that passes by every right, or for no database.

    A superuser bypasses row-level security and may rewrite the ledgers.
    """
    try:
        with psycopg.connect(address, connect_timeout=TIMEOUT_S) as connection:
            row = connection.execute(
                "select current_user, rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        first_line = str(error).strip().splitlines()[0]
        raise ConfigurationError(f"the database cannot be reached: {first_line}") from None
    if row is not None and row[1]:
        raise ConfigurationError(
            f"DATABASE_URL logs in as {row[0]}, a superuser: give the shop a role of its own"
        )
