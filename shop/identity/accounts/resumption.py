"""Forms interrupted by reauthentication are executed afterwards.

allauth resolves their address itself, without the script prefix of each market.
"""

from allauth.account.internal.flows import reauthentication
from django.urls import ResolverMatch, get_script_prefix, resolve


def resolve_in_market(path: str) -> ResolverMatch:
    """Return the view of an address with or without the prefix of the current market."""
    prefix = get_script_prefix()
    return resolve(f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path)


def install() -> None:
    """Let allauth find the views of markets."""
    reauthentication.script_aware_resolve = resolve_in_market
