"""Errors of an order, at the field of the checkout to which they belong."""

from django.utils.translation import gettext as _

from shop.commerce.markets.models import Market
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.platform.core.errors import DomainError
from shop.platform.core.money import from_minor
from shop.web.locale_names import country_in_sentence
from shop.web.storefront.buying.error_messages import refusal_text
from shop.web.templatetags.shop_tags import money_text


def note_error(form: CheckoutForm, error: DomainError, market: Market) -> None:
    """Add a refusal to the form's errors."""
    elsewhere = territory_elsewhere(error, market)
    if error.code == "quote_changed":
        form.errors["delivery"] = _changed_text(error, market)
    elif error.code == "ship_to_refused":
        form.errors["postcode"] = refusal_text(error)
    elif error.code == "tax_unknown":
        field = "state" if error.data["reason"] == "region_required" else "country"
        form.errors[field] = refusal_text(error)
    elif error.code == "tax_unavailable":
        form.errors["postcode"] = refusal_text(error)
    elif elsewhere:
        name = country_in_sentence(elsewhere)
        form.errors["postcode"] = _("This postcode is in %(country)s.") % {"country": name}
    else:
        form.errors["delivery"] = refusal_text(error)


def territory_elsewhere(error: DomainError, market: Market) -> str:
    """Return the territory of the postcode if the market does not serve it."""
    if error.code != "delivery_refused":
        return ""
    code = str(error.data.get("territory", ""))
    return "" if code in market.ship_to_codes else code


def _changed_text(error: DomainError, market: Market) -> str:
    """Return which value changed: the total, the shipping date or the amount to pay."""
    if error.data.get("field") == "to_pay":
        return _("The amount to pay has changed. Check it and order again.")
    if error.data.get("field") == "ships_on":
        return _("The shipping date has changed. Check it and order again.")
    old, new = int(str(error.data["expected"])), int(str(error.data["actual"]))
    if old < 0:  # no total was agreed to
        return refusal_text(error)
    totals = [
        money_text(from_minor(amount, market.currency), market.currency) for amount in (old, new)
    ]
    text = _("The total has changed from %(old)s to %(new)s. Check it and order again.")
    return text % dict(zip(("old", "new"), totals, strict=True))
