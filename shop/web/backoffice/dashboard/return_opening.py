"""Staff open a case for a buyer: a claim, a lost or refused parcel, an exchange or a late return.

The price of an exchange is shown first, so that staff can tell the buyer before they confirm it.
"""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from catalog.models import Product
from shop.orders.checkout.quote import ZERO, Destination
from shop.orders.payment.payment_reminders import hold_for_later_payment
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.replacements import AgreedPrice, offered_sizes
from shop.orders.returns.requests import ReturnRequest, request_return
from shop.orders.returns.returnable import returnable_lines
from shop.oscar.order.models import Line, Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import clean_lines
from shop.platform.database.clock import clock_now
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.storefront.buying.return_messages import return_refusal
from shop.web.templatetags.shop_tags import money_text

Kind = ReturnCase.Kind
KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.WITHDRAWAL]
SENTENCES = {
    "unpaid": "The order has not been paid.",
    "refunded": "The order has been refunded.",
    "nothing": "Enter at least one unit.",
    "too_many": "Only {left} of {title} can still be returned.",
    "not_sent": "{title} has not been sent. Refund it instead.",
    "mixed": "Choose another size for {title} too, or open a case of its own for it.",
    "disputed": "The payment of this order is disputed. Exchange after the dispute has ended.",
    "no_variant": "{title} has no other sizes.",
    "no_address": "The delivery address of this order has been erased.",
    "unknown_line": "This form belongs to another order. Open it again.",
}


class OpenForm(StyledForm):
    """The kind, the units and the reason of a case."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    agreed_pay = forms.DecimalField(required=False, widget=forms.HiddenInput)
    agreed_back = forms.DecimalField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=KINDS, label="Kind")
    reason = forms.ChoiceField(choices=ReturnCase.Reason.choices, label="Reason")
    comment = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea({"rows": 3}), label="Comment"
    )

    def __init__(self, order: Order, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = clock_now()
        self.where = Destination(order.market, str(order.ship_to_id), at)
        sent = [each for each in returnable_lines(order, at) if each.was_sent]
        self.lines = [each for each in sent if each.left > 0]
        self.has_sent = bool(sent)
        self.sizes: dict[int, list[Product]] = {}
        for each in self.lines:
            line = each.line
            self.fields[f"line_{line.pk}"] = forms.IntegerField(
                min_value=0,
                max_value=each.left,
                required=False,
                label=f"{line.upc} {line.title}: units (at most {each.left})",
                widget=forms.NumberInput({"class": "form-control"}),
            )
            self._offer_sizes(line)

    def _offer_sizes(self, line: Line) -> None:
        """Offer the other sizes of a line, each with its difference in price."""
        offered = offered_sizes(line, self.where)
        self.sizes[line.pk] = [size for size, _difference in offered]
        if offered:
            choices = [
                (size.sku, _size_text(size, difference, self.where.market.currency))
                for size, difference in offered
            ]
            self.fields[f"exchange_{line.pk}"] = forms.ChoiceField(
                choices=[("", "No exchange"), *choices],
                required=False,
                label=f"{line.upc}: exchange for",
                widget=forms.Select({"class": "form-control"}),
            )

    def clean(self) -> dict[str, Any]:
        """Check that an exchange is of that kind, and names other sizes."""
        cleaned = super().clean() or self.cleaned_data
        is_exchange = cleaned.get("kind") == Kind.EXCHANGE
        if is_exchange and not self.exchange:
            self.add_error("kind", "Choose another size for each item of an exchange.")
        elif self.exchange and not is_exchange:
            self.add_error("kind", "Choose “Exchange”, because another size is chosen.")
        return cleaned

    @property
    def exchange(self) -> dict[int, Product]:
        """Return the chosen size by line, of lines with units."""
        return {
            pk: size
            for pk in self.units
            for size in self.sizes[pk]
            if size.sku == self.cleaned_data.get(f"exchange_{pk}")
        }

    @property
    def units(self) -> dict[int, int]:
        """Return the units by line, without empty lines."""
        units = {each.line.pk: self.cleaned_data.get(f"line_{each.line.pk}") for each in self.lines}
        return {pk: number for pk, number in units.items() if number}


def open_new(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form, and open the case."""
    order = get_object_or_404(Order.objects.select_related("market", "ship_to"), number=number)
    form = OpenForm(order, request.POST or None, initial={"key": uuid4()})
    price: DomainError | None = None
    if form.is_valid():
        try:
            case = request_return(_request(form, order, int(request.user.pk or 0)))
        except DomainError as error:
            reason = str(error.data.get("reason", ""))
            if reason == "not_agreed":
                price = error
                form = _at_price(order, request, error)
            else:
                text = SENTENCES.get(reason)
                form.add_error(None, text.format_map(error.data) if text else return_refusal(error))
        else:
            if case.replacement is not None:
                hold_for_later_payment(case.replacement)
            messages.success(request, f"Return {case.number} opened.")
            return redirect("dashboard:return-case", case.public_id)
    context = {
        "form": form,
        "order": order,
        "title": "Open a return",
        "button": "Open exchange at this price" if price else "Open return",
        "text": _text(form, price),
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)


def _at_price(order: Order, request: HttpRequest, price: DomainError) -> OpenForm:
    """Return the form again, with the price that is confirmed by sending it."""
    typed = request.POST.copy()
    typed["agreed_pay"], typed["agreed_back"] = str(price.data["to_pay"]), str(price.data["back"])
    return OpenForm(order, typed)


def _text(form: OpenForm, price: DomainError | None) -> str:
    if price is None:
        if form.has_sent and not form.lines:
            return "All items that were sent have been returned or refunded."
        return "" if form.lines else "No items in this order have been sent yet."
    amounts = {name: Decimal(str(price.data[name])) for name in ("to_pay", "tax", "back")}
    currency, parts = str(price.data["currency"]), []
    if amounts["to_pay"]:
        parts.append(
            f"The customer pays {money_text(amounts['to_pay'], currency)} (of which tax:"
            f" {money_text(amounts['tax'], currency)}). The link to pay is in the email."
        )
    if amounts["back"]:
        parts.append(
            f"The customer gets {money_text(amounts['back'], currency)} back after the inspection."
        )
    return " ".join([*parts, "Tell the customer the price, then confirm it."])


def _size_text(size: Product, difference: Decimal, currency: str) -> str:
    name = " ".join(filter(None, [size.size, size.color])) or size.sku
    if not difference:
        return name
    sign = "+" if difference > 0 else "−"
    return f"{name} ({sign}{money_text(abs(difference), currency)})"


def _request(form: OpenForm, order: Order, by_id: int) -> ReturnRequest:
    values = form.cleaned_data
    return ReturnRequest(
        key=f"desk:{values['key']}",
        order_id=order.pk,
        email=order.guest_email,
        units=form.units,
        reason=values["reason"],
        comment=clean_lines(values["comment"]).strip(),
        exchange=form.exchange,
        agreed=AgreedPrice(values["agreed_pay"] or ZERO, values["agreed_back"] or ZERO),
        kind=values["kind"],
        by_id=by_id,
    )
