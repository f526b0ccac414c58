"""The form of a parcel: its lines, carrier and tracking number, and the texts of refusals."""

from collections.abc import Sequence
from typing import Any

from django import forms

from shop.commerce.fulfillment.carriers import carrier_choices
from shop.commerce.fulfillment.models import ParcelLabel
from shop.oscar.order.models import Line
from shop.platform.core.errors import DomainError
from shop.web.backoffice.shared.forms import DeskForm
from shop.web.typed_fields import CodeField

REFUSALS = {
    "nothing": "Choose at least one line.",
    "unknown_line": "Choose lines of this order.",
    "sent_already": "One of the lines has already been shipped. Check the list again.",
    "awaits_return": "The order replaces goods that have not come back yet. Ship it when "
    "they have.",
    "not_arrived": "One of the lines is a pre-order that has not arrived yet. Ship it when "
    "it has arrived.",
    "no_number": "Enter the tracking number. This carrier gives one to every parcel.",
    "unknown_carrier": "Choose a carrier.",
    "unpaid": "This order is no longer paid. Do not ship it.",
    "disputed": "The customer disputes the payment of this order. Do not ship it until the "
    "dispute is won.",
}
HELD = (
    "This order is on hold while its rights are reviewed. Do not ship it until the hold is lifted."
)


class ParcelForm(DeskForm):
    """Lines, carrier and tracking number of a parcel."""

    lines = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, label="In the parcel"
    )
    carrier = forms.ChoiceField(choices=carrier_choices)
    tracking_number = CodeField(
        max_length=40,
        required=False,
        help_text="Required unless you choose another carrier.",
    )

    def __init__(self, data: Any, lines: Sequence[Line], label: ParcelLabel | None = None) -> None:
        initial: dict[str, Any] = {"lines": [line.pk for line in lines]}
        if label is not None:
            initial |= {"carrier": label.carrier_id, "tracking_number": label.tracking_number}
        super().__init__(data, initial=initial)
        self.fields["tracking_number"].mark = "required for named carriers"  # type: ignore[attr-defined]
        self.fields["lines"].choices = [  # type: ignore[attr-defined]
            (line.pk, label_of(line)) for line in lines
        ]


def label_of(line: Line) -> str:
    """Return a line with its units to ship."""
    article = ", ".join(part for part in (line.title, line.size, line.color) if part)
    return f"{line.quantity - line.refunded_units} × {line.upc} {article}"


def refuse_shipment(form: forms.Form, error: DomainError) -> None:
    """Add the reason why a parcel cannot be sent to its field."""
    sentence = REFUSALS.get(str(error.data.get("reason")), HELD)
    field = error.data.get("field")
    form.add_error(str(field) if field in form.fields else None, sentence)
