"""The PDF of a document, read back: texts, amounts to the cent, Factur-X, and other scripts."""

import io
import re
from datetime import datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from facturx import get_xml_from_pdf
from pypdf import PdfReader

from shop.commerce.markets.models import SellingEntity, TaxClass
from shop.finance.invoices.models import TaxDocument
from shop.finance.invoices.pdf.rendering import render_pdf
from shop.oscar.order.models import Line, Order, ShippingAddress
from tests.invoices.making import credit_notes_of, invoice_of, paid_order, refund
from tools.testing.factories.catalog import RightsWorld

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, without breaks."""
    reader = PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def has_data(pdf: bytes) -> bool:
    """Return whether a file carries the data of its invoice."""
    return "/AF" in PdfReader(io.BytesIO(pdf)).root_object


def euros(document: TaxDocument) -> list[str]:
    """Return the amounts that the pages must show, as English pages write them."""
    rows = [document.net, document.tax, document.gross]
    rows += [line.gross for line in document.lines.all()]
    return [f"€{amount:,.2f}" for amount in rows]


def test_an_invoice_shows_what_the_directive_requires(world: RightsWorld) -> None:
    SellingEntity.objects.update(vat_number="FR40303265045", register_entry="RCS Paris 1")
    book = world.product(sku="BOOK", tax_class=TaxClass.BOOK)
    order = paid_order(world.product(), book, quantity=3)
    invoice = invoice_of(order)
    pdf = render_pdf(invoice)
    text = text_of(pdf)
    for part in (
        "Invoice",
        "€16.67",
        invoice.number,
        order.number,
        "FR40303265045",
        "RCS Paris 1",
        "Ada",
        "75001",
        "Enamel pin",
        "20%",
        "5.5%",
        "Date of payment and supply",
        *euros(invoice),
    ):
        assert part in text, part
    assert pdf.startswith(b"%PDF-1.")
    metadata = PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert b"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#" in metadata


def test_the_data_of_an_invoice_and_of_its_credit_note_equal_the_pages(world: RightsWorld) -> None:
    SellingEntity.objects.update(vat_number="FR40303265045")
    order = paid_order(world.product(), quantity=3)
    invoice = invoice_of(order)
    refund(order, {order.lines.get().pk: 1}, world.officer_id)
    (note,) = credit_notes_of(order)
    for document, code in ((invoice, "380"), (note, "381")):
        pdf = render_pdf(document)
        name, xml = get_xml_from_pdf(pdf, check_xsd=True, check_schematron=False)
        assert name == "factur-x.xml"
        tree = ET.fromstring(xml)  # noqa: S314  our own file
        texts = {element.tag.removeprefix(RAM): element.text for element in tree.iter()}
        assert texts["GrandTotalAmount"] == str(document.gross)
        assert texts["TaxTotalAmount"] == str(document.tax)
        assert code in re.findall(r"TypeCode>(\d+)<", xml.decode())
        assert all(amount in text_of(pdf) for amount in euros(document))
    assert f"Corrects invoice {invoice.number}" in text_of(render_pdf(note))
    assert note.gross == Decimal("20.00")


def test_a_receipt_has_no_invoice_data(world: RightsWorld) -> None:
    pdf = render_pdf(invoice_of(paid_order(world.product(), market="us", territory="US")))
    text = text_of(pdf)
    assert "Receipt" in text
    assert "$27.00" in text
    assert not has_data(pdf)


@pytest.mark.parametrize(
    ("language", "market", "territory", "name", "title", "words", "total"),
    [
        ("ja", "jp", "JP", "髙橋太郎", "五輪ピン 青", ["請求書", "数量"], "6,005"),
        ("ar", "ae", "AE", "محمد", "دبوس الألعاب", [], "165.00"),
        ("de", "de", "DE", "Jörg Müller-Łukasz", "Anstecker", ["Rechnung", "Menge"], "45,00"),
        ("en", "fr", "FR", "Ελένη Жданова", "ตุ๊กตา שלום", ["Invoice"], "45.00"),
    ],
)
def test_other_scripts_are_printed_with_glyphs(  # noqa: PLR0917
    world: RightsWorld,
    caplog: pytest.LogCaptureFixture,
    language: str,
    market: str,
    territory: str,
    name: str,
    title: str,
    words: list[str],
    total: str,
) -> None:
    order = paid_order(
        world.product(), language=language, market=market, territory=territory, quantity=2
    )
    ShippingAddress.objects.update(first_name=name)
    Line.objects.update(title=title)
    pdf = render_pdf(invoice_of(order))
    text = text_of(pdf)
    assert "missing" not in caplog.text  # a character without a glyph is logged
    for word in (total, *words, *([title, name] if language in {"ja", "de"} else [])):
        assert word in text, word
    assert "1 rue de l'Exemple" in text  # also on pages from right to left
    # EN 16931 computes with two decimals, which the yen does not have.
    assert has_data(pdf) == (language != "ja")


def test_the_same_document_gives_the_same_pages(world: RightsWorld) -> None:
    invoice = invoice_of(paid_order(world.product()))
    assert text_of(render_pdf(invoice)) == text_of(render_pdf(invoice))


def test_an_erased_buyer_leaves_number_lines_and_tax(world: RightsWorld) -> None:
    order = paid_order(world.product())
    invoice = invoice_of(order)
    later = invoice.issued_at + timedelta(days=1)
    assert erased(later) == 0  # the order is not erased yet
    Order.objects.filter(pk=order.pk).update(erased_at=later)
    assert erased(later) == 1
    invoice.refresh_from_db()
    assert (invoice.buyer_facts, invoice.gross) == ({}, Decimal("25.00"))
    text = text_of(render_pdf(invoice))
    assert invoice.number in text
    assert "Ada" not in text


def erased(before: datetime) -> int:
    """Erase as the nightly retention does; return the number of documents."""
    with connection.cursor() as cursor:
        cursor.execute("select erase_tax_document_buyers(%s, 10)", [before])
        return int(cursor.fetchone()[0])
