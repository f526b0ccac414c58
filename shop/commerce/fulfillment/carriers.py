"""Carriers, and their tracking pages."""

from urllib.parse import quote

TRACKING = {
    "dhl": ("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}"),
    "dpd": ("DPD", "https://tracking.dpd.de/parcelstatus?query={}"),
    "fedex": ("FedEx", "https://www.fedex.com/fedextrack/?trknbr={}"),
    "gls": ("GLS", "https://gls-group.com/track/{}"),
    "la-poste": ("La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code={}"),
    "royal-mail": ("Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{}"),
    "ups": ("UPS", "https://www.ups.com/track?tracknum={}"),
    "usps": ("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}"),
    "yamato": ("Yamato", "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number={}"),
    "other": ("Another carrier", ""),
}
CHOICES = [(code, name) for code, (name, _) in TRACKING.items()]


def carrier_name(code: str) -> str:
    """Return a carrier's name; empty for "other"."""
    return "" if code == "other" else TRACKING[code][0]


def tracking_url(code: str, number: str) -> str:
    """Return the tracking page of a shipment; empty if none is known."""
    address = TRACKING[code][1]
    return address.format(quote(number, safe="")) if address and number else ""
