"""Messages for refusals on storefront pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.media.file_checks import LIMITS
from licensing.rules.decision import AVAILABLE_FROM, NO_LONGER_AVAILABLE, NOT_SOLD_IN_COUNTRY
from licensing.rules.decision import public_wording as wording_code
from shop.orders.checkout.quote import ParkedLine
from shop.platform.core.errors import DomainError
from shop.platform.problems.texts import cancellation_text
from shop.web.locale_names import country_in_sentence
from shop.web.templatetags.language_tags import colon, comma
from shop.web.templatetags.shop_tags import money_text


def reason_text(code: str, territory: str, opens: datetime | None = None) -> str:
    """Return the public text of a reason; `opens` is the day an announced embargo lifts."""
    if code == NOT_SOLD_IN_COUNTRY:
        return _("Not sold in %(country)s") % {"country": country_in_sentence(territory)}
    if code == NO_LONGER_AVAILABLE:
        return _("No longer available")
    if code == AVAILABLE_FROM and opens is not None:
        return _("Available from %(date)s") % {"date": date_format(opens)}
    return _("Not available")


def photo_size_text(name: str) -> str:
    """Return why a photo is too large, with its limits."""
    text = _(
        "“%(name)s” is too large. Attach a photo of at most %(size)s MB and %(pixels)s megapixels."
    )
    limits = {"size": LIMITS.size // 1_000_000, "pixels": LIMITS.pixels // 1_000_000}
    return text % {"name": name, **limits}


def parked_text(line: ParkedLine, territory: str) -> str:
    """Return why a line cannot be ordered."""
    return reason_text(wording_code(line.reason), territory)


def refusal_text(error: DomainError) -> str:
    """Return the message for a refusal; a general one for unknown codes."""
    explained = {
        "not_sellable": _not_sellable,
        "voucher_refused": _voucher_refused,
        "gift_card_refused": _gift_card_refused,
        "out_of_stock": _out_of_stock,
        "tax_unknown": _tax_unknown,
        "order_not_cancellable": cancellation_text,
        "gift_card_not_sold": _gift_card_not_sold,
        "gift_card_not_withdrawable": _card_stays,
        "delivery_change_refused": _delivery_stays,
    }
    if error.code in explained:
        return explained[error.code](error.data)
    if error.code == "too_many_unpaid" and error.data.get("sku"):
        return _("You can order at most %(limit)s units of %(sku)s at a time.") % error.data
    if error.code == "ship_to_refused" and not error.data.get("region"):
        return _("Enter the postcode.")
    texts = {
        "too_many_requests": _("Too many attempts. Try again in an hour."),
        "too_many_unpaid": _(
            "You have too many unpaid items. Pay for or cancel an earlier order, or order "
            "fewer units."
        ),
        "quantity_refused": _("Choose a quantity from 1 to %(limit)s."),
        "person_limit_reached": _(
            "The limit is %(limit)s of “%(title)s” per person, including earlier orders."
        ),
        "address_book_full": _("You can save at most %(limit)s addresses. Delete one first."),
        "address_saved_already": _("You have already saved this address."),
        "variant_required": _("Choose a size or color."),
        "not_priced": _("This item has no price in this market."),
        "gift_wrap_refused": _("Gift wrap is no longer offered. Check the total and order again."),
        "delivery_refused": _("Choose a delivery method."),
        "ship_to_refused": _("We do not deliver to this postcode."),
        "quote_changed": _("The total has changed. Check it and order again."),
        "total_too_small": _("The amount is too small to be paid. Add another item."),
        "basket_empty": _("Nothing in your basket can be ordered."),
        "tax_unavailable": _("We cannot calculate sales tax right now. Try again in a minute."),
        "payment_unavailable": _("Payment is not available right now. Try again in a minute."),
    }
    return texts.get(error.code, _("Something went wrong. Try again.")) % error.data


def decline_text(code: str) -> str:
    """Return the message for a declined payment; a general one for unknown codes."""
    texts = {
        "insufficient_funds": _("This card has insufficient funds. Use another card."),
        "expired_card": _("This card has expired. Use another card."),
        "incorrect_cvc": _("The security code is wrong. Check it and try again."),
        "incorrect_number": _("The card number is wrong. Check it and try again."),
        "processing_error": _("Your bank could not be reached. Try again in a minute."),
        "payment_intent_authentication_failure": _(
            "Your bank could not verify your identity. Try again or use another card."
        ),
    }
    return texts.get(code, _("The payment was not approved. Try again or use another card."))


def _delivery_stays(data: Mapping[str, Any]) -> str:
    reason = str(data["reason"])
    if reason == "costs_more":
        more = money_text(data["more"], str(data["currency"]))
        return _(
            "This delivery costs %(more)s more, which we cannot charge afterwards. Choose another "
            "one, or cancel the order and order again."
        ) % {"more": more}
    if reason == "not_sold":
        titles = comma().join(data["titles"])
        return _("These items can no longer be sent there:") + f" {titles}"
    texts = {
        "closed": _("The delivery of this order cannot be changed any more."),
        "packed": _("We are already packing this order, so its delivery cannot be changed."),
        "held": _(
            "This order is on hold while we check whether we can send it. We will email you; until "
            "then its delivery cannot be changed."
        ),
        "disputed": _(
            "The payment for this order is disputed at your bank, so its delivery cannot be "
            "changed."
        ),
        "country": _(
            "Different taxes or licenses apply at this address. Cancel the order and order again."
        ),
        "tax": _(
            "Another tax rate applies at this address, so the order cannot be sent there. Cancel "
            "the order and order again."
        ),
        "delivery": _("Choose a delivery method that is offered at this address."),
        "nothing": _("You have not changed anything."),
    }
    return texts[reason]


def _tax_unknown(data: Mapping[str, Any]) -> str:
    if data["reason"] == "region_required":
        return _("Choose the state. It is needed to calculate sales tax.")
    if data["reason"] == "duty_unknown":
        return _("We cannot calculate customs duty for this country yet. Choose another country.")
    return _("We cannot calculate tax for this country yet. Choose another country.")


def _not_sellable(data: Mapping[str, Any]) -> str:
    code = data.get("public_code") or wording_code(data.get("reason"))
    titles = data.get("titles") or [data.get("title", "")]
    return f"{comma().join(titles)}{colon()}{reason_text(code, data.get('territory', ''))}"


def _voucher_refused(data: Mapping[str, Any]) -> str:
    not_usable = _(
        "This voucher cannot be used. Check the code. The voucher may have expired, been "
        "used up or be for another currency."
    )
    texts = {
        "not_usable": not_usable,
        "unknown": not_usable,
        "not_yet": _("This voucher is not valid yet."),
        "ended": _("This voucher has expired."),
        "used_up": _("This voucher has been used up."),
        "used_by_you": _("You have already used this voucher. Remove it from your basket."),
        "other_currency": _("This voucher is for another currency."),
        "too_little": _("Your basket total is below the minimum for this voucher."),
        "too_few": _("This code needs at least %(least_units)s of its products in your basket."),
        "no_goods": _("This code does not apply to the products in your basket."),
        "no_better": _(
            "This code does not lower your total: it cannot be combined with the promotions in"
            " your basket, or the products cannot be reduced further."
        ),
        "other_market": _("This code is for another country. Choose that country to use it."),
        "other_customers": _("This code is not for your account."),
        "not_first_order": _("This code is for your first order only."),
        "sign_in": _("Sign in to use this code."),
        "promotion_used_up": _(
            "The promotion “%(code)s” has just been used up. Check the new total and order again."
        ),
    }
    return texts[str(data["reason"])] % {"least_units": 2, "code": "", **data}


def _gift_card_refused(data: Mapping[str, Any]) -> str:
    texts = {
        "not_usable": _(
            "This gift card cannot be used. Check the code. The card may have expired, been"
            " used up or be for another currency."
        ),
        "ended": _("This gift card has expired."),
        "used_up": _("This gift card has no balance left."),
        "other_currency": _("This gift card is for another currency."),
        "disabled": _("This gift card can no longer be used."),
        "changed": _(
            "Your gift card balance has changed. Check the amount to pay and order again."
        ),
        "buys_cards": _(
            "Gift cards cannot be paid with a gift card. Remove one or the other from your basket."
        ),
    }
    return texts[str(data["reason"])]


def _gift_card_not_sold(data: Mapping[str, Any]) -> str:
    reason = str(data["reason"])
    if reason == "amount":
        currency = str(data["currency"])
        return _("Choose an amount from %(least)s to %(most)s.") % {
            "least": money_text(data["least"], currency),
            "most": money_text(data["most"], currency),
        }
    texts = {
        "not_offered": _("We do not sell gift cards for this country."),
        "message": _("Enter a message of at most %(most)d characters."),
        "date": _("Choose a day within the next %(days)d days."),
        "too_many": _("You can order at most %(limit)d gift cards at once."),
        "store_only": _("Gift cards are sold only on the pages of the store."),
    }
    return texts[reason] % data


def _card_stays(data: Mapping[str, Any]) -> str:
    texts = {
        "used": _("This gift card has been used and cannot be returned."),
        "late": _("The 14 days for returning this gift card are over."),
        "held": _("This order is on hold. You can return the gift card when it is released."),
        "disputed": _("The payment for this order is disputed at your bank."),
    }
    return texts.get(str(data["reason"]), _("This gift card cannot be returned."))


def _out_of_stock(data: Mapping[str, Any]) -> str:
    if data.get("left"):
        return _("Only %(left)s left. Choose a smaller quantity.") % {"left": data["left"]}
    return _("Now sold out: %(sku)s.") % {"sku": data.get("sku", "")}
