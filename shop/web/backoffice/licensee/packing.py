"""Start of packing of a licensee's lines: the buyer cannot cancel or change them after it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from shop.orders.aftersales.packing import start_packing, stop_packing
from shop.orders.aftersales.shipments import lines_of
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.packing_messages import packing_refusal

STEPS = {"start": start_packing, "stop": stop_packing}
DONE = {
    "start": "Packing has begun. The customer can no longer cancel or change these lines.",
    "stop": "Packing was undone. The customer can cancel or change these lines again.",
}


class PackingForm(forms.Form):
    """Lines of an order and the step: start packing, or undo it."""

    step = forms.ChoiceField(choices=[(name, name) for name in STEPS])
    lines = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any, line_ids: list[int]) -> None:
        super().__init__(data)
        self.fields["lines"].choices = [(pk, pk) for pk in line_ids]  # type: ignore[attr-defined]


def change(request: PortalRequest, number: str) -> HttpResponse:
    """Start packing the chosen lines, or undo the start."""
    number = normalize_code(number)
    own = lines_of(request.licensee).filter(order__number=number)
    order = get_object_or_404(Order, number=number, pk__in=own.values("order"))
    if request.method != "POST":
        return redirect("licensee:order", number=order.number)
    form = PackingForm(request.POST, list(own.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(request, "Choose at least one line of this order.")
        return redirect("licensee:order", number=order.number)
    step = form.cleaned_data["step"]
    try:
        STEPS[step](
            order_number=order.number,
            line_ids=form.cleaned_data["lines"],
            by_id=request.person.pk,
            licensee=request.licensee,
        )
    except DomainError as error:
        messages.error(request, packing_refusal(error))
    else:
        messages.success(request, DONE[step])
    return redirect("licensee:order", number=order.number)
