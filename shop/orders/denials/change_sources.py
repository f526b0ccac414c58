"""Changes of rights and held orders that were not announced yet, as `Change` objects.

A source is a set of rows; each row is announced once (`AnnouncedChange`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from django.db.models import Q, QuerySet

from catalog.models import Product, ProductRights, ProductVersion
from licensing.models import (
    Agreement,
    AgreementEvent,
    AthleteConsent,
    FactoryApproval,
    Grant,
    Holdback,
    Licensee,
    LicenseeEvent,
    NOCConsent,
    Property,
    PropertyHolding,
    RightsDenial,
    RightsHolder,
)
from licensing.rules.agreement_states import State, sell_off_end, state_at
from licensing.rules.number_sets import NumberSet
from shop.orders.models import AnnouncedChange

Kind = AgreementEvent.Kind
RECENT = timedelta(days=7)  # older changes are not announced
AHEAD = (90, 30, 7)  # days before the end of an agreement
PAPERS_AHEAD = (60, 30, 7)  # days before the end of an audit or insurance
CODES = {
    Kind.SUBMITTED: "rights.submitted",
    Kind.RETURNED: "rights.returned",
    Kind.SIGNED: "rights.signed",
    Kind.ACTIVATED: "rights.activated",
    Kind.SUPERSEDED: "rights.superseded",
    Kind.CLOSED: "rights.closed",
    Kind.SUSPENDED: "rights.suspended",
    Kind.RESUMED: "rights.resumed",
    Kind.REVOKED: "rights.revoked",
}
LICENSEE_CODES = {
    "SUSPENDED": "rights.licensee_suspended",
    "REINSTATED": "rights.licensee_reinstated",
}
PAPERS = {"audit_valid_until": "audit", "insurance_valid_until": "insurance"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its parties and the content of the notice."""

    source: str
    row_id: int
    code: str
    licensees: frozenset[int]
    holders: frozenset[int]
    by_id: int | None
    data: Mapping[str, object] = field(default_factory=dict)
    agreement_id: int | None = None
    desk_link: str = ""


def unannounced_changes(at: datetime) -> Iterator[Change]:
    """Yield changes and endings that were not announced."""
    for source in SOURCES:
        yield from source(at)


def in_utc(moment: datetime | None) -> str:
    """Return an instant as notices write it."""
    return f"{moment:%-d %B %Y, %H:%M} UTC" if moment else "now"


def _new[Rows: QuerySet](rows: Rows, source: str) -> Rows:
    announced = AnnouncedChange.objects.filter(source=source).values("row_id")
    return rows.exclude(pk__in=announced).order_by("pk")


def _agreement_events(at: datetime) -> Iterator[Change]:
    rows = AgreementEvent.objects.filter(kind__in=CODES, effective_at__gt=at - RECENT)
    parties = "agreement__licensor", "agreement__licensee"
    for event in _new(rows, "agreement-event").select_related(*parties):
        data = _facts(event.agreement, event.effective_at) | {"text": event.reason}
        yield _of_agreement(
            event.agreement, "agreement-event", event.pk, CODES[Kind(event.kind)], data
        )(event.created_by_id)


def _licensee_events(at: datetime) -> Iterator[Change]:
    rows = LicenseeEvent.objects.filter(
        kind__in=LICENSEE_CODES, effective_at__gt=at - RECENT
    ).select_related("licensee")
    for event in _new(rows, "licensee-event"):
        licensors = event.licensee.agreements.filter(status=Agreement.Status.ACTIVE)
        yield Change(
            "licensee-event",
            event.pk,
            LICENSEE_CODES[event.kind],
            frozenset({event.licensee_id}),
            frozenset(licensors.values_list("licensor", flat=True)),
            event.created_by_id,
            {"licensee": str(event.licensee), "text": event.reason},
        )


def _holds_placed(at: datetime) -> Iterator[Change]:
    for hold in _new(_holds().filter(window__startswith__gt=at - RECENT), "hold-placed"):
        yield _of_hold(hold, "hold-placed", "rights.hold_placed", hold.window.lower)


def _holds_ended(at: datetime) -> Iterator[Change]:
    ended = _holds().filter(window__endswith__lte=at, window__endswith__gt=at - RECENT)
    for hold in _new(ended, "hold-ended"):
        yield _of_hold(hold, "hold-ended", "rights.hold_ended", hold.window.upper)


def _agreements_ending(at: datetime) -> Iterator[Change]:
    running = Agreement.objects.filter(status=Agreement.Status.ACTIVE).select_related(
        "licensor", "licensee"
    )
    for days in AHEAD:
        soon = running.filter(term__endswith__gt=at, term__endswith__lte=at + timedelta(days=days))
        for agreement in _new(soon, f"ends-in-{days}"):
            left = agreement.term.upper - at
            data = _facts(agreement, agreement.term.upper) | {"days": -(-left // timedelta(days=1))}
            # One notice for an agreement that is inside several of the periods at once.
            code = "rights.ends_soon" if left > timedelta(days=_shorter(days)) else ""
            yield _of_agreement(agreement, f"ends-in-{days}", agreement.pk, code, data)(None)
    over = running.filter(term__endswith__lte=at, term__endswith__gt=at - timedelta(days=800))
    for agreement in _new(over.filter(term__endswith__gt=at - RECENT), "ended"):
        data = _facts(agreement, agreement.term.upper)
        yield _of_agreement(agreement, "ended", agreement.pk, "rights.ended", data)(None)
    for agreement in _new(over.filter(sell_off_days__gt=0), "sell-off-ended"):
        end = sell_off_end(agreement)
        if end is not None and at - RECENT < end <= at and state_at(agreement, at) == State.CLOSED:
            data = _facts(agreement, end)
            code = "rights.sell_off_ended"
            yield _of_agreement(agreement, "sell-off-ended", agreement.pk, code, data)(None)


def _papers_ending(at: datetime) -> Iterator[Change]:
    """Yield audits and insurances that end soon or ended; each end is announced on its own.

    The source has the day of the end, so that a renewed paper is announced again.
    """
    working = Licensee.objects.exclude(status=Licensee.Status.TERMINATED).order_by("pk")
    for name, paper in PAPERS.items():
        ending = working.filter(
            **{f"{name}__gt": at - RECENT, f"{name}__lte": at + timedelta(days=PAPERS_AHEAD[0])}
        )
        announced = set(
            AnnouncedChange.objects.filter(
                source__startswith=f"{paper}-", row_id__in=ending.values("pk")
            ).values_list("source", "row_id")
        )
        for licensee in ending:
            left = getattr(licensee, name) - at
            days = min(days for days in (*PAPERS_AHEAD, 0) if left <= timedelta(days=days))
            source = f"{paper}-{days}-{getattr(licensee, name):%y%m%d}"
            if (source, licensee.pk) not in announced:
                yield _of_paper(licensee, paper, source, getattr(licensee, name), at)


def _of_paper(licensee: Licensee, paper: str, source: str, end: datetime, at: datetime) -> Change:
    """Return the notice to the licensee, its licensors and the officers who renew papers."""
    licensors = licensee.agreements.filter(status=Agreement.Status.ACTIVE)
    renewing = RightsHolder.objects.filter(kind=RightsHolder.Kind.IOC)
    return Change(
        source,
        licensee.pk,
        "rights.paper_ends_soon" if end > at else "rights.paper_ended",
        frozenset({licensee.pk}),
        frozenset(licensors.values_list("licensor", flat=True))
        | frozenset(renewing.values_list("pk", flat=True)),
        None,
        {
            "licensee": str(licensee),
            "paper": paper,
            "when": in_utc(end),
            "days": -(-(end - at) // timedelta(days=1)),
        },
        desk_link=f"/rights/licensees/{licensee.code}/",
    )


def _consents_ended(at: datetime) -> Iterator[Change]:
    ended = NOCConsent.objects.filter(window__endswith__lte=at, window__endswith__gt=at - RECENT)
    for consent in _new(ended, "consent-ended").select_related("property"):
        grants = _grants_of([consent.property.number], consent.territories)
        yield Change(
            "consent-ended",
            consent.pk,
            "rights.consent_ended",
            frozenset(grants.values_list("licensee", flat=True)),
            frozenset(grants.values_list("agreement__licensor", flat=True)),
            None,
            {
                "scope": str(consent.property),
                "reference": consent.reference,
                "when": in_utc(consent.window.upper),
            },
        )


def _athlete_consents_ended(at: datetime) -> Iterator[Change]:
    """Yield consents of athletes that were withdrawn or whose last day has passed."""
    denials = RightsDenial.objects.filter(
        kind="athlete_consent.changed", effective_at__gt=at - RECENT, effective_at__lte=at
    )
    withdrawn = [int(subject) for subject in denials.values_list("subject", flat=True)]
    rows = AthleteConsent.objects.filter(athlete__mark__isnull=False).filter(
        Q(pk__in=withdrawn, withdrawn=True)
        | Q(withdrawn=False, last_day__lt=at.date(), last_day__gte=(at - RECENT).date())
    )
    for row in _new(rows, "athlete-consent").select_related("athlete__mark"):
        mark = cast("Property", row.athlete.mark)
        grants = _grants_of([mark.number], row.territories)
        yield Change(
            "athlete-consent",
            row.pk,
            "rights.athlete_consent_ended",
            frozenset(grants.values_list("licensee", flat=True)),
            frozenset(grants.values_list("agreement__licensor", flat=True)),
            None,
            {"scope": str(mark), "athlete": str(row.athlete), "reference": row.code},
        )


def _holdings_ended(at: datetime) -> Iterator[Change]:
    rows = PropertyHolding.objects.filter(valid__endswith__lte=at, valid__endswith__gt=at - RECENT)
    for holding in _new(rows, "holding-ended").select_related("property", "holder"):
        grants = _grants_of([holding.property.number], holding.territories).filter(
            agreement__licensor=holding.holder
        )
        yield Change(
            "holding-ended",
            holding.pk,
            "rights.holding_ended",
            frozenset(grants.values_list("licensee", flat=True)),
            frozenset({holding.holder_id}),
            None,
            {
                "scope": str(holding.property),
                "holder": str(holding.holder),
                "when": in_utc(holding.valid.upper),
            },
        )


def _factories_ended(at: datetime) -> Iterator[Change]:
    rows = FactoryApproval.objects.filter(ended_at__lte=at, ended_at__gt=at - RECENT)
    for row in _new(rows, "factory-ended").select_related("factory", "agreement"):
        yield Change(
            "factory-ended",
            row.pk,
            "rights.factory_ended",
            frozenset({row.factory.licensee_id}),
            frozenset(),
            None,
            {"factory": str(row.factory), "agreement": str(row.agreement)},
            row.agreement_id,
        )


SOURCES: tuple[Callable[[datetime], Iterator[Change]], ...] = (
    _agreement_events,
    _licensee_events,
    _holds_placed,
    _holds_ended,
    _agreements_ending,
    _papers_ending,
    _consents_ended,
    _athlete_consents_ended,
    _holdings_ended,
    _factories_ended,
)


def _shorter(days: int) -> int:
    """Return the next shorter notice period; 0 for the shortest."""
    return max((other for other in AHEAD if other < days), default=0)


def _of_agreement(
    agreement: Agreement, source: str, row_id: int, code: str, data: dict[str, object]
) -> Callable[[int | None], Change]:
    def made_by(by_id: int | None) -> Change:
        return Change(
            source,
            row_id,
            code,
            frozenset({agreement.licensee_id}),
            frozenset({agreement.licensor_id}),
            by_id,
            data,
            agreement.pk,
        )

    return made_by


def _facts(agreement: Agreement, when: datetime | None) -> dict[str, object]:
    carrying = ProductRights.objects.filter(
        agreement=agreement, version__status=ProductVersion.Status.RELEASED
    )
    count = carrying.values("version__product").distinct().count()
    return {
        "agreement": str(agreement),
        "licensee": str(agreement.licensee),
        "licensor": str(agreement.licensor),
        "when": in_utc(when),
        "products": f"{count} product{'' if count == 1 else 's'}",
    }


def _holds() -> QuerySet[Holdback]:
    return Holdback.objects.select_related("property", "category", "licensee")


def _of_hold(hold: Holdback, source: str, code: str, when: datetime | None) -> Change:
    licensees, holders = _concerned_by(hold)
    scope = (hold.property, hold.category, hold.licensee)
    named = ", ".join(str(part) for part in scope if part) or "everything"
    if hold.product_id is not None:
        named = str(Product.objects.filter(pk=hold.product_id).first() or "a product")
    data = {
        "scope": named,
        "kind": str(hold.get_kind_display()),
        "when": in_utc(when),
        "text": hold.reason,
    }
    by_id = hold.created_by_id if source == "hold-placed" else None
    return Change(source, hold.pk, code, licensees, holders, by_id, data)


def _concerned_by(hold: Holdback) -> tuple[frozenset[int], frozenset[int]]:
    """Return the licensees whose goods a hold stops, and their licensors."""
    if hold.product_id is not None:
        rows = ProductRights.objects.filter(version__product=hold.product_id)
        product = Product.objects.filter(pk=hold.product_id, licensee__isnull=False)
        return (
            frozenset(product.values_list("licensee", flat=True)),
            frozenset(rows.values_list("agreement__licensor", flat=True)),
        )
    grants = Grant.objects.filter(
        live=True,
        territories__overlaps=hold.territories,
        channels__overlaps=hold.channels,
        categories__overlaps=hold.categories,
    )
    if hold.property is not None:
        grants = grants.filter(properties__overlaps=NumberSet.of([hold.property.number]))
    if hold.licensee_id is not None:
        grants = grants.filter(licensee=hold.licensee_id)
    return (
        frozenset(grants.values_list("licensee", flat=True)),
        frozenset(grants.values_list("agreement__licensor", flat=True)),
    )


def _grants_of(marks: list[int], territories: NumberSet) -> QuerySet[Grant]:
    return Grant.objects.filter(
        live=True, properties__overlaps=NumberSet.of(marks), territories__overlaps=territories
    )
