"""Checks of the database login in production, before the process serves requests."""

from shop.platform.database.login import LoginError, try_login
from shop.settings.env import ConfigurationError


def refuse_superuser(address: str) -> None:
    """Raise `ConfigurationError` for a superuser, or if there is no database.

    A superuser bypasses row-level security and may rewrite the ledgers.
    """
    try:
        login = try_login(address)
    except LoginError as error:
        raise ConfigurationError(str(error)) from None
    if login.superuser:
        raise ConfigurationError(
            f"DATABASE_URL logs in as {login.role}, a superuser: give the shop a role of its own"
        )
