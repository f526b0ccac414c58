"""Validation of email addresses: only addresses that the shop can send to are accepted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from shop.platform.core.typed_text import normalize_email

LIMIT, MAILBOX_LIMIT = 254, 64  # RFC 5321, and the columns of the database
_validate = EmailValidator(allowlist=[])


def check_email(text: str) -> str:
    """Return an email address in its stored and compared form.

    Domains may have letters of any script. A mailbox may not: it needs SMTPUTF8, which mail servers
    often lack. Quoted mailboxes and domains that are network addresses, such as [10.0.0.1], are
    refused: mail to them would reach nobody, or a server of our own network. Raises
    `ValidationError`.
    """
    email = normalize_email(text)
    mailbox, _at, domain = email.rpartition("@")
    if mailbox and not mailbox.isascii():
        message = _(
            "We cannot send email to addresses with accented letters before the @."
            " Enter another email address."
        )
        raise ValidationError(message, code="mailbox")
    message = _("Enter an email address such as name@example.org.")
    too_long = len(email) > LIMIT or len(mailbox) > MAILBOX_LIMIT
    if too_long or mailbox.startswith('"') or domain.startswith("["):
        raise ValidationError(message, code="invalid")
    try:
        _validate(email)
    except ValidationError as error:
        raise ValidationError(message, code="invalid") from error
    return email


class EmailAddressField(forms.CharField):
    """An address that the shop can send to, in its stored form."""

    widget = forms.EmailInput

    def to_python(self, value: Any) -> str:
        """Return the valid address; empty stays empty."""
        typed = str(super().to_python(value) or "")
        return check_email(typed) if typed else ""
