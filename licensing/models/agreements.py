"""Agreements, their grants, and the units sold under them.

Grants store properties, categories, territories and channels as multiranges, so that a worldwide
grant is one row. `licensing.services` writes these columns in the transaction of the grant.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from licensing.fields import IntMultiRangeField
from licensing.models.base import AuthoredModel
from licensing.models.parties import Licensee, Property, RightsHolder
from licensing.models.reference import ProductCategory, TerritorySetVersion


class Agreement(AuthoredModel):
    """A contract between a licensor and a licensee.

    `status` is set by people. Whether the agreement is in force at an instant also depends on its
    term, `suspended_from` and `revoked_from` (`licensing.rules.agreement_states.state_at`). Changes
    cannot be backdated.
    """

    class Status(models.TextChoices):
        """Status set by people; expiry is computed from the term."""

        DRAFT = "DRAFT", _("Draft")
        IN_REVIEW = "IN_REVIEW", _("In review")
        SIGNED = "SIGNED", _("Signed")
        ACTIVE = "ACTIVE", _("Active")
        REVOKED = "REVOKED", _("Revoked")
        CLOSED = "CLOSED", _("Closed")

    class ReportingPeriod(models.TextChoices):
        """Interval at which royalties are reported."""

        MONTH = "MONTH", "Month"
        QUARTER = "QUARTER", "Quarter"
        YEAR = "YEAR", "Year"

    number = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT)
    licensor = models.ForeignKey(RightsHolder, on_delete=models.PROTECT, related_name="agreements")
    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    signed_on = models.DateField(null=True, blank=True)
    term = DateTimeRangeField()
    time_zone = models.CharField(max_length=40, default="Europe/Zurich")
    sell_off_days = models.PositiveSmallIntegerField(default=0)
    suspended_from = models.DateTimeField(null=True, blank=True)
    revoked_from = models.DateTimeField(null=True, blank=True)
    royalty_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    currency = models.CharField(max_length=3, default="CHF")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_agreements"
    )
    sell_off_conditions = models.TextField(blank=True)
    minimum_guarantees = models.JSONField(
        default=list, blank=True, help_text='Amount by year: [[2026, "50000.00"]].'
    )
    advance = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    marketing_fund_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    common_fund_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    reporting_period = models.CharField(
        max_length=7, choices=ReportingPeriod, default=ReportingPeriod.QUARTER
    )
    due_days = models.PositiveSmallIntegerField(default=30)
    promo_use = models.BooleanField(
        default=False, help_text="The licensee may use the marks in its own advertising."
    )
    document = models.CharField(
        max_length=200, blank=True, help_text="Location of the signed document."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("number", "version", name="an_agreement_has_each_version_once"),
            models.CheckConstraint(
                condition=models.Q(term__isempty=False), name="a_term_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["SIGNED", "ACTIVE"])
                | models.Q(signed_on__isnull=False),
                name="an_active_agreement_is_signed",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="REVOKED") | models.Q(revoked_from__isnull=False),
                name="a_revocation_has_its_instant",
            ),
            models.CheckConstraint(
                condition=models.Q(royalty_rate__gte=0, royalty_rate__lt=1),
                name="a_royalty_rate_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    marketing_fund_rate__gte=0,
                    marketing_fund_rate__lt=1,
                    common_fund_rate__gte=0,
                    common_fund_rate__lt=1,
                ),
                name="a_fund_rate_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=models.Q(advance__gte=0), name="an_advance_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"


class AgreementEvent(AuthoredModel):
    """A change of an agreement's status. Append-only."""

    class Kind(models.TextChoices):
        """The action taken."""

        SUBMITTED = "SUBMITTED", "Sent to review"
        RETURNED = "RETURNED", "Returned to draft"
        SIGNED = "SIGNED", _("Signed")
        ACTIVATED = "ACTIVATED", _("Activated")
        SUPERSEDED = "SUPERSEDED", "Superseded"
        CLOSED = "CLOSED", _("Closed")
        SUSPENDED = "SUSPENDED", _("Suspended")
        RESUMED = "RESUMED", _("Resumed")
        REVOKED = "REVOKED", _("Revoked")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    effective_at = models.DateTimeField(db_default=Now())
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.agreement} {self.kind}"


class Grant(AuthoredModel):
    """Marks × categories × territories × channels × window, granted under an agreement."""

    class Exclusivity(models.TextChoices):
        """Rights of other licensees to the same marks."""

        EXCLUSIVE = "EXCLUSIVE", _("Exclusive")
        SOLE = "SOLE", _("Sole")
        NON_EXCLUSIVE = "NON_EXCLUSIVE", _("Non-exclusive")

    class SaleEvent(models.TextChoices):
        """The event that must fall within the window."""

        ORDER = "ORDER", _("Order")
        DISPATCH = "DISPATCH", _("Dispatch")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="grants")
    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="+")
    granted_properties = models.ManyToManyField(Property, related_name="+")
    granted_categories = models.ManyToManyField(ProductCategory, related_name="+")
    territory_set_version = models.ForeignKey(TerritorySetVersion, on_delete=models.PROTECT)
    window = DateTimeRangeField(help_text=_("Must lie within the agreement's term."))
    exclusivity = models.CharField(
        max_length=13, choices=Exclusivity, default=Exclusivity.NON_EXCLUSIVE
    )
    sale_event = models.CharField(max_length=8, choices=SaleEvent, default=SaleEvent.ORDER)
    includes_future_categories = models.BooleanField(
        default=False, help_text="Also grants subcategories that are added later."
    )
    eea_passive_sales = models.BooleanField(default=True)
    counsel_reference = models.CharField(
        max_length=150, blank=True, help_text="Required to exclude passive sales."
    )
    unit_cap = models.PositiveIntegerField(null=True, blank=True)
    royalty_rate = models.DecimalField(
        max_digits=6,
        decimal_places=5,
        null=True,
        blank=True,
        help_text="Overrides the agreement's rate.",
    )
    properties = IntMultiRangeField()
    categories = IntMultiRangeField()
    territories = IntMultiRangeField()
    channels = IntMultiRangeField()
    live = models.BooleanField(
        default=False, help_text=_("Set while the agreement is active or suspended.")
    )
    slot = models.GeneratedField(
        expression=models.Case(
            models.When(
                exclusivity="EXCLUSIVE", then=models.Func(template="int4range(NULL, NULL)")
            ),
            default=models.Func(
                "licensee_id", template="int4range(%(expressions)s::int4, licensee_id::int4, '[]')"
            ),
        ),
        output_field=IntegerRangeField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            # The slot of an exclusive grant overlaps every licensee's; other slots only their own.
            ExclusionConstraint(
                name="an_exclusive_grant_has_no_rival",
                expressions=[
                    ("properties", RangeOperators.OVERLAPS),
                    ("categories", RangeOperators.OVERLAPS),
                    ("territories", RangeOperators.OVERLAPS),
                    ("channels", RangeOperators.OVERLAPS),
                    ("window", RangeOperators.OVERLAPS),
                    ("slot", RangeOperators.OVERLAPS),
                    ("licensee", RangeOperators.NOT_EQUAL),
                ],
                condition=models.Q(live=True),
            ),
            models.CheckConstraint(
                condition=models.Q(window__isempty=False), name="a_grant_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(eea_passive_sales=True)
                | (models.Q(exclusivity="EXCLUSIVE") & ~models.Q(counsel_reference="")),
                name="passive_sales_end_by_exclusivity_and_counsel",
            ),
            models.CheckConstraint(
                condition=models.Q(royalty_rate__isnull=True)
                | models.Q(royalty_rate__gte=0, royalty_rate__lt=1),
                name="a_grants_royalty_rate_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=models.Q(unit_cap__isnull=True) | models.Q(unit_cap__gt=0),
                name="a_unit_cap_allows_some_units",
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk} of {self.agreement}"


class GrantUsage(models.Model):
    """Units sold under a grant with a unit cap; each sale counts them with a guarded update."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="usage")
    cap = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(taken__lte=models.F("cap")), name="a_unit_cap_is_never_passed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken} of {self.cap} under grant {self.grant_id}"


class SellOffStock(AuthoredModel):
    """Stock that a licensee declared at the end of an agreement, and how much of it was sold."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="sell_off")
    product_id = models.BigIntegerField()
    declared = models.PositiveIntegerField()
    sold = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agreement", "product_id", name="sell_off_stock_is_declared_once"
            ),
            models.CheckConstraint(
                condition=models.Q(sold__lte=models.F("declared")),
                name="sell_off_stock_is_never_passed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sold} of {self.declared} of product {self.product_id}"


class SellOffDeclaration(AuthoredModel):
    """Remaining stock that a licensee declares for a sell-off.

    It becomes a `SellOffStock`, named by `stock`, when a rights officer confirms it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="declarations")
    product_id = models.BigIntegerField()
    units = models.PositiveIntegerField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    stock = models.OneToOneField(SellOffStock, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(units__gte=1), name="a_declaration_has_at_least_one_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True)
                | models.Q(decided_by__isnull=False) & ~models.Q(decided_by=models.F("created_by")),
                name="a_declaration_is_decided_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(stock__isnull=True) | models.Q(decided_at__isnull=False),
                name="declared_stock_was_confirmed",
            ),
            models.UniqueConstraint(
                "agreement",
                "product_id",
                condition=models.Q(decided_at__isnull=True),
                name="one_declaration_of_a_product_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} of product {self.product_id} under {self.agreement}"
