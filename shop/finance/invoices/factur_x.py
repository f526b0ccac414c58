"""The data of an invoice as Factur-X 1.0 (ZUGFeRD 2), profile BASIC: UN/CEFACT CII XML.

Business terms (BT) are those of EN 16931. The library checks the file against its schema.
"""

from decimal import Decimal
from xml.etree import ElementTree as ET

from facturx import xml_check_xsd

from shop.finance.invoices.models import TaxDocument, TaxDocumentLine
from shop.finance.invoices.pdf.content import tax_sums
from shop.finance.invoices.tax_facts import LEGAL_BASIS
from shop.platform.core.money import amount_text, minor_digits

RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
PROFILE = "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"  # BT-24
INVOICE, CREDIT_NOTE = "380", "381"  # UNTDID 1001, BT-3
CATEGORIES = {"reverse_charge": "AE", "export": "G"}  # UNTDID 5305; others: S or Z
EN_16931_DIGITS = 2
UNIT = "C62"  # UNECE Rec. 20: one
PAID_BY_CARD = "54"  # UNTDID 4461: credit card


def has_factur_x(document: TaxDocument) -> bool:
    """Return whether a document carries its data: invoices, while the buyer is not erased.

    EN 16931 computes tax with two decimals (BR-CO-17), so currencies without them have none.
    """
    is_invoice = document.layout == TaxDocument.Layout.INVOICE and bool(document.buyer_facts)
    return is_invoice and minor_digits(document.currency) == EN_16931_DIGITS


def factur_x_xml(document: TaxDocument) -> bytes:
    """Return the XML of a document. Raises an error of the library if it breaks the schema."""
    root = ET.Element(f"{{{RSM}}}CrossIndustryInvoice")
    context = _add(root, "ExchangedDocumentContext", space=RSM)
    _add(_add(context, "GuidelineSpecifiedDocumentContextParameter"), "ID", PROFILE)
    _header(root, document)
    trade = _add(root, "SupplyChainTradeTransaction", space=RSM)
    lines = list(document.lines.all())
    for line in lines:
        _line(trade, document, line)
    _agreement(trade, document)
    delivery = _add(trade, "ApplicableHeaderTradeDelivery")
    event = _add(delivery, "ActualDeliverySupplyChainEvent")
    _date(_add(event, "OccurrenceDateTime"), document.supply_date.strftime("%Y%m%d"))
    _settlement(trade, document, lines)
    for prefix, uri in (("rsm", RSM), ("ram", RAM), ("udt", UDT)):
        ET.register_namespace(prefix, uri)
    xml = bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
    xml_check_xsd(xml, flavor="factur-x", level="basic")
    return xml


def _header(root: ET.Element, document: TaxDocument) -> None:
    header = _add(root, "ExchangedDocument", space=RSM)
    _add(header, "ID", document.number)
    _add(header, "TypeCode", CREDIT_NOTE if document.is_credit_note else INVOICE)
    _date(_add(header, "IssueDateTime"), document.issue_date.strftime("%Y%m%d"))


def _line(trade: ET.Element, document: TaxDocument, line: TaxDocumentLine) -> None:
    item = _add(trade, "IncludedSupplyChainTradeLineItem")
    _add(_add(item, "AssociatedDocumentLineDocument"), "LineID", str(line.position))
    label = str(TaxDocumentLine.Kind(line.kind).label)
    _add(_add(item, "SpecifiedTradeProduct"), "Name", line.description or label)
    price = _add(_add(item, "SpecifiedLineTradeAgreement"), "NetPriceProductTradePrice")
    _add(price, "ChargeAmount", str((line.net / line.quantity).quantize(Decimal("0.000001"))))
    delivery = _add(item, "SpecifiedLineTradeDelivery")
    _add(delivery, "BilledQuantity", str(line.quantity), unitCode=UNIT)
    settlement = _add(item, "SpecifiedLineTradeSettlement")
    tax = _add(settlement, "ApplicableTradeTax")
    _add(tax, "TypeCode", "VAT")
    _add(tax, "CategoryCode", _category(document, line.rate))
    _add(tax, "RateApplicablePercent", _percent(line.rate))
    sums = _add(settlement, "SpecifiedTradeSettlementLineMonetarySummation")
    _add(sums, "LineTotalAmount", amount_text(line.net, document.currency))


def _agreement(trade: ET.Element, document: TaxDocument) -> None:
    agreement = _add(trade, "ApplicableHeaderTradeAgreement")
    seller, buyer = document.seller_facts, document.buyer_facts
    party = _add(agreement, "SellerTradeParty")
    _add(party, "Name", seller["name"])
    address = _add(party, "PostalTradeAddress")
    for name, text in zip(("LineOne", "LineTwo"), seller["address"].splitlines(), strict=False):
        _add(address, name, text)
    _add(address, "CountryID", seller["country"] or document.country)
    _tax_number(party, seller["vat_number"])
    party = _add(agreement, "BuyerTradeParty")
    _add(party, "Name", buyer.get("company") or buyer.get("name") or document.order.number)
    address = _add(party, "PostalTradeAddress")
    for name, key in (
        ("PostcodeCode", "postcode"),
        ("LineOne", "line1"),
        ("LineTwo", "line2"),
        ("CityName", "city"),
        ("CountryID", "country"),
    ):
        if buyer.get(key):
            _add(address, name, buyer[key])
    _tax_number(party, buyer.get("vat_number", ""))
    reference = _add(agreement, "BuyerOrderReferencedDocument")
    _add(reference, "IssuerAssignedID", document.order.number)


def _settlement(trade: ET.Element, document: TaxDocument, lines: list[TaxDocumentLine]) -> None:
    settlement = _add(trade, "ApplicableHeaderTradeSettlement")
    _add(settlement, "InvoiceCurrencyCode", document.currency)
    _add(_add(settlement, "SpecifiedTradeSettlementPaymentMeans"), "TypeCode", PAID_BY_CARD)
    for part in tax_sums(lines):
        tax = _add(settlement, "ApplicableTradeTax")
        _add(tax, "CalculatedAmount", amount_text(part.tax, document.currency))
        _add(tax, "TypeCode", "VAT")
        if document.treatment in LEGAL_BASIS:
            _add(tax, "ExemptionReason", LEGAL_BASIS[document.treatment])
        _add(tax, "BasisAmount", amount_text(part.net, document.currency))
        _add(tax, "CategoryCode", _category(document, part.rate))
        _add(tax, "RateApplicablePercent", _percent(part.rate))
    sums = _add(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    net, gross = (
        amount_text(amount, document.currency) for amount in (document.net, document.gross)
    )
    _add(sums, "LineTotalAmount", net)
    _add(sums, "TaxBasisTotalAmount", net)
    tax_text = amount_text(document.tax, document.currency)
    _add(sums, "TaxTotalAmount", tax_text, currencyID=document.currency)
    _add(sums, "GrandTotalAmount", gross)
    _add(sums, "TotalPrepaidAmount", gross)
    _add(sums, "DuePayableAmount", amount_text(Decimal(0), document.currency))
    if document.corrects is not None:
        original = _add(settlement, "InvoiceReferencedDocument")
        _add(original, "IssuerAssignedID", document.corrects.number)


def _category(document: TaxDocument, rate: Decimal) -> str:
    return CATEGORIES.get(document.treatment, "S" if rate else "Z")


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}"


def _tax_number(party: ET.Element, number: str) -> None:
    if number:
        registration = _add(party, "SpecifiedTaxRegistration")
        _add(registration, "ID", number, schemeID="VA")


def _date(parent: ET.Element, text: str) -> None:
    _add(parent, "DateTimeString", text, space=UDT, format="102")


def _add(
    parent: ET.Element, name: str, text: str = "", *, space: str = RAM, **attributes: str
) -> ET.Element:
    element = ET.SubElement(parent, f"{{{space}}}{name}", attributes)
    element.text = text or None
    return element
