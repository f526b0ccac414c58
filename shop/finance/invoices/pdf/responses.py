"""Invoices and credit notes as downloads."""

from django.http import HttpResponse

from shop.finance.invoices.models import TaxDocument


def pdf_response(document: TaxDocument) -> HttpResponse:
    """Return the PDF of a document; it is never stored by caches."""
    # The libraries of PDF take 33 MB in each web server that has loaded them.
    from shop.finance.invoices.pdf.rendering import file_name, render_pdf

    response = HttpResponse(render_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(document)}"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
