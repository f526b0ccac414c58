"""Reason codes of denials, by precedence, and the four messages that shoppers see for them.

To add a reason, add its code here, the check that yields it, a sentence for staff and a test.
"""

# The first code that applies is the reason. If several grants fail, the closest one counts.
REASONS = (
    "RULE_ERROR",
    "UNKNOWN_TERRITORY",
    "SANCTIONED",
    "NOT_SERVED",
    "RECALLED",
    "LEGAL_HOLD",
    "NOT_PUBLISHED",
    "NO_PROPERTY",
    "EMBARGOED",
    "SALE_NOT_BEGUN",
    "SALE_ENDED",
    "NOT_APPROVED",
    "APPROVAL_WITHDRAWN",
    "LICENSEE_SUSPENDED",
    "AUDIT_LAPSED",
    "AGREEMENT_NOT_SIGNED",
    "SUSPENDED",
    "REVOKED",
    "HOLDER_CHANGED",
    "NO_GRANT",
    "CATEGORY_NOT_GRANTED",
    "CHANNEL_NOT_GRANTED",
    "TERRITORY_NOT_GRANTED",
    "WINDOW_NOT_OPEN",
    "WINDOW_CLOSED",
    "SELL_OFF_ENDED",
    "SELL_OFF_STOCK",
    "EXCLUSIVE_ELSEWHERE",
    "NOC_TERRITORY",
    "ATHLETE_CONSENT",
    "HOLDBACK",
    "STORE_MANDATE",
    "SHIPS_AFTER_WINDOW",
    "UNIT_CAP",
    "COMPLIANCE_MISSING",
)
RANK = {code: position for position, code in enumerate(REASONS)}

NOT_SOLD_IN_COUNTRY = "not_sold_in_country"
AVAILABLE_FROM = "available_from"
NO_LONGER_AVAILABLE = "no_longer_available"
NOT_AVAILABLE = "not_available"
PUBLIC_WORDINGS = (NOT_SOLD_IN_COUNTRY, AVAILABLE_FROM, NO_LONGER_AVAILABLE, NOT_AVAILABLE)
_WORDINGS = {
    "SANCTIONED": NOT_SOLD_IN_COUNTRY,
    "NOT_SERVED": NOT_SOLD_IN_COUNTRY,
    "TERRITORY_NOT_GRANTED": NOT_SOLD_IN_COUNTRY,
    "EXCLUSIVE_ELSEWHERE": NOT_SOLD_IN_COUNTRY,
    "NOC_TERRITORY": NOT_SOLD_IN_COUNTRY,
    "STORE_MANDATE": NOT_SOLD_IN_COUNTRY,
    "HOLDBACK": NOT_SOLD_IN_COUNTRY,
    "COMPLIANCE_MISSING": NOT_SOLD_IN_COUNTRY,
    "SALE_ENDED": NO_LONGER_AVAILABLE,
    "WINDOW_CLOSED": NO_LONGER_AVAILABLE,
    "SELL_OFF_ENDED": NO_LONGER_AVAILABLE,
    "SELL_OFF_STOCK": NO_LONGER_AVAILABLE,
    "SHIPS_AFTER_WINDOW": NO_LONGER_AVAILABLE,
    "UNIT_CAP": NO_LONGER_AVAILABLE,
    "REVOKED": NO_LONGER_AVAILABLE,
    "RECALLED": NO_LONGER_AVAILABLE,
}


def public_wording(reason: str | None, *, teaser: bool = False) -> str:
    """Return which of the four messages shoppers see for a reason code.

    `teaser` is whether the embargo permits showing its date.
    """
    if reason == "EMBARGOED" and teaser:
        return AVAILABLE_FROM
    return _WORDINGS.get(reason or "", NOT_AVAILABLE)
