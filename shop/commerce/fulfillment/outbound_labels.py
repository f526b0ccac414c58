"""Labels of parcels to buyers: the only module that asks a carrier's label service.

The service gets one POST with the parcel's key, its address and weight, and answers with JSON:
`carrier` (a code of ours), `tracking_number` and `label` (the PDF in base64). The same key gets the
same label, so that a repeated request buys no second one.
"""

import binascii
import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from structlog import get_logger

from shop.commerce.fulfillment.errors import LabelUnavailable
from shop.commerce.fulfillment.models import Carrier

log = get_logger(__name__)
TIMEOUT_S = 5
MOST_BYTES = 1024 * 1024
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """A parcel: its key, the lines of its address, country, weight and units."""

    key: str
    address: Sequence[str]
    country: str
    weight_g: int
    units: int


@dataclass(frozen=True, slots=True)
class CarrierLabel:
    """A label: the carrier's code, the tracking number and the PDF."""

    carrier: str
    tracking_number: str
    pdf: bytes


def sells_labels() -> bool:
    """Return whether a label service is configured."""
    return bool(settings.ENV.SHIPPING_LABELS_URL)


def buy_label(parcel: ParcelFacts) -> CarrierLabel:
    """Return the label of a parcel. Raises `LabelUnavailable`; never call it under a lock."""
    body = {
        "key": parcel.key,
        "address": list(parcel.address),
        "country": parcel.country,
        "weight_g": parcel.weight_g,
        "units": parcel.units,
    }
    call = Request(  # noqa: S310  an address of the settings, checked to be http(s)
        str(settings.ENV.SHIPPING_LABELS_URL),
        data=json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.ENV.SHIPPING_LABELS_TOKEN or ''}",
            "Idempotency-Key": parcel.key,
        },
    )
    try:
        with urlopen(call, timeout=TIMEOUT_S) as answer:  # noqa: S310
            values = json.loads(answer.read(MOST_BYTES))
        label = CarrierLabel(
            str(values["carrier"]),
            str(values["tracking_number"]).strip(),
            b64decode(str(values["label"]), validate=True),
        )
    except (URLError, TimeoutError, ValueError, KeyError, TypeError, binascii.Error) as error:
        log.warning("label.unavailable", reason=type(error).__name__)
        raise LabelUnavailable(reason="no_answer") from error
    is_known = Carrier.objects.filter(code=label.carrier, is_active=True).exists()
    is_number = 0 < len(label.tracking_number) <= Carrier.LONGEST_NUMBER
    if not (is_known and is_number and label.pdf.startswith(PDF)):
        log.warning("label.unusable", carrier=label.carrier[:40])
        raise LabelUnavailable(reason="unusable")
    return label
