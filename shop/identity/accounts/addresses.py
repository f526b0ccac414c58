"""The email addresses of a person: which of them are confirmed."""

from typing import Any

from allauth.account.models import EmailAddress


def has_unconfirmed_address(user: Any) -> bool:
    """Return whether the person has an address that is not confirmed."""
    return EmailAddress.objects.filter(user_id=user.pk, verified=False).exists()


def verified_addresses(user: Any) -> list[str]:
    """Return the confirmed addresses of a person."""
    rows = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return list(rows.order_by("email").values_list("email", flat=True))
