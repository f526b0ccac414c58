"""What the shop decides for allauth: failed sign-ins count for an account and an address together.

A limit for the account alone would let anybody lock its owner out.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from shop.accounts.network import client_address


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with the shop's rules."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that every limit of the shop counts."""
        return client_address(request) or super().get_client_ip(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures of one account from one address, so that no other address is refused."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{client_address(request)}:{key}"
