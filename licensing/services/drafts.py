"""Drafts of agreements: their terms and grants may be edited until they go to review."""

from collections.abc import Mapping

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import AgreementLocked, WindowOutsideTerm
from licensing.models import Agreement, Grant, GrantUsage
from licensing.reading.global_facts import period
from licensing.services.agreements import outside_term

# What an author may change of a draft; parties and number make another agreement.
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


@transaction.atomic
def edit_draft(*, agreement: Agreement, terms: Mapping[str, object]) -> Agreement:
    """Change terms of a draft. Raises `AgreementLocked`; `WindowOutsideTerm` for a grant left out.

    Names of terms are those of `EDITABLE`; `term` is a `Period`.
    """
    draft = _locked_draft(agreement)
    changes = {name: value for name, value in terms.items() if name in EDITABLE}
    if "term" in terms:
        term = terms["term"]
        changes["term"] = DateTimeTZRange(getattr(term, "start", None), getattr(term, "end", None))
    for name, value in changes.items():
        setattr(draft, name, value)
    for grant in draft.grants.all():
        if outside_term(draft, period(grant.window)):
            raise WindowOutsideTerm(agreement=str(draft), grant=grant.pk, field="term")
    draft.save(update_fields=list(changes))
    return draft


@transaction.atomic
def remove_grant(*, grant: Grant) -> None:
    """Take a grant out of a draft. Raises `AgreementLocked`."""
    _locked_draft(grant.agreement)
    GrantUsage.objects.filter(grant=grant).delete()
    grant.granted_properties.clear()
    grant.granted_categories.clear()
    grant.delete()


@transaction.atomic
def draft_next_version(*, agreement: Agreement, created_by_id: int | None) -> Agreement:
    """Copy an agreement as the draft of its next version, which will supersede it when activated.

    Raises `AgreementLocked` when it has such a draft already.
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
    """What was sold under the old version counts against the cap of the new one."""
    usage = GrantUsage.objects.filter(grant=grant).first()
    taken = usage.taken if usage else 0
    GrantUsage.objects.create(grant=copy, cap=cap, taken=min(taken, cap))


def _locked_draft(agreement: Agreement) -> Agreement:
    draft = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if draft.status != Agreement.Status.DRAFT:
        raise AgreementLocked(agreement=str(draft), status=draft.status)
    return draft
