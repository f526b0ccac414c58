"""Refusals of a gift card."""

from shop.platform.core.errors import DomainError

GIFT_CARD_REASONS = ("not_usable", "ended", "used_up", "other_currency", "disabled", "changed")


class GiftCardRefused(DomainError):  # noqa: N818  a noun of the domain
    """A gift card does not pay this basket; `data` has the reason.

    Reasons: not_usable (unknown, disabled, ended, empty or of another currency: whoever types a
    code is not told which); and of a card that is in the basket already: ended,
    used_up, other_currency, disabled, changed (somebody has spent of it meanwhile).
    """

    code = "gift_card_refused"


class GiftCardNotIssued(DomainError):  # noqa: N818
    """A card that cannot be made, or ended, so; `data` has the reason, and digits of the currency.

    Reasons: no_amount, other_digits (a part of the currency's smallest unit), other_currency (no
    market sells in it), no_reason, in_the_past, key_used.
    """

    code = "gift_card_not_issued"
