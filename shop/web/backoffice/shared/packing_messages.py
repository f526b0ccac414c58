"""Texts for staff and licensees about refused steps of packing."""

from shop.platform.core.errors import DomainError

REFUSALS = {
    "nothing": "Choose at least one line.",
    "unknown_line": "Choose lines of this order.",
    "unpaid": "This order is no longer paid. Do not pack it.",
    "begun_or_cancelled": "One of the lines is being packed, was shipped or was cancelled by the "
    "customer. Check the list again.",
    "disputed": "The customer disputes the payment of this order. Do not pack it until the dispute "
    "is won.",
    "not_begun": "One of the lines is not being packed, or has been shipped. Check the list again.",
}
HELD = "This order is on hold while its rights are reviewed. Do not pack it."


def packing_refusal(error: DomainError) -> str:
    """Return why packing could not begin or be undone."""
    return REFUSALS.get(str(error.data.get("reason")), HELD)
