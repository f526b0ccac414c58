"""Drafts of agreements, whose terms and grants can be edited until they are submitted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import (
    AgreementLocked,
    MarkNotHeld,
    PassiveSalesRequired,
    WindowOutsideTerm,
)
from licensing.models import (
    Agreement,
    Grant,
    GrantUsage,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    TerritorySetVersion,
)
from licensing.reading.category_tree import category_numbers
from licensing.reading.global_facts import period
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period

# Fields that can change in a draft. Other parties or another number need a new agreement.
EDITABLE = frozenset(
    {
        "term",
        "time_zone",
        "sell_off_days",
        "sell_off_conditions",
        "royalty_rate",
        "currency",
        "advance",
        "minimum_guarantees",
        "marketing_fund_rate",
        "common_fund_rate",
        "reporting_period",
        "due_days",
        "promo_use",
        "document",
    }
)
COPIED = (
    "licensee_id",
    "territory_set_version_id",
    "window",
    "exclusivity",
    "sale_event",
    "includes_future_categories",
    "eea_passive_sales",
    "counsel_reference",
    "unit_cap",
    "royalty_rate",
    "properties",
    "categories",
    "territories",
    "channels",
)


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """The terms of a new grant. A category that is not a leaf stands for its leaves."""

    marks: Collection[Property]
    categories: Collection[ProductCategory]
    territories: TerritorySetVersion
    channels: Collection[Channel]
    window: Period
    exclusivity: str = Grant.Exclusivity.NON_EXCLUSIVE
    sale_event: str = Grant.SaleEvent.ORDER
    includes_future_categories: bool = False
    eea_passive_sales: bool = True
    counsel_reference: str = ""
    unit_cap: int | None = None
    royalty_rate: Decimal | None = None


@transaction.atomic
def draft_agreement(  # noqa: PLR0913  one keyword for each term of the contract
    *,
    number: str,
    licensor: RightsHolder,
    licensee: Licensee,
    term: Period,
    royalty_rate: Decimal | int = 0,
    currency: str = "CHF",
    time_zone: str = "Europe/Zurich",
    sell_off_days: int = 0,
    other_terms: Mapping[str, object] | None = None,
    created_by_id: int | None = None,
) -> Agreement:
    """Create a draft agreement, which has no effect yet; `other_terms` as in `edit_draft`."""
    terms: dict[str, object] = {
        "royalty_rate": royalty_rate,
        "currency": currency,
        "time_zone": time_zone,
        "sell_off_days": sell_off_days,
    }
    terms |= {name: value for name, value in (other_terms or {}).items() if name in EDITABLE}
    return Agreement.objects.create(
        number=number,
        licensor=licensor,
        licensee=licensee,
        term=DateTimeTZRange(term.start, term.end),
        created_by_id=created_by_id,
        **terms,
    )


@transaction.atomic
def add_grant(
    *, agreement: Agreement, grant: GrantTerms, created_by_id: int | None = None
) -> Grant:
    """Add a grant to a draft.

    Raises `AgreementLocked`, `WindowOutsideTerm`, `MarkNotHeld`, `PassiveSalesRequired`.
    """
    # The lock prevents a grant from being added while the agreement is signed or activated.
    status = Agreement.objects.select_for_update().get(pk=agreement.pk).status
    if status != Agreement.Status.DRAFT:
        raise AgreementLocked(agreement=str(agreement), status=status)
    if exceeds_term(agreement, grant.window):
        raise WindowOutsideTerm(agreement=str(agreement), field="window")
    _check_holdings(agreement, grant)
    if not grant.eea_passive_sales and (
        grant.exclusivity != Grant.Exclusivity.EXCLUSIVE or not grant.counsel_reference
    ):
        raise PassiveSalesRequired(agreement=str(agreement))
    row = Grant.objects.create(
        agreement=agreement,
        licensee_id=agreement.licensee_id,
        territory_set_version=grant.territories,
        window=DateTimeTZRange(grant.window.start, grant.window.end),
        exclusivity=grant.exclusivity,
        sale_event=grant.sale_event,
        includes_future_categories=grant.includes_future_categories,
        eea_passive_sales=grant.eea_passive_sales,
        counsel_reference=grant.counsel_reference,
        unit_cap=grant.unit_cap,
        royalty_rate=grant.royalty_rate,
        properties=NumberSet.of(mark.number for mark in grant.marks),
        categories=NumberSet.of(category_numbers(grant.categories, leaves_only=True)),
        territories=grant.territories.territories,
        channels=NumberSet.of(channel.number for channel in grant.channels),
        created_by_id=created_by_id,
    )
    row.granted_properties.add(*grant.marks)
    row.granted_categories.add(*grant.categories)
    if grant.unit_cap is not None:
        GrantUsage.objects.create(grant=row, cap=grant.unit_cap)
    return row


@transaction.atomic
def edit_draft(*, agreement: Agreement, terms: Mapping[str, object]) -> Agreement:
    """Change terms of a draft, by the names in `EDITABLE`; `term` is a `Period`.

    Raises `AgreementLocked`, and `WindowOutsideTerm` if a grant no longer fits in the term.
    """
    draft = _locked_draft(agreement)
    changes = {name: value for name, value in terms.items() if name in EDITABLE}
    if "term" in terms:
        term = terms["term"]
        changes["term"] = DateTimeTZRange(getattr(term, "start", None), getattr(term, "end", None))
    for name, value in changes.items():
        setattr(draft, name, value)
    for grant in draft.grants.all():
        if exceeds_term(draft, period(grant.window)):
            raise WindowOutsideTerm(agreement=str(draft), grant=grant.pk, field="term")
    draft.save(update_fields=list(changes))
    return draft


@transaction.atomic
def remove_grant(*, grant: Grant) -> None:
    """Remove a grant from a draft. Raises `AgreementLocked`."""
    _locked_draft(grant.agreement)
    GrantUsage.objects.filter(grant=grant).delete()
    grant.granted_properties.clear()
    grant.granted_categories.clear()
    grant.delete()


@transaction.atomic
def draft_next_version(*, agreement: Agreement, created_by_id: int | None) -> Agreement:
    """Copy an agreement as a draft of its next version, which supersedes it on activation.

    Raises `AgreementLocked` if it already has a next version.
    """
    if Agreement.objects.filter(supersedes=agreement).exists():
        raise AgreementLocked(agreement=str(agreement), status="superseded")
    grants = list(agreement.grants.order_by("pk"))
    draft = Agreement.objects.get(pk=agreement.pk)
    draft.pk, draft.status, draft.signed_on = None, Agreement.Status.DRAFT, None
    draft.suspended_from = draft.revoked_from = None
    draft.version, draft.supersedes = agreement.version + 1, agreement
    draft.created_by_id = created_by_id
    draft._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
    draft.save()
    for grant in grants:
        copy = Grant.objects.create(
            agreement=draft,
            created_by_id=created_by_id,
            **{name: getattr(grant, name) for name in COPIED},
        )
        copy.granted_properties.set(grant.granted_properties.all())
        copy.granted_categories.set(grant.granted_categories.all())
        if copy.unit_cap is not None:
            _carry_units_over(grant, copy, copy.unit_cap)
    return draft


def _carry_units_over(grant: Grant, copy: Grant, cap: int) -> None:
    """Count the units sold under the old version against the cap of the new one."""
    usage = GrantUsage.objects.filter(grant=grant).first()
    taken = usage.taken if usage else 0
    GrantUsage.objects.create(grant=copy, cap=cap, taken=min(taken, cap))


def _locked_draft(agreement: Agreement) -> Agreement:
    draft = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if draft.status != Agreement.Status.DRAFT:
        raise AgreementLocked(agreement=str(draft), status=draft.status)
    return draft


def exceeds_term(agreement: Agreement, window: Period) -> bool:
    """Return whether a window extends beyond an agreement's term."""
    term = agreement.term
    early = term.lower is not None and (window.start is None or window.start < term.lower)
    late = term.upper is not None and (window.end is None or window.end > term.upper)
    return early or late


def _check_holdings(agreement: Agreement, grant: GrantTerms) -> None:
    """Raise `MarkNotHeld` for marks that the licensor does not hold at the start of the window.

    A holding in any of the territories is enough.
    """
    holdings = PropertyHolding.objects.filter(
        holder_id=agreement.licensor_id,
        property__in=[mark.pk for mark in grant.marks],
        territories__overlaps=grant.territories.territories,
    )
    if grant.window.start is None:
        holdings = holdings.filter(valid__startswith__isnull=True)
    else:
        holdings = holdings.filter(valid__contains=grant.window.start)
    held = set(holdings.values_list("property_id", flat=True))
    missing = [mark.code for mark in grant.marks if mark.pk not in held]
    if missing:
        raise MarkNotHeld(agreement=str(agreement), marks=missing)
