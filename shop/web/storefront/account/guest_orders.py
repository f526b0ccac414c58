"""Guest orders join an account when its address is verified and when its owner signs in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_logged_in
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from shop.identity.accounts.models import User
from shop.orders.aftersales.guest_orders import join_guest_orders


def connect() -> None:
    """Connect the signals of allauth."""
    email_confirmed.connect(_join_after_confirmation, dispatch_uid="join_guest_orders")
    user_logged_in.connect(_join_after_sign_in, dispatch_uid="join_guest_orders_of_sign_in")


def _join_after_confirmation(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    _join(request, email_address.user)


def _join_after_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    _join(request, user)


def _join(request: HttpRequest, user: User) -> None:
    """Join the orders of a person and show a message with their number."""
    count = join_guest_orders(user)
    if count:
        text = ngettext(
            "%(count)s earlier order was added to your account.",
            "%(count)s earlier orders were added to your account.",
            count,
        )
        messages.success(request, text % {"count": count}, fail_silently=True)
