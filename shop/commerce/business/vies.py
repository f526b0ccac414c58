"""VIES, the EU's service for VAT numbers: https://ec.europa.eu/taxation_customs/vies.

The only module that asks it. A service that does not answer is not a refusal: the sale is taxed.
"""

import json
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from structlog import get_logger

from shop.commerce.business.vat_numbers import UNDISCLOSED, VatNumber

log = get_logger(__name__)
TIMEOUT_S = 5
MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class ViesAnswer:
    """The answer of VIES; `valid` is None if it did not answer."""

    valid: bool | None
    name: str = ""
    address: str = ""
    reference: str = ""


def ask_vies(number: VatNumber) -> ViesAnswer:
    """Return what VIES knows about a number. Never raises; call it outside of transactions."""
    payload = {"countryCode": number.text[:2], "vatNumber": number.text[2:]}
    request = Request(  # noqa: S310  checked by the environment
        f"{settings.ENV.vies_url}/check-vat-number",
        data=json.dumps(payload).encode(),
        headers={"Content-Type": "application/json", "User-Agent": "stadium-store"},
    )
    try:
        with urlopen(request, timeout=TIMEOUT_S) as response:  # noqa: S310
            answer = json.loads(response.read(MOST_BYTES))
        valid = answer["valid"]
    except (URLError, OSError, ValueError, KeyError, TypeError) as error:
        log.warning("vies.unavailable", country=number.country, error=type(error).__name__)
        return ViesAnswer(None)
    if not isinstance(valid, bool):
        return ViesAnswer(None)
    return ViesAnswer(
        valid,
        _text(answer.get("name"), 300),
        _text(answer.get("address"), 500),
        _text(answer.get("requestIdentifier"), 60),
    )


def _text(value: object, longest: int) -> str:
    text = " ".join(str(value or "").split())[:longest]
    return "" if text in UNDISCLOSED else text
