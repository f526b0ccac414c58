"""Validation of email addresses: only addresses that the shop can send to are accepted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from shop.platform.core.typed_text import normalize_email

LIMIT = 254  # RFC 5321, and the columns of the database
_validate = EmailValidator(allowlist=[])


def check_email(text: str) -> str:
    """Return an email address in its stored and compared form.

    Domains may have letters of any script. A mailbox may not: it needs SMTPUTF8, which mail servers
    often lack. Raises `ValidationError`.
    """
    email = normalize_email(text)
    mailbox = email.rpartition("@")[0]
    if mailbox and not mailbox.isascii():
        message = _(
            "We cannot send email to addresses with accented letters before the @."
            " Enter another email address."
        )
        raise ValidationError(message, code="mailbox")
    message = _("Enter an email address such as name@example.org.")
    if len(email) > LIMIT:
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
