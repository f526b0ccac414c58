"""Titles and details of problem documents, translated into every language of the shop.

Clients decide by `code`, which never changes; these texts are for people.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[int, Promise] = {
    400: _("Invalid request"),
    401: _("Authentication required"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("Format not available"),
    409: _("Conflict"),
    413: _("Request too large"),
    415: _("Content type not supported"),
    422: _("The request cannot be fulfilled"),
    429: _("Too many requests"),
    500: _("Server error"),
    503: _("Temporarily unavailable"),
    507: _("Not enough storage space"),
}

# Problems of every address.
GENERAL: dict[str, Promise] = {
    "invalid": _("Some values in the request are invalid. See `errors`."),
    "bad_request": _("This request cannot be read."),
    "parse_error": _("The request body cannot be read."),
    "too_deep": _("The JSON in the request body is nested too deeply."),
    "not_found": _("The requested resource does not exist."),
    "forbidden": _("You do not have permission to do this."),
    "https_required": _("Use https to call the API."),
    "body_too_large": _("The request body is too large."),
    "busy": _("The shop is busy. Try again in a moment."),
    "server_error": _("Something went wrong on our side."),
    "too_many_requests": _("Too many requests. Wait before you try again."),
    "method_not_allowed": _(
        "This address does not support this method. The Allow header lists the methods it supports."
    ),
    "not_authenticated": _("Send an API key in the header “Authorization: Bearer …”."),
    "unsupported_media_type": _(
        "This content type is not supported here. Most addresses take application/json."
    ),
    "idempotency_clash": _("This idempotency key was used for a different request."),
}

# Reasons of a refused VAT number, for pages and the API; they never disclose the registered name.
VAT_NUMBER_REASONS: dict[str, Promise] = {
    "no_company": _("Enter the name of the company, as it is registered for VAT."),
    "format": _(
        "This is not a VAT number. Enter it with the country code, for example DE136695976."
    ),
    "invalid": _("This VAT number is not valid for trade in the EU. Check it and try again."),
    "other_name": _(
        "This VAT number belongs to a company with another name. Enter your company's name"
        " as it is registered for VAT, and your own VAT number."
    ),
}

# Reasons of a refused cancellation, for pages and the API: `title` and `left` are filled in.
CANCELLATION_REASONS: dict[str, Promise] = {
    "processing": _(
        "Your bank is processing the payment, so you cannot cancel this order right now."
    ),
    "paid": _("This order has already been paid and cannot be cancelled here."),
    "closed": _("This order is closed and cannot be cancelled any more."),
    "held": _(
        "This order is on hold while we check whether we can send it. We will email you; until "
        "then it cannot be cancelled here."
    ),
    "disputed": _(
        "The payment for this order is disputed at your bank, so it cannot be cancelled here."
    ),
    "packed": _("We are already packing “%(title)s”, so it cannot be cancelled any more."),
    "too_many": _("You can cancel at most %(left)s units of “%(title)s”."),
    "unknown_line": _("Choose items of this order."),
    "nothing": _("Choose at least one item to cancel."),
    "free": _("Nothing was paid for these items. Cancel the whole order instead."),
}

# Refusals of the shop: code of the domain error → text.
REFUSALS: dict[str, Promise] = {
    "old_stock_counts": _(
        "Units of some rows were sold after the stock was counted. Send `stock_confirmed` "
        "as true to apply these counts."
    ),
    "another_upload": _("Another import is being applied. Try again when it has finished."),
    "basket_empty": _("Nothing in this basket can be ordered."),
    "basket_not_open": _("This basket has already been ordered."),
    "catalog_changed": _(
        "The catalog has changed since this file was checked. Upload the file again."
    ),
    "counts_refused": _("No count was saved. See `errors` for the problem of each count."),
    "delivery_change_refused": _("The delivery of this order cannot be changed in this way."),
    "delivery_time_refused": _("The delivery must be after the shipment and not in the future."),
    "collection_refused": _("This order cannot be marked as ready or handed over."),
    "packing_refused": _("Packing of this order cannot begin or be undone."),
    "delivery_refused": _("This delivery method is not available for this address."),
    "gift_card_refused": _("This gift card cannot be used for this basket."),
    "not_priced": _("This item has no price in this market."),
    "not_sellable": _("This item cannot be sold to this destination at the moment."),
    "not_sold_in_country": _("This product is not sold in this country."),
    "nothing_to_undo": _("Only the most recently applied import can be undone."),
    "gift_wrap_refused": _("Gift wrap is not offered in this market."),
    "gift_card_not_sold": _("Gift cards are sold only on the pages of the store."),
    "order_not_cancellable": _("This order can no longer be cancelled."),
    "order_state_conflict": _(
        "The current state of the order does not allow this. Fetch the order again."
    ),
    "out_of_stock": _("Not enough units are in stock."),
    "payment_mismatch": _("The payment does not match the order."),
    "payment_not_started": _("The payment has not been started. Start a payment session first."),
    "tax_unavailable": _(
        "Tax cannot be calculated right now. Repeat the request after the time in the"
        " `Retry-After` header."
    ),
    "payment_unavailable": _("The payment provider is not responding. Your order is saved."),
    "person_limit_reached": _("This quantity exceeds the limit per person for this item."),
    "pictures_awaited": _("The pictures are still being processed. Try again afterwards."),
    "pictures_refused": _("The pictures are not a readable ZIP file, or the file is too large."),
    "quantity_refused": _("This quantity exceeds the limit per basket."),
    "quote_changed": _(
        "The total or the shipping date has changed. Read the basket again and confirm it."
    ),
    "return_refused": _("These items cannot be returned or exchanged in this way."),
    "ship_to_refused": _("We cannot deliver to this address."),
    "storage_full": _("There is no storage space for the file at the moment. Try again later."),
    "tax_unknown": _(
        "The tax for this destination cannot be calculated. Check the country and state."
    ),
    "too_many_unpaid": _(
        "You have too many unpaid items. Pay for or cancel an earlier order, or order fewer units."
    ),
    "total_too_small": _("The amount is too small to be charged."),
    "upload_state": _("The current state of the import does not allow this step."),
    "upload_too_large": _("The file is too large."),
    "variant_required": _("This product has variants. Send the SKU of one of them."),
    "vat_number_refused": _("This VAT number cannot be used. See `errors`."),
    "voucher_refused": _("This voucher cannot be used for this basket."),
}


def title_of(status: int) -> str:
    """Return the title of a status, in the active language."""
    return str(TITLES.get(status, TITLES[500 if status >= 500 else 400]))  # noqa: PLR2004


def detail_of(code: str) -> str | None:
    """Return the text of a code in the active language; None for a code without one."""
    text = REFUSALS.get(code) or GENERAL.get(code)
    return None if text is None else str(text)


def cancellation_text(data: Mapping[str, Any]) -> str:
    """Return why an order cannot be cancelled, from the data of the refusal."""
    text = CANCELLATION_REASONS.get(str(data["reason"]), CANCELLATION_REASONS["paid"])
    return str(text) % {"title": data.get("sku", ""), **data}
