"""Errors of gift cards."""

from shop.platform.core.errors import DomainError

GIFT_CARD_REASONS = ("not_usable", "ended", "used_up", "other_currency", "disabled", "changed")


class GiftCardRefused(DomainError):  # noqa: N818  a noun of the domain
    """The gift card does not pay this basket; `data` has the reason.

    Reasons for a code that was just typed: not_usable, whatever is wrong, to reveal nothing. For a
    card in the basket: ended, used_up, other_currency, disabled, changed (spent elsewhere
    meanwhile).
    """

    code = "gift_card_refused"


class GiftCardNotIssued(DomainError):  # noqa: N818
    """The card cannot be issued or disabled; `data` has the reason, and digits of the currency.

    Reasons: no_amount, other_digits (more decimals than the currency has), other_currency (no
    market sells in it), no_reason, in_the_past, key_used.
    """

    code = "gift_card_not_issued"
