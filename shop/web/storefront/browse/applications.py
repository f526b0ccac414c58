"""The public page on which a company applies to become a licensee."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from licensing.models import ProductCategory, Territory
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.email_addresses import EmailAddressField
from shop.identity.onboarding.applications import (
    DOCUMENT_KINDS,
    NewApplication,
    UploadedDocument,
    receive_application,
)
from shop.identity.onboarding.errors import DocumentRefused
from shop.identity.onboarding.services import MOST_BYTES, check_content
from shop.web.locale_names import market_name, named_countries

REFUSALS = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 10 MB."),
    "unknown_format": _("Upload a PDF, a JPEG or a PNG file."),
}


class DocumentField(forms.FileField):
    """A document whose content is of a known format."""

    def clean(self, data: Any, initial: Any = None) -> UploadedDocument | None:
        """Return the document; None without one."""
        file = super().clean(data, initial)
        if not file:
            return None
        content = b"x" * (MOST_BYTES + 1) if file.size > MOST_BYTES else file.read()
        try:
            check_content(content)
        except DocumentRefused as error:
            raise forms.ValidationError(REFUSALS[str(error.data["reason"])]) from error
        return UploadedDocument(str(file.name), content)


class ApplicationForm(forms.Form):
    """The company, its contact, its goods and markets, and documents."""

    company = forms.CharField(max_length=150, label=_("Legal name of the company"))
    country = forms.ChoiceField(label=_("Country of the company"))
    website = forms.URLField(
        max_length=200, required=False, label=_("Website"), assume_scheme="https"
    )
    contact = forms.CharField(max_length=150, label=_("Your name"))
    email = EmailAddressField(label=_("Email address"))
    phone = forms.CharField(max_length=40, required=False, label=_("Phone number"))
    categories = forms.MultipleChoiceField(
        label=_("Product categories"), widget=forms.CheckboxSelectMultiple
    )
    markets = forms.MultipleChoiceField(
        label=_("Markets in which you want to sell"), widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        max_length=2000,
        label=_("Your company and your products"),
        widget=forms.Textarea({"rows": 5}),
    )
    registration = DocumentField(required=False, label=_("Company registration"))
    insurance = DocumentField(required=False, label=_("Liability insurance"))
    audit = DocumentField(required=False, label=_("Social audit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        codes = Territory.objects.values_list("code", flat=True)
        fields["country"].choices = [("", ""), *named_countries(codes)]
        roots = ProductCategory.objects.filter(parent=None).order_by("name")
        fields["categories"].choices = list(roots.values_list("code", "name"))
        fields["markets"].choices = [(row.code, market_name(row)) for row in Market.objects.open()]
        for name, field in fields.items():
            kinds = {forms.Select: "select", forms.Textarea: "textarea"}
            kind = next((css for of, css in kinds.items() if isinstance(field.widget, of)), "input")
            if name not in {"categories", "markets"}:
                field.widget.attrs["class"] = kind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: ShopRequest) -> HttpResponse:
    """Show the form, or store the application and confirm it by mail."""
    form = ApplicationForm(request.POST or None, request.FILES or None, label_suffix="")
    if not form.is_valid():
        context = {"form": form, "documents": DOCUMENT_KINDS}
        status = 422 if form.errors else 200
        return render(request, "web/licensee_application.html", context, status=status)
    data = dict(form.cleaned_data)
    documents = {kind: file for kind in DOCUMENT_KINDS if (file := data.pop(kind))}
    data["country"] = Territory.objects.get(code=data["country"])
    receive_application(NewApplication(**data, language=get_language() or "en"), documents)
    # The same for every address, so that nobody learns who has applied.
    messages.success(
        request, gettext("We have received your application and will answer by email.")
    )
    return redirect("licensee-application")
