"""Return labels: one adapter for the carrier's service, and a stand-in without one.

The service gets one POST with the case's number, the country and the units, and answers with JSON:
`carrier`, `code` (shown at the drop-off point; the number of the parcel in events) and `url` (the
label as PDF; may be empty).
"""

import json
from dataclasses import dataclass
from typing import Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings

TIMEOUT_S = 10
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ReturnLabel:
    """A prepaid return: the carrier, the drop-off code and the address of the label."""

    carrier: str
    code: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A parcel that comes back."""

    number: str
    territory: str
    units: int


class LabelUnavailableError(Exception):
    """The carrier's service did not answer with a label; the job tries again."""


class LabelService(Protocol):
    """A service that issues prepaid labels; the same number gets the same label."""

    def issue(self, request: LabelRequest) -> ReturnLabel:
        """Return the label of a parcel. Raises `LabelUnavailableError`."""


class StandInLabels:
    """Drop-off codes without a carrier, for shops that print their own labels and for tests."""

    def issue(self, request: LabelRequest) -> ReturnLabel:
        """Return the case's number as the code."""
        return ReturnLabel(carrier="", code=request.number)


@dataclass(frozen=True, slots=True)
class HttpLabels:
    """The service at a URL of the settings."""

    url: str
    token: str

    def issue(self, request: LabelRequest) -> ReturnLabel:
        """Return the label of a parcel. Raises `LabelUnavailableError`."""
        body = {"number": request.number, "country": request.territory, "units": request.units}
        call = Request(  # noqa: S310  an address of the settings, checked to be http(s)
            self.url,
            data=json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self.token}",
                "Idempotency-Key": request.number,
            },
        )
        try:
            with urlopen(call, timeout=TIMEOUT_S) as answer:  # noqa: S310
                values = json.loads(answer.read(MOST_BYTES))
            label = ReturnLabel(
                str(values["carrier"])[:60], str(values["code"])[:60], str(values.get("url", ""))
            )
        except (URLError, TimeoutError, ValueError, KeyError, TypeError) as error:
            raise LabelUnavailableError(type(error).__name__) from error
        if not label.code or (label.url and not label.url.startswith("https://")):
            raise LabelUnavailableError("the answer has no label")
        return label


def label_service() -> LabelService:
    """Return the carrier's service if one is configured, otherwise the stand-in."""
    if settings.ENV.RETURN_LABELS_URL:
        return HttpLabels(settings.ENV.RETURN_LABELS_URL, settings.ENV.RETURN_LABELS_TOKEN or "")
    return StandInLabels()
