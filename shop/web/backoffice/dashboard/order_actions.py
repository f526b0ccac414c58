"""Actions on an order: notes, tags, and sending its mails again."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.orders.aftersales.staff_actions import (
    add_staff_note,
    resend_confirmation,
    resend_message,
    resend_refund_mail,
)
from shop.orders.casework.errors import TagRefused
from shop.orders.casework.tags import add_tag, remove_tag
from shop.orders.errors import NothingToResend
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import clean_lines

LONGEST_NOTE = 2000
TAG_REFUSALS = {
    "empty": "Enter a tag.",
    "too_long": "A tag has at most {most} characters.",
    "too_many": "An order has at most {most} tags. Remove one first.",
}


class NoteForm(forms.Form):
    """A note about an order."""

    text = forms.CharField(
        max_length=LONGEST_NOTE,
        label="Note",
        help_text="Visible to staff, and to the customer in their data download. It cannot "
        "be changed later. Do not include personal data.",
        widget=forms.Textarea({"rows": 3, "class": "form-control"}),
    )

    def clean_text(self) -> str:
        """Return the text without invisible characters."""
        text = clean_lines(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError("Enter a note.")
        return text


class ResendForm(forms.Form):
    """A form without fields: its button confirms the action."""


def _part_of(order: Order, part: str) -> str:
    """Return the address of a part of an order's page, which is closed on phones."""
    return f"{reverse('dashboard:order-detail', args=[order.number])}#{part}"


def add_note(request: HttpRequest, number: str) -> HttpResponse:
    """Add a note to an order."""
    order = _order(number)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        add_staff_note(order=order, text=form.cleaned_data["text"], by_id=int(request.user.pk or 0))
        messages.success(request, "Note added.")
        return redirect(_part_of(order, "notes"))
    context = {"form": form, "order": order, "title": "Add a note", "button": "Add note"}
    return _page(request, context)


def resend(request: HttpRequest, number: str) -> HttpResponse:
    """Resend the confirmation of an order after confirmation."""
    order = _order(number)
    form = ResendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            resend_confirmation(order=order, by_id=int(request.user.pk or 0))
        except NothingToResend:
            form.add_error(
                None, "There is no confirmation to send, because the order has not been paid."
            )
        else:
            messages.success(request, f"Confirmation sent again to {order.guest_email}.")
            return redirect("dashboard:order-detail", number=order.number)
    context = {
        "form": form,
        "order": order,
        "title": "Send the confirmation again",
        "text": f"The confirmation will be sent to {order.guest_email} again.",
        "button": "Send confirmation",
    }
    return _page(request, context)


def resend_mail(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Resend a mail that was sent about an order after confirmation."""
    order = _order(number)
    message = get_object_or_404(OutgoingMessage, order=order, pk=pk)
    label = message.get_kind_display()

    def send() -> None:
        resend_message(order=order, message_id=pk, by_id=int(request.user.pk or 0))

    return _resend(request, order, label, send)


def resend_refund(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Resend the mail about a partial refund after confirmation."""
    order = _order(number)

    def send() -> None:
        resend_refund_mail(order=order, refund_id=pk, by_id=int(request.user.pk or 0))

    return _resend(request, order, "Refund", send)


def change_tags(request: HttpRequest, number: str) -> HttpResponse:
    """Attach a tag to an order, or remove one."""
    order = _order(number)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                remove_tag(order=order, name=request.POST["remove"])
            else:
                name = request.POST.get("name", "")
                add_tag(order=order, name=name, by_id=int(request.user.pk or 0))
        except TagRefused as error:
            messages.error(request, TAG_REFUSALS[str(error.data["reason"])].format_map(error.data))
            return redirect("dashboard:order-detail", number=order.number)
    return redirect(_part_of(order, "tags"))


def _resend(
    request: HttpRequest, order: Order, label: str, send: Callable[[], None]
) -> HttpResponse:
    form = ResendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            send()
        except NothingToResend:
            form.add_error(None, "This mail no longer fits the order, so it cannot be sent again.")
        else:
            messages.success(request, f"{label}: sent again to {order.guest_email}.")
            return redirect("dashboard:order-detail", number=order.number)
    context = {
        "form": form,
        "order": order,
        "title": f"Send again: {label}",
        "text": f"The mail will be sent to {order.guest_email} again.",
        "button": "Send again",
    }
    return _page(request, context)


def _order(number: str) -> Order:
    return get_object_or_404(Order, number=number)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].errors else 200  # type: ignore[attr-defined]
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)
