"""The help page: a buyer writes about an order, or a visitor about anything else."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.email_addresses import check_email
from shop.orders.aftersales.order_links import order_for_token
from shop.orders.casework.attachments import MOST_FILES, read_attachments
from shop.orders.casework.errors import AttachmentRefused
from shop.orders.casework.models import BuyerRequest
from shop.orders.casework.requests import LONGEST_TEXT, HelpRequest, ask_for_help
from shop.orders.returns.photos import Photo
from shop.orders.returns.requests import find_buyers_order
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import clean_lines, clean_text
from shop.platform.limits.errors import TooManyTries
from shop.web.storefront.buying.error_messages import photo_size_text

LONGEST_NUMBER = 40
Reason = BuyerRequest.Reason


def reasons() -> list[tuple[str, str]]:
    """Return the reasons in the words of a buyer."""
    return [
        (Reason.NOT_ARRIVED, _("My parcel has not arrived")),
        (Reason.DAMAGED, _("An item is damaged or wrong")),
        (Reason.CHANGE, _("Change or cancel my order")),
        (Reason.PAYMENT, _("Payment, refund or invoice")),
        (Reason.OTHER, _("Something else")),
    ]


class HelpForm(forms.Form):
    """The fields of a message; one about an order known by its link needs no address."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=12)
    text = forms.CharField(label=gettext_lazy("Your message"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=150)
    email = forms.CharField(label=gettext_lazy("Email address"), required=False, max_length=254)
    number = forms.CharField(
        label=gettext_lazy("Order number"), required=False, max_length=LONGEST_NUMBER
    )
    uploads = forms.FileField(
        label=gettext_lazy("Photos or PDF (optional, at most 5)"), required=False
    )

    def __init__(self, request: ShopRequest, order: Order | None) -> None:
        # The page writes its fields itself, with their names as ids.
        super().__init__(request.POST if request.method == "POST" else None, auto_id="%s")
        self.order = order
        self.sent_files = [file for file in request.FILES.getlist("uploads") if file]
        self.attachments: list[Photo] = []

    def clean(self) -> None:
        """Check the attached files."""
        try:
            self.attachments = read_attachments(self.sent_files)
        except AttachmentRefused as refusal:
            self.add_error("uploads", _attachment_text(refusal))

    def clean_reason(self) -> str:
        """Return a known reason."""
        reason = str(self.cleaned_data["reason"])
        if reason not in Reason.values:
            raise ValidationError(_("Choose a reason."))
        return reason

    def clean_text(self) -> str:
        """Return the message without surrounding space."""
        text = clean_lines(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(_("Enter your message."))
        if len(text) > LONGEST_TEXT:
            raise ValidationError(_("Enter at most %(most)s characters.") % {"most": LONGEST_TEXT})
        return text

    def clean_name(self) -> str:
        """Return the name without control characters."""
        return clean_text(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """Return the address for the answer: that of the order if it is known."""
        if self.order is not None and self.order.guest_email:
            return self.order.guest_email
        return check_email(clean_text(self.cleaned_data["email"]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ShopRequest) -> HttpResponse:
    """Show the form to a visitor, or take the message."""
    return _answer(request, None, "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about_order(request: ShopRequest, token: str) -> HttpResponse:
    """Show the form to the buyer of an order, or take the message."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    return _answer(request, order, token)


def _answer(request: ShopRequest, order: Order | None, token: str) -> HttpResponse:
    form = HelpForm(request, order)
    if form.is_valid():
        try:
            ask_for_help(_asked(form))
        except TooManyTries:
            form.add_error("text", _("Too many attempts. Try again in an hour."))
        else:
            return redirect(f"{request.path}?sent=1")
    context = {
        "form": form,
        "order": order,
        "token": token,
        "reasons": reasons(),
        "sent": request.method != "POST" and request.GET.get("sent") == "1",
    }
    return render(request, "web/help.html", context, status=422 if form.errors else 200)


def _asked(form: HelpForm) -> HelpRequest:
    """Return the message; an order that was typed counts only with its own address."""
    data, order, text = form.cleaned_data, form.order, form.cleaned_data["text"]
    number = clean_text(data["number"])
    if order is None and number:
        order = find_buyers_order(number, data["email"])
        text = text if order is not None else f"{text}\n\n({number})"
    language = order.language if order is not None else str(get_language() or "")
    return HelpRequest(
        data["reason"], text, data["name"], data["email"], language, order, form.attachments
    )


def _attachment_text(refusal: AttachmentRefused) -> str:
    """Return why files are not taken, and what can be done."""
    reason, name = refusal.data["reason"], refusal.data.get("name", "")
    if reason == "too_many":
        return _("Attach at most %(most)s files.") % {"most": MOST_FILES}
    if reason == "photo_size":
        return photo_size_text(str(name))
    if reason == "too_large":
        return _("“%(name)s” is too large. Attach a PDF of at most 10 MB.") % {"name": name}
    return _("“%(name)s” is not a file we can read. Use JPEG, PNG, WebP or PDF.") % {"name": name}
