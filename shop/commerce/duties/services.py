"""Duty terms and rates in force, and their changes by staff."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from structlog import get_logger

from shop.commerce.duties.models import DutyRate, DutyTerms
from shop.commerce.duties.rules import (
    NO_DUTY,
    AreaRate,
    AreaTerms,
    DutyConsignment,
    DutyEstimate,
    estimate_duty,
)
from shop.platform.core.keeping import Keeper

log = get_logger(__name__)


def duty_of(consignment: DutyConsignment, keeper: Keeper | None = None) -> DutyEstimate:
    """Return the duty of a consignment; no query unless it crosses a border.

    The `keeper` of a revision keeps terms and rates of the area.
    """
    if consignment.from_area == consignment.to_area or not consignment.items:
        return NO_DUTY
    area = consignment.to_area
    load = lambda: (_terms(area), _rates(area))  # noqa: E731  a keeper takes a function
    terms, rates = load() if keeper is None else keeper.keep(("duties", area), load)
    in_force = next((row for row in terms if consignment.at in row.valid), None)
    found = (
        AreaTerms(in_force.payer == DutyTerms.Payer.SELLER, in_force.free_up_to)
        if in_force is not None and in_force.currency == consignment.currency
        else AreaTerms(in_force.payer == DutyTerms.Payer.SELLER)
        if in_force is not None
        else None
    )
    return estimate_duty(consignment, found, _in_force(rates, consignment.at))


@transaction.atomic
def save_duty_terms(*, terms: DutyTerms, by_id: int | None) -> DutyTerms:
    """Add terms or save their changes; return them. Raises `ValidationError` by field."""
    terms.full_clean()
    terms.save()
    log.info("duty_terms.saved", area=terms.area, by=by_id)
    return terms


@transaction.atomic
def save_duty_rate(*, rate: DutyRate, by_id: int | None) -> DutyRate:
    """Add a rate or save its changes; return it. Raises `ValidationError` by field."""
    rate.full_clean()
    rate.save()
    log.info("duty_rate.saved", area=rate.area, by=by_id)
    return rate


def _terms(area: str) -> list[DutyTerms]:
    return list(DutyTerms.objects.filter(area=area))


def _rates(area: str) -> list[DutyRate]:
    return list(DutyRate.objects.filter(area=area))


def _in_force(rates: Sequence[DutyRate], at: datetime) -> list[AreaRate]:
    return [AreaRate(row.hs_prefix, row.origin, row.rate) for row in rates if at in row.valid]
