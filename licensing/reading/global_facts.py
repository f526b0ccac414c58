"""Load the facts that are the same for all profiles at one revision.

These are the store's mandates, successors of holders, the EEA, national committees and the
policies for passive sales and athletes' consents.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from licensing.models import (
    NOC,
    RightsHolder,
    RightsPolicy,
    StoreMandate,
    Territory,
)
from licensing.rules.facts import GlobalFacts, MandateFact
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.platform.core.periods import Period


def load_global_facts() -> GlobalFacts:
    """Load the global facts of the current revision, in five queries."""
    mandates = tuple(
        MandateFact(mandate.pk, mandate.territories, mandate.channels, period(mandate.window))
        for mandate in StoreMandate.objects.all()
    )
    places = list(Territory.objects.values_list("code", "number", "in_eea"))
    members = NumberSet.of(number for _, number, in_eea in places if in_eea)
    policy = load_policy()
    return GlobalFacts(
        mandates=mandates,
        eea=members if policy.eea_passive_sales else NOWHERE,
        licensors=_licensors(),
        home=_home({code: number for code, number, _ in places}),
        athlete_consents=policy.athlete_consents,
    )


def passive_sales_are_on() -> bool:
    """Return whether goods licensed in part of the EEA may be delivered on request in all of it."""
    return load_policy().eea_passive_sales


def athlete_consents_decide() -> bool:
    """Return whether goods with an athlete's mark need the athlete's consent."""
    return load_policy().athlete_consents


def load_policy() -> RightsPolicy:
    """Return the policies; the defaults if none was recorded."""
    return RightsPolicy.objects.first() or RightsPolicy()


def period(value: Any) -> Period:
    """Return a database range as a period."""
    return Period(value.lower, value.upper)


def _licensors() -> dict[int, frozenset[int]]:
    """Return by holder the ids of it and all its successors."""
    successor = dict(RightsHolder.objects.values_list("pk", "successor"))
    return {holder: _chain(holder, successor) for holder in successor}


def _chain(holder: int, successor: Mapping[int, int | None]) -> frozenset[int]:
    chain: set[int] = set()
    following: int | None = holder
    while following is not None and following not in chain:
        chain.add(following)
        following = successor.get(following)
    return frozenset(chain)


def _home(numbers: Mapping[str, int]) -> Mapping[str, NumberSet]:
    links = NOC.objects.filter(recognised_until__isnull=True).values_list("pk", "territories")
    return _territories_by_committee(tuple(links.order_by("pk")), tuple(numbers.items()))


@lru_cache(maxsize=4)
def _territories_by_committee(
    links: tuple[tuple[str, str | None], ...], numbered: tuple[tuple[str, int], ...]
) -> Mapping[str, NumberSet]:
    """Return `GlobalFacts.home`; cached, because the rows rarely change."""
    numbers = dict(numbered)
    own: dict[str, list[int]] = {}
    with_committee = set()
    for noc, code in links:
        own.setdefault(noc, [])
        if code in numbers:
            own[noc].append(numbers[code])
            with_committee.add(code)
    unrepresented = NumberSet.of(
        number for code, number in numbers.items() if code not in with_committee
    )
    return MappingProxyType(
        {noc: NumberSet.of(own_numbers) | unrepresented for noc, own_numbers in own.items()}
    )
