"""Parsers of prices and currencies in cells, to one normalized form. Pure."""

import re
from decimal import Decimal

from catalog.imports.errors import InvalidCell, quote_cell
from catalog.imports.parsers import clean_cell
from shop.platform.core.money import UNSUPPORTED_CURRENCIES, amount_text, minor_digits

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
    """Return a positive amount with the decimals of its currency. Raises `InvalidCell`."""
    amount = _without_currency(re.sub("[ '\u2019]", "", clean_cell(raw)), currency).removesuffix(
        ".-"
    )
    if _names_a_currency(amount):
        raise InvalidCell(
            "currency",
            f"{quote_cell(amount)} is in another currency.",
            f"Enter the price in {currency}, such as {_example(currency)}.",
        )
    amount = _with_point(amount, currency)
    if not re.fullmatch(r"-?[0-9]{1,14}(?:\.[0-9]+)?", amount):
        raise InvalidCell(
            "number",
            f"{quote_cell(clean_cell(raw))} isn't a price.",
            f"Enter an amount such as {_example(currency)}.",
        )
    return _amount(Decimal(amount), currency)


def _names_a_currency(amount: str) -> bool:
    """Return whether an amount has a currency code or sign before or after its digits."""
    if not any(sign.isdigit() for sign in amount):
        return False
    codes = amount[-3:].isalpha() or amount[:3].isalpha()
    return codes or amount[:1] in SIGNS or amount[-1:] in SIGNS


def _without_currency(amount: str, currency: str) -> str:
    """Remove the column's own currency: 29.90 EUR and €29.90 become 29.90."""
    names = sorted((currency, *OWN_SIGNS.get(currency, ())), key=len, reverse=True)
    for name in names:
        for part in (name, name.lower(), name.capitalize()):
            amount = amount.removeprefix(part).removesuffix(part)
    return amount


def _example(currency: str) -> str:
    return "1234.50" if minor_digits(currency) else "1234"


def _with_point(amount: str, currency: str) -> str:
    """Return an amount with a decimal point and without thousands separators.

    1,299.00 and 1.299,00 are unambiguous, as is 1,299 in a currency without decimals.
    """
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", amount):
        whole_number, decimal = amount.replace(",", ""), amount.replace(",", ".")
        if not minor_digits(currency):
            return whole_number
        raise InvalidCell(
            "ambiguous",
            f"{quote_cell(amount)} can mean {whole_number} or {decimal}.",
            f"Write {whole_number}.00 for the first.",
        )
    if GROUPED_POINT.fullmatch(amount):
        return amount.replace(",", "")
    if GROUPED_COMMA.fullmatch(amount):
        return amount.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?[0-9]+,[0-9]{1,2}", amount):
        return amount.replace(",", ".")
    return amount


def _amount(amount: Decimal, currency: str) -> str:
    if amount <= 0:
        raise InvalidCell(
            "not_positive", "A price must be greater than 0.", "Leave the cell empty for no price."
        )
    if amount > MOST_AMOUNT:
        raise InvalidCell("range", f"{amount} is too high for a price.")
    digits = minor_digits(currency)
    if amount != round(amount, digits):
        raise InvalidCell(
            "decimals",
            f"{amount} has too many decimals.",
            f"Prices in {currency} have {digits or 'no'} decimals.",
        )
    return amount_text(amount, currency)


def currency(raw: str) -> str:
    """Return the code of a currency in which the shop can sell. Raises `InvalidCell`."""
    code = clean_cell(raw).upper()
    if not CURRENCY.fullmatch(code):
        raise InvalidCell(
            "currency",
            f"{quote_cell(code)} isn't a currency code.",
            "Use three letters, such as EUR.",
        )
    if code in UNSUPPORTED_CURRENCIES:
        raise InvalidCell("currency", f"Prices in {code} aren't supported.")
    return code
