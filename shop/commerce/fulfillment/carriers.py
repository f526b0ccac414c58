"""Carriers, their tracking pages, and the carriers of a new shop."""

from urllib.parse import quote

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

OTHER = "other"  # the carrier that is not in the list; its parcels need no number
TRACKED = "{number}"
FIRST_CARRIERS = {
    "dhl": ("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}"),
    "dpd": ("DPD", "https://tracking.dpd.de/parcelstatus?query={number}"),
    "fedex": ("FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}"),
    "gls": ("GLS", "https://gls-group.com/track/{number}"),
    "la-poste": ("La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"),
    "royal-mail": (
        "Royal Mail",
        "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    ),
    "ups": ("UPS", "https://www.ups.com/track?tracknum={number}"),
    "usps": ("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}"),
    "yamato": ("Yamato", "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number={number}"),
    OTHER: ("Another carrier", ""),
}


def install_carriers(carriers: type[models.Model] | None = None) -> None:
    """Add the carriers of a new shop if it has none; staff change them.

    `carriers` is the model `Carrier`, or its historical version in a migration.
    """
    model = carriers or apps.get_model("fulfillment", "Carrier")
    manager = model._default_manager  # noqa: SLF001  Django's documented name
    if not manager.exists():
        manager.bulk_create(
            model(code=code, name=name, tracking_pattern=pattern)
            for code, (name, pattern) in FIRST_CARRIERS.items()
        )


def validate_tracking_pattern(pattern: str) -> None:
    """Check that a pattern is an address with the place of the number."""
    if pattern.count(TRACKED) != 1 or "{" in pattern.replace(TRACKED, ""):
        raise ValidationError(f"Put {TRACKED} where the number of the parcel stands.")
    URLValidator(schemes=["https"], message="Enter an address that begins with https://.")(
        pattern.replace(TRACKED, "1")
    )


def tracking_address(pattern: str, number: str) -> str:
    """Return the tracking page of a shipment; empty if none is known."""
    return pattern.replace(TRACKED, quote(number, safe="")) if pattern and number else ""


def carrier_choices() -> list[tuple[str, str]]:
    """Return the codes and names of the carriers that can be chosen, "other" last."""
    rows = apps.get_model("fulfillment", "Carrier").objects.filter(is_active=True)
    return sorted(rows.values_list("code", "name"), key=lambda row: (row[0] == OTHER, row[1]))
