"""The email addresses of a person: which of them are confirmed."""

from typing import Any

from allauth.account.models import EmailAddress


def has_unconfirmed_address(user: Any) -> bool:
    """Return whether the person has an address whose link was not opened yet."""
    return EmailAddress.objects.filter(user_id=user.pk, verified=False).exists()


def verified_addresses(user: Any) -> list[str]:
    """Return the addresses of a person that were confirmed."""
    rows = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return list(rows.order_by("email").values_list("email", flat=True))
