"""Test of a database login; needs no settings, so that it can run before they are read."""

from typing import NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict

TIMEOUT_S = 10


class LoginError(Exception):
    """The login to the database failed; one line, without the password."""


class Login(NamedTuple):
    """The role that an address logs in as."""

    role: str
    superuser: bool


def try_login(address: str) -> Login:
    """Log in and out again; return the role. Raises `LoginError`."""
    try:
        conninfo_to_dict(address)
    except psycopg.Error:  # its text contains the address with the password
        raise LoginError("the database cannot be reached: this is not an address") from None
    try:
        with psycopg.connect(address, connect_timeout=TIMEOUT_S) as connection:
            row = connection.execute(
                "select rolname, rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        first_line = str(error).strip().splitlines()[0]
        raise LoginError(f"the database cannot be reached: {first_line}") from None
    return Login(*row) if row else Login("nobody", superuser=False)
