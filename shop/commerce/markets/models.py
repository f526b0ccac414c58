"""Markets, their selling entities, and tax rates by destination."""

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.commerce.markets.querysets import MarketQuerySet
from shop.platform.core.money import UNSUPPORTED_CURRENCIES
from shop.platform.core.numbers import percent


def validate_time_zone(name: str) -> None:
    """Check that the time zone database has a name."""
    if name not in available_timezones():
        raise ValidationError(_("Enter a time zone such as Europe/Paris."))


class SellingEntity(models.Model):
    """The company that sells in a market and issues its invoices."""

    code = models.SlugField(unique=True)
    legal_name = models.CharField(max_length=200)
    address = models.TextField()
    vat_number = models.CharField(max_length=40, blank=True)
    ioss_number = models.CharField(max_length=40, blank=True)
    terms_url = models.URLField(blank=True)
    represented_by = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Names of the managers."
    )
    register_entry = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Court and number."
    )
    email = models.EmailField(blank=True, default="", db_default="")
    phone = models.CharField(max_length=40, blank=True, default="", db_default="")
    country = models.ForeignKey(
        "licensing.Territory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The country in which the company is established.",
    )
    time_zone = models.CharField(
        max_length=40,
        default="UTC",
        db_default="UTC",
        validators=[validate_time_zone],
        help_text="Invoices are dated and numbered by year in this time zone, for example"
        " Europe/Zurich.",
    )

    class Meta:
        verbose_name_plural = "selling entities"

    def __str__(self) -> str:
        return self.legal_name


class TaxRounding(models.TextChoices):
    """Amounts on which tax is rounded: each line, or the sum of an order at each tax rate."""

    LINE = "LINE", "On each line"
    ORDER = "ORDER", "On the order, once for each tax rate"


class Market(models.Model):
    """A set of ship-to countries with one currency, some languages and one way to show tax.

    The market determines what is shown; the ship-to what is sold. `home` is the territory that
    lists assume until a visitor chooses another one.
    """

    code = models.CharField(max_length=5, unique=True, validators=[RegexValidator(r"^[a-z]{2,5}$")])
    name = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    languages = ArrayField(
        models.CharField(max_length=5), help_text=_("The first language is the default.")
    )
    prices_include_tax = models.BooleanField(default=True)
    tax_rounding = models.CharField(
        max_length=5,
        choices=TaxRounding,
        default=TaxRounding.LINE,
        db_default="LINE",
        help_text="Japan requires rounding once for each tax rate of an invoice.",
    )
    home = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    ship_to = models.ManyToManyField("licensing.Territory", related_name="markets")
    selling_entity = models.ForeignKey(SellingEntity, on_delete=models.PROTECT)
    time_zone = models.CharField(
        max_length=40,
        default="UTC",
        db_default="UTC",
        validators=[validate_time_zone],
        help_text=_("Times are shown in this time zone, for example Europe/Paris."),
    )
    sends_from = models.ForeignKey(
        "licensing.Territory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Parcels do not leave on the public holidays of this country.",
    )
    closed_days = ArrayField(
        models.DateField(),
        default=list,
        db_default=[],
        blank=True,
        help_text="Other days on which no parcel leaves.",
    )
    is_default = models.BooleanField(default=False)
    is_open = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Whether the market is open to the public. Change this in the dashboard.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    # Set by `for_request`: the codes of `ship_to`, and the database's clock.
    ship_to_codes: list[str]
    at: datetime

    objects: ClassVar = MarketQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "is_default", condition=models.Q(is_default=True), name="one_market_is_the_default"
            ),
            models.CheckConstraint(
                condition=~models.Q(currency__in=sorted(UNSUPPORTED_CURRENCIES)),
                name="a_market_has_a_currency_that_can_be_charged",
            ),
            models.CheckConstraint(
                condition=models.Q(languages__len__gt=0), name="a_market_has_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(is_open=True) | models.Q(is_default=False),
                name="the_default_market_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(tax_rounding__in=["LINE", "ORDER"]),
                name="a_market_rounds_tax_on_lines_or_orders",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def default_language(self) -> str:
        """Return the language of pages if a visitor asks for no supported one."""
        return str(self.languages[0])


class TaxClass(models.TextChoices):
    """Tax classes of products; rates differ by destination."""

    STANDARD = "standard", _("Standard")
    BOOK = "book", _("Books and printed matter")
    CHILDREN = "children", _("Children's clothing")
    SHIPPING = "shipping", _("Delivery")


class TaxTreatment(models.TextChoices):
    """Reasons of a rate; a rate of 0 is either the class's own or that of an export."""

    TAXED = "taxed", "Taxed at the destination's rate"
    EXPORT = "export", "Zero-rated export: the recipient pays import tax"


class TaxRate(models.Model):
    """The rate of a tax class at a destination in a period; `region` "" is the whole country.

    A destination is not sold to while a class has no rate: see `shop.commerce.pricing.tax`.
    `source` is the law or agreement that sets the rate.
    """

    territory = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=10, blank=True, help_text=_("State or province code."))
    treatment = models.CharField(
        max_length=8, choices=TaxTreatment, default=TaxTreatment.TAXED, db_default="taxed"
    )
    source = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Legal basis of the rate, for example Directive 2006/112/EC Art. 105.",
    )
    tax_class = models.CharField(max_length=16, choices=TaxClass)
    rate = models.DecimalField(max_digits=6, decimal_places=5, help_text=_("Enter 0.2 for 20%."))
    valid = DateTimeRangeField(help_text=_("Start (included) and end (excluded)."))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lt=1), name="a_tax_rate_is_a_fraction"
            ),
            models.CheckConstraint(
                condition=~models.Q(treatment="export") | models.Q(rate=0),
                name="an_export_is_zero_rated",
            ),
            ExclusionConstraint(
                name="one_tax_rate_at_a_time",
                expressions=[
                    ("territory", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    ("tax_class", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        where = f"{self.territory_id}-{self.region}" if self.region else self.territory_id
        return f"{where} {self.tax_class}: {self.rate:.2%}"

    @property
    def percent_text(self) -> str:
        """Return the rate in percent."""
        return percent(self.rate) + (" (export)" if self.treatment == TaxTreatment.EXPORT else "")

    @property
    def days_text(self) -> str:
        """Return the first and the last day in UTC."""
        begin, end = self.valid.lower, self.valid.upper
        last = (end - timedelta(microseconds=1)).date() if end else ""
        return f"{begin.date() if begin else ''} – {last}".strip()
