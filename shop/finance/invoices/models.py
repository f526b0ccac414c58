"""Invoices and credit notes with their lines, and the counters of their numbers.

Triggers enforce that numbers have no gaps, that lines sum to their document, and that a document
is never changed: a mistake is corrected by a credit note.
"""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.finance.ledger.models import Account
from shop.platform.core.ids import uuid7


class DocumentKind(models.TextChoices):
    """Kinds of tax documents."""

    INVOICE = "INVOICE", _("Invoice")
    CREDIT_NOTE = "CREDIT_NOTE", _("Credit note")


class NumberSeries(models.Model):
    """The last number of a seller, kind and year; the row is locked while a number is issued.

    The year is that of the seller's time zone.
    """

    seller = models.ForeignKey("markets.SellingEntity", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "number series"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "seller", "kind", "year", name="a_seller_numbers_a_kind_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller_id} {self.kind} {self.year}: {self.last}"


class TaxDocument(models.Model):
    """An invoice or credit note as it was issued; amounts are positive in both.

    `journal` is the posting that it documents. `seller_facts` and `buyer_facts` are the texts of
    that day; those of the buyer are erased at the end of their retention. `scheme` is the return in
    which the tax is declared, `country` and `region` are those of the tax.
    """

    class Layout(models.TextChoices):
        """The form that the law of the destination asks for."""

        INVOICE = "INVOICE", "Invoice"
        RECEIPT = "RECEIPT", "Receipt"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=11, choices=DocumentKind)
    layout = models.CharField(max_length=7, choices=Layout)
    seller = models.ForeignKey("markets.SellingEntity", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=80, unique=True)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="tax_documents")
    journal = models.OneToOneField(
        "ledger.Journal", on_delete=models.PROTECT, related_name="tax_document"
    )
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    issued_at = models.DateTimeField()
    issue_date = models.DateField(help_text="In the seller's time zone.")
    supply_date = models.DateField(help_text="Date on which the payment was received.")
    language = models.CharField(max_length=5)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=10, blank=True)
    scheme = models.CharField(max_length=16)
    treatment = models.CharField(max_length=16)
    reason = models.CharField(max_length=200, blank=True)
    seller_facts = models.JSONField()
    buyer_facts = models.JSONField()
    net = models.DecimalField(max_digits=12, decimal_places=2)
    tax = models.DecimalField(max_digits=12, decimal_places=2)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    gift_card_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "seller", "kind", "year", "sequence", name="a_number_is_issued_once"
            ),
            models.CheckConstraint(
                condition=models.Q(sequence__gt=0), name="numbers_begin_with_one"
            ),
            models.CheckConstraint(
                condition=models.Q(gross=models.F("net") + models.F("tax")),
                name="gross_is_net_and_tax",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="INVOICE", corrects__isnull=True)
                | models.Q(kind="CREDIT_NOTE", corrects__isnull=False),
                name="a_credit_note_names_its_invoice",
            ),
            models.UniqueConstraint(
                "order", condition=models.Q(kind="INVOICE"), name="an_order_has_one_invoice"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["issue_date", "seller"], name="tax_document_by_day"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_credit_note(self) -> bool:
        """Return whether it takes an invoice back, as a whole or in part."""
        return self.kind == DocumentKind.CREDIT_NOTE

    @property
    def sign(self) -> int:
        """Return 1 for an invoice and -1 for a credit note, for sums."""
        return -1 if self.is_credit_note else 1

    @property
    def by_card(self) -> Decimal:
        """Return the part of the total that no gift card paid."""
        return self.gross - self.gift_card_amount


class TaxDocumentLine(models.Model):
    """A line of a document; `rate` is a fraction, amounts are for all units."""

    class Kind(models.TextChoices):
        """Kinds of lines."""

        GOODS = "GOODS", _("Items")
        DELIVERY = "DELIVERY", _("Delivery")
        DUTY = "DUTY", _("Customs duty")
        GIFT_CARD = "GIFTCARD", _("Gift card")
        GIFT_WRAP = "GIFTWRAP", _("Gift wrap")

    document = models.ForeignKey(TaxDocument, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    order_line = models.ForeignKey(
        "order.Line", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sku = models.CharField(max_length=64, blank=True)
    description = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField(default=1)
    before_discount = models.DecimalField(max_digits=12, decimal_places=2)
    net = models.DecimalField(max_digits=12, decimal_places=2)
    tax = models.DecimalField(max_digits=12, decimal_places=2)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    rate = models.DecimalField(max_digits=6, decimal_places=5)

    class Meta:
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "document", "position", name="a_document_has_each_position_once"
            ),
            models.CheckConstraint(
                condition=models.Q(gross=models.F("net") + models.F("tax")),
                name="gross_of_a_line_is_net_and_tax",
            ),
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lt=1), name="the_rate_of_a_line_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.description}: {self.gross}"

    @property
    def discount(self) -> Decimal:
        """Return the discount without tax."""
        return self.before_discount - self.net


class AccountMapping(models.Model):
    """The bookkeeper's number of a ledger account: for all, or for a return or a country."""

    account = models.CharField(max_length=10, choices=Account)
    scheme = models.CharField(
        max_length=16, blank=True, default="", help_text="For one return only, for example ioss."
    )
    country = models.CharField(
        max_length=2, blank=True, default="", help_text="For one country only, for example FR."
    )
    number = models.CharField(
        max_length=9,
        validators=[RegexValidator(r"^\d{3,9}$", "Enter 3 to 9 digits, for example 8400.")],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "account", "scheme", "country", name="an_account_has_one_number_for_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^\d{3,9}$"), name="an_account_number_is_digits"
            ),
        ]

    def __str__(self) -> str:
        place = " ".join(part for part in (self.scheme, self.country) if part)
        return f"{self.get_account_display()} {place}".strip()


class SupplierTaxRecord(models.Model):
    """Facts of a licensee for the report of platforms (Directive (EU) 2021/514, DAC7).

    A licensee without a record is not decided: nobody has said whether it sells to customers.
    """

    class Arrangement(models.TextChoices):
        """The seller of the licensee's goods."""

        SUPPLIER = "supplier", "The licensee supplies the shop, which sells to customers"
        SELLER = "seller", "The licensee sells to customers in its own name"

    class Exemption(models.TextChoices):
        """Kinds of entities that are not reported (Annex V, Section I, B(4))."""

        GOVERNMENT = "government", "Government body"
        LISTED = "listed", "Listed company, or related to one"

    licensee = models.OneToOneField(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="tax_record"
    )
    arrangement = models.CharField(max_length=8, choices=Arrangement)
    exemption = models.CharField(max_length=10, choices=Exemption, blank=True)
    address = models.TextField(max_length=400, blank=True)
    tin = models.CharField(max_length=40, blank=True)
    tin_country = models.ForeignKey(
        "licensing.Territory", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registration_number = models.CharField(max_length=60, blank=True)
    establishments = ArrayField(models.CharField(max_length=2), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(arrangement__in=["supplier", "seller"]),
                name="a_supplier_sells_itself_or_supplies_the_shop",
            ),
            models.CheckConstraint(
                condition=models.Q(tin="") | models.Q(tin_country__isnull=False),
                name="a_tax_identification_number_names_its_country",
            ),
        ]

    def __str__(self) -> str:
        return f"Tax details of {self.licensee}"
