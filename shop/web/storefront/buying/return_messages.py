"""Messages for refused withdrawals and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from shop.orders.returns.photos import TOO_LARGE
from shop.platform.core.errors import DomainError
from shop.web.storefront.buying.error_messages import photo_size_text, refusal_text
from shop.web.templatetags.shop_tags import day


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form of which the page shows a summary: its errors by the name and id of the field."""

    errors: Mapping[str, str]


def return_refusal(error: DomainError) -> str:
    """Return why a withdrawal or a return is refused, and what can be done."""
    if error.code == "photo_refused" and error.data["reason"] == "too_many":
        return _("Attach at most %(most)s files.") % {"most": error.data["limit"]}
    if error.code == "photo_refused" and error.data["reason"] in TOO_LARGE:
        return photo_size_text(str(error.data["name"]))
    if error.code == "photo_refused":
        return _("“%(name)s” is not a picture we can read. Use JPEG, PNG or WebP.") % {
            "name": error.data.get("name", "")
        }
    if error.code in {"not_sellable", "out_of_stock"}:
        return _("The other size is not available. You can return the item for a refund.")
    if error.code != "return_refused":
        return refusal_text(error)
    return _reason_text(error)


def _reason_text(error: DomainError) -> str:
    reason, title = str(error.data["reason"]), error.data.get("title", "")
    until: Any = error.data.get("until")
    if reason == "too_late" and until is not None:
        text = _("The period for “%(title)s” ended on %(date)s.")
        return text % {"title": title, "date": day(until)}
    texts = {
        "unpaid": _("This order has not been paid, so there is nothing to return."),
        "refunded": _("This order has been refunded already."),
        "nothing": _("Choose at least one item."),
        "too_many": _("Only %(left)s of “%(title)s” can still be returned."),
        "not_sent": _("“%(title)s” has not been sent yet."),
        "excluded": _("“%(title)s” cannot be returned, because it is personalized or perishable."),
        "no_withdrawal": _(
            "There is no right of withdrawal in this country. You can return items if our return"
            " policy allows it."
        ),
        "no_returns": _("“%(title)s” cannot be returned without a defect."),
        "no_reason": _("Choose a reason."),
        "mixed": _("Choose another size for “%(title)s” too, or return it in a separate request."),
        "disputed": _(
            "The payment for this order is disputed and your bank is reviewing it. You can exchange"
            " the items afterwards."
        ),
        "no_variant": _("Choose another size of the same item."),
        "no_address": _("Contact us: the delivery address of this order has been erased."),
    }
    values = {"title": title, "left": error.data.get("left", 0)}
    return texts.get(reason, _("Something went wrong. Try again.")) % values
