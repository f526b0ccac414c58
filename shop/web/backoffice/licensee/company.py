"""The licensee's company: documents, tax number and the account to which it is paid."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from shop.identity.onboarding.models import CompanyDocument
from shop.identity.onboarding.services import (
    BankAccount,
    add_document,
    save_bank_account,
    save_tax_number,
    standing_documents,
    withdraw_document,
)
from shop.platform.core.errors import DomainError
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.portal_frame import show_form, show_page
from shop.web.backoffice.shared.company_papers import company_facts, documents_table, download
from shop.web.backoffice.shared.forms import DeskForm, FormPage
from shop.web.backoffice.shared.tables import Link, Page
from shop.web.typed_fields import DayField

REFUSALS = {
    "empty": "The file is empty.",
    "too_large": "The file is larger than 10 MB.",
    "unknown_format": "Upload a PDF, a JPEG or a PNG file.",
    "too_many": "There are 100 documents. Withdraw those that are no longer needed first.",
    "bank_details_refused": "This is not valid. Copy it from a bank statement, for example"
    " DE89 3704 0044 0532 0130 00 and COBADEFFXXX.",
    "tax_number_refused": "This is not a valid VAT number, for example DE136695976.",
}


class DocumentForm(DeskForm):
    """A document and what it proves."""

    kind = forms.ChoiceField(choices=CompanyDocument.Kind)
    file = forms.FileField(help_text="PDF, JPEG or PNG, up to 10 MB.", max_length=150)
    valid_until = DayField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text="Last day of an insurance or an audit. Leave blank for no end.",
    )


class BankForm(DeskForm):
    """The account to which the company is paid."""

    holder = forms.CharField(max_length=150, label="Account holder")
    iban = forms.CharField(max_length=50, label="IBAN")
    bic = forms.CharField(max_length=20, label="BIC")


class TaxForm(DeskForm):
    """The tax number in the company's own country."""

    vat_number = forms.CharField(max_length=30, required=False, label="VAT or tax number")


class WithdrawForm(DeskForm):
    """A confirmation without fields."""


def show(request: PortalRequest) -> HttpResponseBase:
    """Show the papers of the company."""
    licensee = request.licensee
    table = documents_table(
        licensee,
        lambda document: reverse("licensee:company_document", args=[document.public_id]),
        lambda document: [
            Link("Withdraw", reverse("licensee:withdraw_document", args=[document.public_id]))
        ],
    )
    actions = [
        Link("Upload a document", reverse("licensee:add_document")),
        Link("Change the bank account", reverse("licensee:bank_account")),
        Link("Change the tax number", reverse("licensee:tax_number")),
    ]
    facts = [
        ("Name", licensee.legal_name),
        ("Country", str(licensee.country)),
        ("Status", licensee.get_status_display()),
        *company_facts(licensee),
    ]
    intro = (
        "Only your company and rights officers can see this information. Rights officers check it"
        " before they activate your account."
    )
    return show_page(request, Page("Company", [table], intro, actions, facts))


def upload_document(request: PortalRequest) -> HttpResponseBase:
    """Store a document."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            add_document(
                licensee=request.licensee,
                kind=form.cleaned_data["kind"],
                name=file.name,
                content=file.read(),
                valid_until=form.cleaned_data["valid_until"],
                by=request.person,
            )
        except DomainError as error:
            form.add_error("file", REFUSALS[str(error.data["reason"])])
        else:
            messages.success(request, "Document stored.")
            return redirect("licensee:company")
    form_page = FormPage("Upload a document", reverse("licensee:company"), "Upload")
    return show_form(request, form, form_page)


def show_document(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Download a document."""
    return download(_document(request, public_id), request.person)


def withdraw(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Withdraw a document."""
    document = _document(request, public_id)
    if request.method == "POST":
        withdraw_document(document=document, by=request.person)
        messages.success(request, f"{document} is withdrawn.")
        return redirect("licensee:company")
    effect = "The document is no longer shown. It stays stored as evidence."
    form_page = FormPage(f"Withdraw {document}", reverse("licensee:company"), "Withdraw", effect)
    return show_form(request, WithdrawForm(), form_page)


def change_bank_account(request: PortalRequest) -> HttpResponseBase:
    """Save another account; the current one is never shown."""
    form = BankForm(request.POST or None)
    if form.is_valid():
        account = BankAccount(**form.cleaned_data)
        try:
            save_bank_account(licensee=request.licensee, account=account, by=request.person)
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Bank account saved.")
            return redirect("licensee:company")
    effect = "The bank account is stored encrypted and replaces the current one."
    form_page = FormPage("Bank account", reverse("licensee:company"), "Save", effect)
    return show_form(request, form, form_page)


def change_tax_number(request: PortalRequest) -> HttpResponseBase:
    """Save the tax number of the company's country."""
    licensee = request.licensee
    initial = {"vat_number": licensee.tax_ids.get(licensee.country_id, "")}
    form = TaxForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            save_tax_number(licensee=licensee, number=form.cleaned_data["vat_number"])
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Tax number saved.")
            return redirect("licensee:company")
    return show_form(request, form, FormPage("Tax number", reverse("licensee:company")))


def _document(request: PortalRequest, public_id: UUID) -> CompanyDocument:
    return get_object_or_404(standing_documents(request.licensee), public_id=public_id)
