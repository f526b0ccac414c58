"""What can stop a basket from becoming a paid order."""

from shop.platform.core.errors import DomainError


class NotSellable(DomainError):  # noqa: N818  a noun of the domain, as all below
    """An article may not be sold to the ship-to; `data` has sku, title, territory, public code."""

    code = "not_sellable"


class ShipToRefused(DomainError):  # noqa: N818
    """Nothing may go to the address; `data` has field, territory, region and reason code."""

    code = "ship_to_refused"


class TaxUnknown(DomainError):  # noqa: N818
    """The tax of a destination is not known; `data` has territory, region and reason.

    The reason is `region_required` (the state decides) or `not_configured` (staff must add rates).
    """

    code = "tax_unknown"


class NotPriced(DomainError):  # noqa: N818
    """An article has no price in the market."""

    code = "not_priced"


class QuantityRefused(DomainError):  # noqa: N818
    """A quantity that is not a whole number from 1 to the basket's limit."""

    code = "quantity_refused"


class PersonLimitReached(DomainError):  # noqa: N818
    """One person would have more units than allowed; `data` has sku, title, limit."""

    code = "person_limit_reached"


class TooMuchUnpaid(DomainError):  # noqa: N818
    """One client would hold too much without paying; `data` has `by` (address, email or account),
    `limit`, and `sku` when it is too much of one article.
    """

    code = "too_many_unpaid"


class BasketEmpty(DomainError):  # noqa: N818
    """Nothing in the basket can be ordered."""

    code = "basket_empty"


class BasketNotOpen(DomainError):  # noqa: N818
    """The basket has become an order already; `data` may name it."""

    code = "basket_not_open"


class VariantRequired(DomainError):  # noqa: N818
    """A product with variants was named where one of its variants must be; `data` has the sku."""

    code = "variant_required"


class QuoteChanged(DomainError):  # noqa: N818
    """The total or the day a pre-order is sent is not what the buyer agreed to.

    `data` has `field` (total, to_pay or ships_on) with its expected and actual value, in minor
    units for an amount and as an ISO date or None for the day of a pre-order.
    """

    code = "quote_changed"


class TotalTooSmall(DomainError):  # noqa: N818
    """More than nothing is due, and less than a payment can be of; `data` has the total."""

    code = "total_too_small"


class DeliveryRefused(DomainError):  # noqa: N818
    """The delivery method does not reach the ship-to."""

    code = "delivery_refused"


class IdempotencyClash(DomainError):  # noqa: N818
    """The same key was used for another request."""

    code = "idempotency_clash"


class OrderStateConflict(DomainError):  # noqa: N818
    """The order is not in the state that the move starts from."""

    code = "order_state_conflict"


class PaymentNotStarted(DomainError):  # noqa: N818
    """An order waits for a payment that does not exist at the provider yet."""

    code = "payment_not_started"


class OrderNotCancellable(DomainError):  # noqa: N818
    """The buyer can no longer cancel the order; `data` has order, reason and status.

    Reasons: paid (money has come), processing (a bank decides about the payment), closed.
    """

    code = "order_not_cancellable"


class RefundRefused(DomainError):  # noqa: N818
    """A part that cannot be given back; `data` has the reason, and the line with what is left.

    Reasons: unknown_line, too_many, no_delivery_left, nothing, no_reason, disputed.
    """

    code = "refund_refused"


class AddressBookFull(DomainError):  # noqa: N818
    """A person has saved as many addresses as they may; `data` has the limit."""

    code = "address_book_full"


class AddressSavedAlready(DomainError):  # noqa: N818
    """The same address is saved as another entry of the person's."""

    code = "address_saved_already"


class NothingToResend(DomainError):  # noqa: N818
    """The order was never confirmed, so there is no confirmation to send again."""

    code = "nothing_to_resend"


class OrderHeld(DomainError):  # noqa: N818
    """A paid order waits for a decision about its rights and is not sent before."""

    code = "order_held"


class DispatchRefused(DomainError):  # noqa: N818
    """Lines that cannot be sent so; `data` has the reason.

    Reasons: nothing, unknown_line, sent_already, not_arrived, no_number, unknown_carrier, unpaid.
    """

    code = "dispatch_refused"


class HeldOrderDecided(DomainError):  # noqa: N818
    """Somebody has decided about the held order already."""

    code = "held_order_decided"


class ReferenceMissing(DomainError):  # noqa: N818
    """Sending what may no longer be sold needs the licensor's reference; `data` has the field."""

    code = "reference_missing"
