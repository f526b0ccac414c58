"""The tax service: exact rates of a place by its postcode, where one is configured.

One POST names the place and the tax classes; the answer is JSON with `id`, the reference of the
answer, and `rates`, a fraction for each class such as "0.08875". Answers are kept for an hour, so
that page and placement use the same one; a failure is kept for half a minute, so that a service
that is down slows down one request only. It is never asked inside a transaction of an order.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.cache import cache
from structlog import get_logger

from shop.commerce.markets.models import TaxClass
from shop.commerce.pricing.tax import Taxation, TaxStatus
from shop.platform.core.typed_text import compact_code

log = get_logger(__name__)
MOST_BYTES = 64 * 1024
KEPT_S, FAILURE_KEPT_S = 3600, 30
PLACES = Decimal("0.00001")  # of a rate, as order lines store it
HIGHEST = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class TaxAnswer:
    """The answer about a place: its reference and rates; without rates, the service failed."""

    reference: str
    rates: Mapping[str, Decimal]
    at: str = ""

    @property
    def has_failed(self) -> bool:
        """Return whether the service did not answer with rates."""
        return not self.rates

    @property
    def evidence(self) -> dict[str, Any]:
        """Return the answer as an order keeps it."""
        rates = {name: str(rate) for name, rate in self.rates.items()}
        return {"reference": self.reference, "rates": rates, "at": self.at}


FAILED = TaxAnswer("", {})


def serves(territory: str) -> bool:
    """Return whether the service decides about a territory."""
    env = settings.ENV
    return bool(env.TAX_SERVICE_URL) and territory in env.TAX_SERVICE_COUNTRIES.split(",")


def ask_tax_service(territory: str, region: str, postcode: str, at: datetime) -> TaxAnswer | None:
    """Return the answer about a place, kept or asked now; None if the service does not decide."""
    code = compact_code(postcode)
    if not code or not serves(territory):
        return None
    key = f"tax-service:{territory}:{region}:{code}"[:200]
    if kept := cache.get(key):
        return TaxAnswer(kept[0], {name: Decimal(rate) for name, rate in kept[1].items()}, kept[2])
    try:
        answer = _ask(territory, region, code, at)
    except (URLError, TimeoutError, ValueError, KeyError, TypeError, InvalidOperation) as error:
        log.error("tax_service.failed", territory=territory, reason=type(error).__name__)  # noqa: TRY400  expected
        answer = FAILED
    texts = {name: str(rate) for name, rate in answer.rates.items()}
    wait = FAILURE_KEPT_S if answer.has_failed else KEPT_S
    cache.set(key, (answer.reference, texts, answer.at), wait)
    return answer


def decide_taxation(table: Taxation, answer: TaxAnswer | None) -> Taxation:
    """Return the taxation of a place from the service's answer and our own rates.

    A service that failed is replaced by our rates; where there are none, nothing is sold until it
    answers again.
    """
    if answer is None or (answer.has_failed and table.status != TaxStatus.NOT_CONFIGURED):
        return table
    if answer.has_failed:
        return Taxation(table.rates, table.missing, TaxStatus.SERVICE_DOWN)
    return Taxation(answer.rates, frozenset(), TaxStatus.KNOWN)


def _ask(territory: str, region: str, postcode: str, at: datetime) -> TaxAnswer:
    body = {
        "country": territory,
        "region": region,
        "postcode": postcode,
        "classes": TaxClass.values,
        "at": at.isoformat(),
    }
    call = Request(  # noqa: S310  an address of the settings, checked to be http(s)
        str(settings.ENV.TAX_SERVICE_URL),
        data=json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.ENV.TAX_SERVICE_TOKEN or ''}",
        },
    )
    with urlopen(call, timeout=settings.ENV.TAX_SERVICE_TIMEOUT_S) as answer:  # noqa: S310
        values = json.loads(answer.read(MOST_BYTES))
    rates = {name: _rate(values["rates"][name]) for name in TaxClass.values}
    reference = str(values["id"])[:100]
    if not reference:
        message = "the answer has no reference"
        raise ValueError(message)
    return TaxAnswer(reference, rates, at.isoformat())


def _rate(value: object) -> Decimal:
    rate = Decimal(str(value))
    if not rate.is_finite() or not 0 <= rate < HIGHEST:
        message = "a rate is a fraction from 0 to 0.5"
        raise ValueError(message)
    return rate.quantize(PLACES)
