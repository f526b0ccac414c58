"""Texts for codes of rights, for staff: reasons, channels and modes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from licensing.models import Agreement
from licensing.rules.channels import Channel

SENTENCES = {
    "RULE_ERROR": "A rule could not be evaluated, so the product cannot be sold.",
    "UNKNOWN_TERRITORY": "No territory has this code.",
    "SANCTIONED": "The territory, or the region of the postcode, is under sanctions.",
    "NOT_SERVED": "The shop does not deliver to this territory.",
    "RECALLED": "The product is recalled.",
    "LEGAL_HOLD": "A legal hold stops the sale.",
    "NOT_PUBLISHED": "The product is not public, or no version of it is released.",
    "NO_PROPERTY": "The released version has no mark and has not been confirmed as unmarked.",
    "EMBARGOED": "The product is under embargo.",
    "SALE_NOT_BEGUN": "The licensee's sale has not started yet.",
    "SALE_ENDED": "The licensee's sale has ended.",
    "NOT_APPROVED": "A holder has not approved this version, for this territory, at this time.",
    "APPROVAL_WITHDRAWN": "A holder has withdrawn its approval.",
    "LICENSEE_SUSPENDED": "The licensee is not active.",
    "AUDIT_LAPSED": "The licensee's audit or insurance has lapsed.",
    "AGREEMENT_NOT_SIGNED": "The agreement is not signed yet.",
    "SUSPENDED": "The agreement is suspended.",
    "REVOKED": "The agreement is revoked.",
    "HOLDER_CHANGED": "The licensor no longer holds the mark there and has no successor.",
    "NO_GRANT": "No agreement of the licensee covers the mark.",
    "CATEGORY_NOT_GRANTED": "The agreement does not cover the product's category.",
    "CHANNEL_NOT_GRANTED": "The agreement does not cover this sales channel.",
    "TERRITORY_NOT_GRANTED": "The agreement does not cover this territory.",
    "WINDOW_NOT_OPEN": "The licensed period has not started yet.",
    "WINDOW_CLOSED": "The licensed period has ended.",
    "SELL_OFF_ENDED": "The sell-off period after the agreement's end is over.",
    "SELL_OFF_STOCK": "The stock declared for the sell-off has been sold.",
    "EXCLUSIVE_ELSEWHERE": "Another licensee has an exclusive grant.",
    "NOC_TERRITORY": "The national committee of the territory has not given its consent.",
    "ATHLETE_CONSENT": "No consent of the athlete covers this territory, time and use.",
    "HOLDBACK": "A hold stops the sale.",
    "STORE_MANDATE": "The shop has no mandate to sell there.",
    "SHIPS_AFTER_WINDOW": "The goods would ship after the license has ended.",
    "UNIT_CAP": "The unit limit of the grant has been reached.",
    "COMPLIANCE_MISSING": "Compliance documents required in the territory are missing.",
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
MODES = {"ACTIVE": "Sold and promoted", "PASSIVE_ONLY": "Passive sales only", "NONE": "Not sold"}
PUBLIC = {
    "not_sold_in_country": "Not sold in your country",
    "available_from": "Available later",
    "no_longer_available": "No longer available",
    "not_available": "Not available",
}
ON_REQUEST = (
    "Delivered within the EEA if a customer asks for it, but not listed or advertised there."
)
SOLD = "May be sold and promoted."


def sentence(reason: str | None, mode: str = "ACTIVE") -> str:
    """Return a sentence for a decision."""
    if reason is None:
        return ON_REQUEST if mode == "PASSIVE_ONLY" else SOLD
    return SENTENCES[reason]


def reason_in_words(code: str) -> str:
    """Return a sentence for a reason code, also for one that is not in use any more."""
    return SENTENCES.get(code, "The rights to sell it were taken back.")


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
    """Return a day in the back office's format, such as 1 Jan 2027."""
    return f"{day.day} {day:%b %Y}"
