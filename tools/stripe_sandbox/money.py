"""Money: currencies, limits of amounts, formatting of amounts, and the processing fee."""

from tools.stripe_sandbox.errors import bad_param
from tools.stripe_sandbox.params import names

ZERO_DECIMAL = names("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf")
THREE_DECIMAL = names("bhd jod kwd omr tnd")
WHOLE_UNITS_ONLY = frozenset({"isk", "ugx"})
"""Currencies without a minor unit in use, given in hundredths: the amount must end in 00."""

TWO_DECIMAL = names("""
    aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad
    cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl
    htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop
    mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar
    sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs wst
    xcd yer zar zmw
    """)
SUPPORTED = ZERO_DECIMAL | THREE_DECIMAL | TWO_DECIMAL

MAXIMUM = 99_999_999
MINIMUM = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250,
    "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000,
    "myr": 200, "nok": 300, "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50,
    "thb": 1000, "usd": 50,
}  # fmt: skip
"""Stripe's smallest charge by currency, in minor units; 1 where none is published."""

SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
FEE_PERMILLE = 15
FEE_FIXED = 25
"""Fee per charge: 1.5 % plus 25 minor units; without the fixed part in zero-decimal currencies."""


def decimals(currency: str) -> int:
    """Return the number of decimals of a currency."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def written(amount: int, currency: str) -> str:
    """Return an amount in the format of Stripe's messages, such as `$0.50`."""
    places = decimals(currency)
    return f"{SYMBOLS.get(currency, '')}{amount / 10**places:,.{places}f}"


def checked_currency(value: str) -> str:
    """Return the currency in lower case, or refuse it."""
    currency = value.lower()
    if currency not in SUPPORTED:
        listed = ", ".join(sorted(SUPPORTED))
        message = (
            f"Invalid currency: {currency}. Stripe currently supports these currencies: {listed}"
        )
        raise bad_param(message, "currency")
    return currency


def checked_amount(amount: int, currency: str) -> int:
    """Return a chargeable amount, or refuse it."""
    if amount < 1:
        message = "This value must be greater than or equal to 1."
        raise bad_param(message, "amount", "parameter_invalid_integer")
    if amount > MAXIMUM:
        message = f"Amount must be no more than {written(MAXIMUM, currency)} {currency}"
        raise bad_param(message, "amount", "amount_too_large")
    least = MINIMUM.get(currency, 1)
    if amount < least:
        message = f"Amount must be at least {written(least, currency)} {currency}"
        raise bad_param(message, "amount", "amount_too_small")
    step = 10 if currency in THREE_DECIMAL else 100 if currency in WHOLE_UNITS_ONLY else 1
    if amount % step:
        message = f"Amounts in {currency} must be a multiple of {step}"
        raise bad_param(message, "amount", "parameter_invalid_integer")
    return amount


def processing_fee(amount: int, currency: str) -> int:
    """Return the fee of a charge, in minor units, rounded half up."""
    share = (amount * FEE_PERMILLE + 500) // 1000
    return share + (0 if currency in ZERO_DECIMAL else FEE_FIXED)
