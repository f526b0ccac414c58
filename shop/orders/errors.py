"""Errors that refuse a step of an order."""

from shop.platform.core.errors import DomainError


class NotSellable(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The article cannot be sold to the ship-to; `data` has sku, title, territory, public code."""

    code = "not_sellable"


class ShipToRefused(DomainError):  # noqa: N818
    """Nothing can be sent to the address; `data` has field, territory, region and reason."""

    code = "ship_to_refused"


class TaxUnknown(DomainError):  # noqa: N818
    """The tax of a destination is not known; `data` has territory, region and reason.

    The reason is `region_required` (the state decides) or `not_configured` (staff must add rates).
    """

    code = "tax_unknown"


class TaxUnavailable(DomainError):  # noqa: N818
    """The tax service does not answer, and there are no rates of our own for the territory."""

    code = "tax_unavailable"


class NotPriced(DomainError):  # noqa: N818
    """An article has no price in the market."""

    code = "not_priced"


class QuantityRefused(DomainError):  # noqa: N818
    """The quantity is not a whole number from 1 to the limit of the basket."""

    code = "quantity_refused"


class PersonLimitReached(DomainError):  # noqa: N818
    """The person would exceed the limit of an article; `data` has sku, title, limit."""

    code = "person_limit_reached"


class TooMuchUnpaid(DomainError):  # noqa: N818
    """The client would reserve too much without paying.

    `data` has `by` (address, email or account), `limit`, and `sku` if it is about one article.
    """

    code = "too_many_unpaid"


class BasketEmpty(DomainError):  # noqa: N818
    """Nothing in the basket can be ordered."""

    code = "basket_empty"


class BasketNotOpen(DomainError):  # noqa: N818
    """The basket was ordered already; `data` may name the order."""

    code = "basket_not_open"


class VariantRequired(DomainError):  # noqa: N818
    """The product has variants, one of which must be chosen; `data` has the sku."""

    code = "variant_required"


class QuoteChanged(DomainError):  # noqa: N818
    """The total, the amount to pay or the shipping day differs from what the buyer agreed to.

    `data` has `field` (total, to_pay or ships_on) with its expected and actual value, in minor
    units for an amount and as an ISO date or None for the day of a pre-order.
    """

    code = "quote_changed"


class TotalTooSmall(DomainError):  # noqa: N818
    """The amount to pay is below the minimum of a payment; `data` has the total."""

    code = "total_too_small"


class DeliveryRefused(DomainError):  # noqa: N818
    """The delivery method does not reach the ship-to."""

    code = "delivery_refused"


class IdempotencyClash(DomainError):  # noqa: N818
    """The key was used for another request."""

    code = "idempotency_clash"


class OrderStateConflict(DomainError):  # noqa: N818
    """The order is not in the expected state, or the transition is not allowed."""

    code = "order_state_conflict"


class PaymentNotStarted(DomainError):  # noqa: N818
    """The payment of the order does not exist at the provider yet."""

    code = "payment_not_started"


class OrderNotCancellable(DomainError):  # noqa: N818
    """The order, or a part of it, can no longer be cancelled; `data` has order and reason.

    Reasons: paid, processing (the bank has not decided yet), closed, held, disputed, packed (of
    `sku`), too_many (only `left` of `sku` are left), unknown_line, nothing, free (nothing was paid
    for the units, and others stay).
    """

    code = "order_not_cancellable"


class RefundRefused(DomainError):  # noqa: N818
    """The refund is not possible; `data` has the reason, and the line with its remaining units.

    Reasons: unknown_line, too_many, no_delivery_left, nothing, no_reason, disputed, other_digits,
    above_left, packed, withheld_too_much.
    """

    code = "refund_refused"


class AddressBookFull(DomainError):  # noqa: N818
    """The person has saved the maximum number of addresses; `data` has the limit."""

    code = "address_book_full"


class AddressSavedAlready(DomainError):  # noqa: N818
    """The person has saved the same address already."""

    code = "address_saved_already"


class NothingToResend(DomainError):  # noqa: N818
    """The order was never confirmed, so there is no confirmation to resend."""

    code = "nothing_to_resend"


class GiftWrapRefused(DomainError):  # noqa: N818
    """The market no longer offers gift wrap."""

    code = "gift_wrap_refused"


class CardNotWithdrawable(DomainError):  # noqa: N818
    """A gift card of the order cannot be given back; `data` has the reason.

    Reasons: unknown, closed, used, late, held, disputed.
    """

    code = "gift_card_not_withdrawable"


class OrderHeld(DomainError):  # noqa: N818
    """The order cannot be sent until its rights are decided."""

    code = "order_held"


class ShipmentRefused(DomainError):  # noqa: N818
    """The lines cannot be shipped; `data` has the reason.

    Reasons: nothing, unknown_line, sent_already, not_arrived, awaits_return, no_number,
    unknown_carrier, unpaid, disputed.
    """

    code = "dispatch_refused"


class HeldOrderDecided(DomainError):  # noqa: N818
    """The held order was decided already."""

    code = "held_order_decided"


class ReferenceMissing(DomainError):  # noqa: N818
    """Shipping a held order needs the licensor's reference; `data` has the field."""

    code = "reference_missing"


class PackingRefused(DomainError):  # noqa: N818
    """Packing cannot begin, or be undone; `data` has the reason.

    Reasons: nothing, unknown_line, unpaid, begun_or_cancelled, not_begun, disputed.
    """

    code = "packing_refused"


class CollectionRefused(DomainError):  # noqa: N818
    """An order is not marked as ready, or not handed over; `data` has the reason.

    Reasons: no_point, unpaid, held, not_arrived, ready, not_ready, collected, wrong_code.
    """

    code = "collection_refused"


class DeliveryRefusedByTime(DomainError):  # noqa: N818
    """The delivery was not between the shipment and now; `data` has the field."""

    code = "delivery_time_refused"


DELIVERY_CHANGE_REASONS = (
    *("closed", "packed", "held", "disputed", "country", "not_sold", "tax", "delivery"),
    *("costs_more", "nothing"),
)


class DeliveryChangeRefused(DomainError):  # noqa: N818
    """The address or the delivery method of an order cannot be changed; `data` has the reason.

    Reasons: closed, packed, held, disputed, country (another `territory`), not_sold (`titles`), tax
    (other rates), delivery (the method is not offered there), costs_more (by `more` in `currency`),
    nothing (it is unchanged).
    """

    code = "delivery_change_refused"
