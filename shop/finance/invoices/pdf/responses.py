"""Documents as downloads."""

from django.http import HttpResponse

from shop.finance.invoices.models import TaxDocument
from shop.finance.royalties.agreement_statements import AgreementStatement


def pdf_response(document: TaxDocument) -> HttpResponse:
    """Return the PDF of a document; it is never stored by caches."""
    # The libraries of PDF take 33 MB in each web server that has loaded them.
    from shop.finance.invoices.pdf.rendering import file_name, render_pdf

    return _inline(render_pdf(document), file_name(document))


def statement_response(statement: AgreementStatement) -> HttpResponse:
    """Return the PDF of a royalty statement; it is never stored by caches."""
    from shop.finance.invoices.pdf.royalty_statement import render_statement, statement_name

    return _inline(render_statement(statement), statement_name(statement))


def _inline(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
