"""Prices and currencies in cells: from the forms that people type to one written form; pure."""

import re
from decimal import Decimal

from catalog.imports.errors import Unfit, shown
from catalog.imports.parsers import plain
from shop.platform.core.money import THREE_DECIMAL_CURRENCIES, amount_text, minor_digits

MOST_AMOUNT = Decimal("9999999999.99")
CURRENCY = re.compile(r"[A-Z]{3}")
SIGNS = frozenset("€£$¥")
OWN_SIGNS = {
    "EUR": ("€", "EURO"),
    "GBP": ("£",),
    "USD": ("$", "US$"),
    "JPY": ("¥", "円"),
    "AUD": ("$", "AU$", "A$"),
    "CAD": ("$", "CA$", "C$"),
    "CHF": ("FR.",),
    "CNY": ("¥",),
    "BRL": ("R$",),
    "KRW": ("₩",),
    "INR": ("₹",),
    "PLN": ("ZŁ",),
}
GROUPED_POINT = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
GROUPED_COMMA = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}|-?[0-9]{1,3}(?:\.[0-9]{3}){2,}")


def money(raw: str, currency: str) -> str:
    """A positive amount in a currency, with its digits."""
    found = _without_currency(re.sub("[ '\u2019]", "", plain(raw)), currency).removesuffix(".-")
    if _names_a_currency(found):
        raise Unfit(
            "currency",
            f"{shown(found)} is in another currency.",
            f"Enter the price in {currency}, such as {_example(currency)}.",
        )
    found = _with_point(found, currency)
    if not re.fullmatch(r"-?[0-9]{1,14}(?:\.[0-9]+)?", found):
        raise Unfit(
            "number",
            f"{shown(found)} isn't a price.",
            f"Enter an amount such as {_example(currency)}.",
        )
    return _amount(Decimal(found), currency)


def _names_a_currency(found: str) -> bool:
    """Return whether an amount has a code or sign of a currency before or after its digits."""
    if not any(sign.isdigit() for sign in found):
        return False
    codes = found[-3:].isalpha() or found[:3].isalpha()
    return codes or found[:1] in SIGNS or found[-1:] in SIGNS


def _without_currency(found: str, currency: str) -> str:
    """Take the column's own currency off an amount: 29.90 EUR and €29.90 are 29.90."""
    names = sorted((currency, *OWN_SIGNS.get(currency, ())), key=len, reverse=True)
    for name in names:
        for part in (name, name.lower(), name.capitalize()):
            found = found.removeprefix(part).removesuffix(part)
    return found


def _example(currency: str) -> str:
    return "1234.50" if minor_digits(currency) else "1234"


def _with_point(found: str, currency: str) -> str:
    """Return an amount with a point before its decimals and nothing between its thousands.

    1,299.00 and 1.299,00 can be read in one way only, and 1,299 in a currency without decimals.
    """
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", found):
        whole_number, decimal = found.replace(",", ""), found.replace(",", ".")
        if not minor_digits(currency):
            return whole_number
        raise Unfit(
            "ambiguous",
            f"{shown(found)} can mean {whole_number} or {decimal}.",
            f"Write {whole_number}.00 for the first.",
        )
    if GROUPED_POINT.fullmatch(found):
        return found.replace(",", "")
    if GROUPED_COMMA.fullmatch(found):
        return found.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?[0-9]+,[0-9]{1,2}", found):
        return found.replace(",", ".")
    return found


def _amount(amount: Decimal, currency: str) -> str:
    if amount <= 0:
        raise Unfit(
            "not_positive", "A price must be greater than 0.", "Leave the cell empty for no price."
        )
    if amount > MOST_AMOUNT:
        raise Unfit("range", f"{amount} is too high for a price.")
    digits = minor_digits(currency)
    if amount != round(amount, digits):
        raise Unfit(
            "decimals",
            f"{amount} has too many decimals.",
            f"Prices in {currency} have {digits or 'no'} decimals.",
        )
    return amount_text(amount, currency)


def currency(raw: str) -> str:
    """A currency code with at most two decimals."""
    found = plain(raw).upper()
    if not CURRENCY.fullmatch(found):
        raise Unfit(
            "currency", f"{shown(found)} isn't a currency code.", "Use three letters, such as EUR."
        )
    if found in THREE_DECIMAL_CURRENCIES:
        raise Unfit("currency", f"Prices in {found} aren't supported.")
    return found
