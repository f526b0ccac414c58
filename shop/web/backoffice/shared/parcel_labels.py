"""Answers of the pages that get a parcel's label from the carrier's service."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from shop.commerce.fulfillment.errors import LabelUnavailable
from shop.commerce.fulfillment.models import ParcelLabel
from shop.orders.errors import ShipmentRefused
from shop.oscar.order.models import Order


@contextmanager
def add_label_message(request: HttpRequest) -> Iterator[None]:
    """Run a block that makes a label, and add a message about its result for the next page."""
    try:
        yield
    except LabelUnavailable:
        messages.error(
            request,
            "The carrier's service gave no label. Try again, or enter carrier and tracking number"
            " by hand.",
        )
    except ShipmentRefused:
        messages.error(request, "No items in this order can be shipped now.")
    else:
        messages.success(request, "The label is ready. Carrier and number are filled in below.")


def label_answer(label: ParcelLabel, order: Order) -> HttpResponse:
    """Return a label as PDF that the browser shows."""
    answer = HttpResponse(bytes(label.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="label-{order.number}.pdf"'
    return answer
