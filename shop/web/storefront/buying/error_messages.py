"""Refusals of the shop in the words of its pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from licensing.rules.decision import AVAILABLE_FROM, NO_LONGER_AVAILABLE, NOT_SOLD_IN_COUNTRY
from licensing.rules.decision import public_wording as wording_code
from shop.orders.checkout.quote import ParkedLine
from shop.platform.core.errors import DomainError
from shop.web.locale_names import country_in_sentence
from shop.web.templatetags.language_tags import colon, comma


def reason_text(code: str, territory: str, opens: datetime | None = None) -> str:
    """Say one of the four public wordings; `opens` is the day an announced embargo lifts."""
    if code == NOT_SOLD_IN_COUNTRY:
        return _("Not sold in %(country)s") % {"country": country_in_sentence(territory)}
    if code == NO_LONGER_AVAILABLE:
        return _("No longer available")
    if code == AVAILABLE_FROM and opens is not None:
        return _("Available from %(date)s") % {"date": date_format(opens)}
    return _("Not available")


def parked_text(line: ParkedLine, territory: str) -> str:
    """Say why a line is parked."""
    return reason_text(wording_code(line.reason), territory)


def refusal_text(error: DomainError) -> str:
    """Say in a sentence what stopped an operation; unknown codes in general words."""
    explained = {
        "not_sellable": _not_sellable,
        "voucher_refused": _voucher_refused,
        "gift_card_refused": _gift_card_refused,
        "out_of_stock": _out_of_stock,
        "tax_unknown": _tax_unknown,
        "order_not_cancellable": _not_cancellable,
    }
    if error.code in explained:
        return explained[error.code](error.data)
    if error.code == "too_many_unpaid" and error.data.get("sku"):
        return _("You can order at most %(limit)s units of %(sku)s at a time.") % error.data
    if error.code == "ship_to_refused" and not error.data.get("region"):
        return _("Enter the postcode.")
    texts = {
        "too_many_requests": _("Too many codes were tried. Try again in an hour."),
        "too_many_unpaid": _(
            "Too much is waiting for payment already. Pay or cancel an earlier order first, or "
            "choose fewer units."
        ),
        "quantity_refused": _("Choose a quantity from 1 to %(limit)s."),
        "person_limit_reached": _(
            "One person may have at most %(limit)s of “%(title)s”, earlier orders included."
        ),
        "address_book_full": _("You can save at most %(limit)s addresses. Delete one first."),
        "address_saved_already": _("You have saved this address already."),
        "variant_required": _("Choose a size or color."),
        "not_priced": _("This article has no price in this market."),
        "delivery_refused": _("Choose how it should be delivered."),
        "ship_to_refused": _("We do not deliver to this postcode."),
        "quote_changed": _("The total has changed. Check it and order again."),
        "total_too_small": _("So small an amount cannot be paid. Add an article."),
        "basket_empty": _("Nothing in your basket can be ordered."),
        "payment_unavailable": _("Payment is not possible at this moment. Try again in a minute."),
    }
    return texts.get(error.code, _("This did not work. Try again.")) % error.data


def decline_text(code: str) -> str:
    """Say why a payment was declined, and what may help; unknown codes in general words."""
    texts = {
        "insufficient_funds": _("There is not enough money on this card. Use another card."),
        "expired_card": _("This card has expired. Use another card."),
        "incorrect_cvc": _("The security code is wrong. Check it and try again."),
        "incorrect_number": _("The card number is wrong. Check it and try again."),
        "processing_error": _("Your bank could not be reached. Try again in a minute."),
        "payment_intent_authentication_failure": _(
            "Your bank could not confirm that it is you. Try again or use another card."
        ),
    }
    return texts.get(code, _("The payment was not approved. Try again or use another card."))


def _not_cancellable(data: Mapping[str, Any]) -> str:
    if data["reason"] == "processing":
        return _("Your bank is processing the payment: this order cannot be cancelled now.")
    return _("This order is paid already and cannot be cancelled here.")


def _tax_unknown(data: Mapping[str, Any]) -> str:
    if data["reason"] == "region_required":
        return _("Choose the state: the sales tax depends on it.")
    return _("We cannot calculate the tax for this country yet. Choose another country.")


def _not_sellable(data: Mapping[str, Any]) -> str:
    code = data.get("public_code") or wording_code(data.get("reason"))
    titles = data.get("titles") or [data.get("title", "")]
    return f"{comma().join(titles)}{colon()}{reason_text(code, data.get('territory', ''))}"


def _voucher_refused(data: Mapping[str, Any]) -> str:
    not_usable = _(
        "This voucher cannot be used. Check the code; a voucher may have ended, be used up or be"
        " for another currency."
    )
    texts = {
        "not_usable": not_usable,
        "unknown": not_usable,
        "not_yet": _("This voucher is not valid yet."),
        "ended": _("This voucher has ended."),
        "used_up": _("This voucher has been used up."),
        "used_by_you": _("You have used this voucher before. Take it out of the basket."),
        "other_currency": _("This voucher is for another currency."),
        "too_little": _("There is not enough in your basket for this voucher yet."),
    }
    return texts[str(data["reason"])]


def _gift_card_refused(data: Mapping[str, Any]) -> str:
    texts = {
        "not_usable": _(
            "No gift card with this code can pay here. Check the code; a card is for one currency "
            "and may have ended or be used up."
        ),
        "ended": _("This gift card has ended."),
        "used_up": _("This gift card is used up."),
        "other_currency": _("This gift card is for another currency."),
        "disabled": _("This gift card can no longer be used."),
        "changed": _(
            "What is left on your gift card has changed. Check what you pay, order again."
        ),
    }
    return texts[str(data["reason"])]


def _out_of_stock(data: Mapping[str, Any]) -> str:
    if data.get("left"):
        return _("Only %(left)s left: choose fewer.") % {"left": data["left"]}
    return _("Sold out in the meantime: %(sku)s.") % {"sku": data.get("sku", "")}
