"""Codes of rights in words for staff: reasons, channels, modes, what a decision rests on."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from licensing.models import Agreement
from licensing.rules.channels import Channel

SENTENCES = {
    "RULE_ERROR": "A rule could not be evaluated, so the sale is refused.",
    "UNKNOWN_TERRITORY": "No territory has this code.",
    "SANCTIONED": "The territory, or the region of the postcode, is under sanctions.",
    "NOT_SERVED": "We do not deliver there.",
    "RECALLED": "The product is recalled.",
    "LEGAL_HOLD": "A legal hold stops the sale.",
    "NOT_PUBLISHED": "The product is not public, or no version of it is released.",
    "NO_PROPERTY": "The released version names no mark and is not confirmed as unmarked.",
    "EMBARGOED": "An embargo has not lifted yet.",
    "SALE_NOT_BEGUN": "The licensee does not sell it yet.",
    "SALE_ENDED": "The licensee does not sell it any more.",
    "NOT_APPROVED": "A holder has not approved this version, for this territory, at this time.",
    "APPROVAL_WITHDRAWN": "A holder has withdrawn its approval.",
    "LICENSEE_SUSPENDED": "The licensee is not active.",
    "AUDIT_LAPSED": "The licensee's audit or insurance has lapsed.",
    "AGREEMENT_NOT_SIGNED": "The agreement is not concluded.",
    "SUSPENDED": "The agreement is suspended.",
    "REVOKED": "The agreement is revoked.",
    "HOLDER_CHANGED": "The licensor holds the mark there no more, and nobody succeeded it.",
    "NO_GRANT": "No grant of the licensee names the mark.",
    "CATEGORY_NOT_GRANTED": "The product's category is not granted.",
    "CHANNEL_NOT_GRANTED": "The sales channel is not granted.",
    "TERRITORY_NOT_GRANTED": "The territory is not granted.",
    "WINDOW_NOT_OPEN": "The grant's window has not opened yet.",
    "WINDOW_CLOSED": "The grant's window has closed.",
    "SELL_OFF_ENDED": "The sell-off after the agreement's end is over.",
    "SELL_OFF_STOCK": "Nothing is left of the stock declared for the sell-off.",
    "EXCLUSIVE_ELSEWHERE": "Another licensee holds the same exclusively.",
    "NOC_TERRITORY": "The national committee there has not consented to another's mark.",
    "HOLDBACK": "A hold stops the sale.",
    "STORE_MANDATE": "The store itself has no mandate to sell there.",
    "SHIPS_AFTER_WINDOW": "The goods would leave after the license ends.",
    "UNIT_CAP": "All units that the grant allows are sold.",
    "COMPLIANCE_MISSING": "Papers that the territory's area asks for are missing.",
}
CHANNELS = {
    Channel.WEB: "Web shop",
    Channel.APP: "App",
    Channel.API_PARTNER: "Partner API",
    Channel.VENUE: "Venue store",
    Channel.VILLAGE: "Olympic Village store",
    Channel.CLICK_COLLECT: "Click and collect",
    Channel.MARKETPLACE: "Marketplace",
    Channel.B2B: "Business customers",
    Channel.PREMIUM: "Premium",
}
CHANNEL_CHOICES = [(channel.value, CHANNELS[channel]) for channel in Channel]
MODES = {"ACTIVE": "Sold and promoted", "PASSIVE_ONLY": "On request only", "NONE": "Not sold"}
PUBLIC = {
    "not_sold_in_country": "Not sold in your country",
    "available_from": "Available from a later day",
    "no_longer_available": "No longer available",
    "not_available": "Not available",
}
ON_REQUEST = "Delivered on request within the EEA; not listed or advertised there."
SOLD = "May be sold and promoted."


def sentence(reason: str | None, mode: str = "ACTIVE") -> str:
    """Return a sentence for a decision."""
    if reason is None:
        return ON_REQUEST if mode == "PASSIVE_ONLY" else SOLD
    return SENTENCES[reason]


def channel_in_words(code: str) -> str:
    """Return the name of a sales channel."""
    return CHANNELS.get(Channel(code), code) if code in Channel else code


def term_in_days(agreement: Agreement) -> str:
    """Return the first and the last day of a term in the agreement's zone, both included."""
    zone, term = ZoneInfo(agreement.time_zone), agreement.term
    last = term.upper.astimezone(zone) - datetime.resolution if term.upper else None
    first = term.lower.astimezone(zone) if term.lower else None
    return " – ".join(format_day(day) if day else "open" for day in (first, last))


def format_day(day: date) -> str:
    """Return a day as the desks write it, such as 1 Jan 2027."""
    return f"{day.day} {day:%b %Y}"


def basis_in_words(entries: Iterable[str]) -> str:
    """Return what a decision rests on, such as "grant 35, approval 285"."""
    return ", ".join(entry.replace("-", " ").replace(":", " ") for entry in entries) or "none"
