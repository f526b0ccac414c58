"""Actions on an order: add a note, resend the confirmation."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.aftersales.staff_actions import add_staff_note, resend_confirmation
from shop.orders.errors import NothingToResend
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import clean_lines

LONGEST_NOTE = 2000


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


def add_note(request: HttpRequest, number: str) -> HttpResponse:
    """Add a note to an order."""
    order = _order(number)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        add_staff_note(order=order, text=form.cleaned_data["text"], by_id=int(request.user.pk or 0))
        messages.success(request, "Note added.")
        return redirect("dashboard:order-detail", number=order.number)
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


def _order(number: str) -> Order:
    return get_object_or_404(Order, number=number)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].errors else 200  # type: ignore[attr-defined]
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)
