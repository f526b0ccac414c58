"""Papers of a licensee as tables and facts, for the portal and the rights desk."""

from collections.abc import Callable

from django.http import FileResponse
from django.http.response import HttpResponseBase

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.onboarding.models import BankDetails, CompanyDocument
from shop.identity.onboarding.services import open_document, standing_documents
from shop.web.backoffice.shared.tables import Cell, Link, Row, Table, day

COLUMNS = ("Document", "Kind", "Valid until", "Uploaded (UTC)", "By")


def documents_table(
    licensee: Licensee,
    address: Callable[[CompanyDocument], str],
    actions: Callable[[CompanyDocument], list[Link]] = lambda _document: [],
) -> Table:
    """Return the documents of a licensee; runs for the licensee (`acting_for`)."""
    rows = [
        Row(
            (
                Link(document.name, address(document)),
                document.get_kind_display(),
                f"{document.valid_until:%-d %b %Y}" if document.valid_until else "No end",
                day(document.uploaded_at),
                document.uploaded_by.email,
            ),
            actions(document),
        )
        for document in standing_documents(licensee)
    ]
    return Table("Documents", COLUMNS, rows, "No documents yet.")


def company_facts(licensee: Licensee) -> list[tuple[str, Cell]]:
    """Return tax number and masked account of a licensee; runs for the licensee."""
    details = BankDetails.objects.of(licensee).first()
    return [
        ("Tax number", licensee.tax_ids.get(licensee.country_id, "Missing")),
        ("Bank account", f"IBAN ending in {details.last_digits}" if details else "Missing"),
    ]


def download(document: CompanyDocument, by: User) -> HttpResponseBase:
    """Return a document as a download, which browsers never show within the page."""
    answer = FileResponse(
        open_document(document, by),
        as_attachment=True,
        filename=document.download_name,
        content_type=document.content_type,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
