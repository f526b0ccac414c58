"""Telephone numbers as people type them, in one normalized form."""

import phonenumbers

from shop.platform.core.locales import phone_region
from shop.platform.core.typed_text import plain_text


def normalize_phone(country: str, text: str) -> str | None:
    """Return a number in E.164, read as the country's own without a prefix; None for no number.

    >>> normalize_phone("FR", "01 42 68 53 00")
    '+33142685300'
    """
    try:
        number = phonenumbers.parse(plain_text(text), phone_region(country))
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
