"""Errors of gift cards."""

from shop.platform.core.errors import DomainError

GIFT_CARD_REASONS = (
    "not_usable",
    "ended",
    "used_up",
    "other_currency",
    "disabled",
    "changed",
    "buys_cards",
)


class GiftCardRefused(DomainError):  # noqa: N818  a noun of the domain
    """The gift card does not pay this basket; `data` has the reason.

    Reasons for a code that was just typed: not_usable, whatever is wrong, to reveal nothing. For a
    card in the basket: ended, used_up, other_currency, disabled, changed (spent elsewhere
    meanwhile), buys_cards (the basket contains gift cards, which no gift card pays).
    """

    code = "gift_card_refused"


class GiftCardNotIssued(DomainError):  # noqa: N818
    """The card cannot be issued or disabled; `data` has the reason, and digits of the currency.

    Reasons: no_amount, other_digits (more decimals than the currency has), other_currency (no
    market sells in it), no_reason, in_the_past, key_used, disabled, no_recipient.
    """

    code = "gift_card_not_issued"


GIFT_CARD_SALE_REASONS = (
    "not_offered", "amount", "recipient", "message", "date", "too_many", "store_only"
)  # fmt: skip


class GiftCardNotSold(DomainError):  # noqa: N818
    """The gift card cannot be bought; `data` has the reason and the field.

    Reasons: not_offered (in this market), amount (with least, most and currency), recipient,
    message, date (with days), too_many (with limit), store_only (the API does not sell them).
    """

    code = "gift_card_not_sold"


class GiftCardUsed(DomainError):  # noqa: N818
    """A bought gift card cannot be refunded because something of it was used; `data` has last4."""

    code = "gift_card_used"
