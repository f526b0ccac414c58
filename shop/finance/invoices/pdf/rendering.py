"""Rendering of a document: PDF/A-3, with its data as Factur-X where the law knows invoices."""

from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import get_language_info
from facturx import generate_from_file

from shop.finance.invoices.factur_x import factur_x_xml, has_factur_x
from shop.finance.invoices.models import TaxDocument
from shop.finance.invoices.pdf.content import Content, build_content
from shop.finance.invoices.pdf.fonts import LATIN
from shop.finance.invoices.pdf.sheet import COLUMNS, GRAY, LINE, Sheet

CREATOR = "Stadium Store"


def render_pdf(document: TaxDocument) -> bytes:
    """Return the PDF of a document; the same document gives the same pages."""
    content = build_content(document)
    pages = _draw(document, content)
    if not has_factur_x(document):
        return pages
    # The library rewrites an open file in place and leaves a part of the former one.
    with TemporaryDirectory(prefix="invoice-") as folder:
        source, target = Path(folder) / "pages.pdf", Path(folder) / "invoice.pdf"
        source.write_bytes(pages)
        generate_from_file(
            str(source),
            factur_x_xml(document),
            flavor="factur-x",
            level="basic",
            check_xsd=False,  # checked when it was written
            pdf_metadata=_metadata(document, content),
            lang=document.language,
            output_pdf_file=str(target),
            afrelationship="alternative",
        )
        return target.read_bytes()


def file_name(document: TaxDocument) -> str:
    """Return the name of a document's file."""
    return f"{document.number}.pdf"


def _draw(document: TaxDocument, content: Content) -> bytes:
    right_to_left = bool(get_language_info(document.language)["bidi"])
    sheet = Sheet(content.texts, language=document.language, right_to_left=right_to_left)
    sheet.set_creation_date(datetime.combine(document.issue_date, time(), UTC))
    sheet.set_title(f"{content.title} {document.number}")
    sheet.set_author(document.seller_facts["name"])
    sheet.set_creator(CREATOR)
    sheet.add_page()
    sheet.set_font(LATIN, "B", 20)
    sheet.row([content.title], [174], "L")
    sheet.ln(2)
    _draw_facts(sheet, content)
    _draw_lines(sheet, content)
    for label, value in content.sums:
        sheet.pair(label, value)
    sheet.pair(*content.total, bold=True)
    sheet.ln(4)
    sheet.set_font(LATIN, "", 9)
    for note in content.notes:
        sheet.row([note], [174], "L")
    return bytes(sheet.output())


def _draw_facts(sheet: Sheet, content: Content) -> None:
    sheet.set_font(LATIN, "", 9)
    for label, value in content.facts:
        sheet.row([label, value], [60, 114], "LL")
    sheet.ln(4)
    sheet.set_text_color(GRAY)
    sheet.row([content.seller_label, content.buyer_label], [87, 87], "LL")
    sheet.set_text_color(0)
    sheet.row(["\n".join(content.seller), "\n".join(content.buyer)], [87, 87], "LL")
    sheet.ln(LINE)


def _draw_lines(sheet: Sheet, content: Content) -> None:
    sheet.set_font(LATIN, "B", 8.5)
    sheet.row(content.heads, COLUMNS, "LRRRRR", rule=True)
    sheet.set_font(LATIN, "", 8.5)
    for row in content.rows:
        sheet.row(row, COLUMNS, "LRRRRR", rule=True)
    sheet.ln(2)


def _metadata(document: TaxDocument, content: Content) -> dict[str, str]:
    return {
        "author": document.seller_facts["name"],
        "keywords": "Factur-X",
        "title": f"{content.title} {document.number}",
        "subject": f"{content.title} {document.number}",
    }
