"""Facts cached in the process for one revision of rights.

A trigger increases the revision with every write to a table of rights. Each request reads the
revision and uses cached facts only under its key, a hash of all counters. Keys are never reused,
not even after a rollback, so cached facts are never out of date.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Sum

from licensing.models import (
    Holdback,
    ProductCategory,
    RightsRevision,
    Territory,
)
from licensing.reading.fact_loader import load_profiles
from licensing.reading.global_facts import load_global_facts, period
from licensing.rules.facts import (
    ComplianceFact,
    CoverageMemory,
    Facts,
    GlobalFacts,
    HoldFact,
    ProfileFacts,
    TerritoryFact,
    group_grants,
)
from licensing.rules.instants import sort_profile_instants
from shop.platform.database.prepared import fetch_rows

# Plain SQL, because every request runs it: the territory's row, the revision (the sum of all
# counters) and the key of exactly these counters.
PLACE = ("code", "number", "served", "sanction_policy", "in_eea")
BLOCK = 32  # profiles
STATE_WIDTH = 2 + len(PLACE)
STATE = """
    select sum(number)::bigint as revision,
        hashtextextended(string_agg(number::text, ',' order by id), 0)::text as key
    from licensing_rightsrevision
"""
PLACE_AND_STATE = f"""
    select state.revision, state.key, {", ".join(f"place.{column}" for column in PLACE)}
    from ({STATE}) as state
    left join licensing_territory as place on place.code = %s
"""  # noqa: S608  our own columns
TIME_AND_STATE = f"select transaction_timestamp(), state.* from ({STATE}) as state"  # noqa: S608


@dataclass(slots=True)
class RightsSnapshot:
    """Facts of one revision: all holds, and the global facts and profiles loaded so far.

    `opened` maps a territory and channel to the rights of lists and the period they apply to.
    `kept` has what other packages read from tables whose triggers raise the revision too.
    """

    revision: int
    key: str
    holds: tuple[Holdback, ...]
    profiles: dict[int, ProfileFacts] = field(default_factory=dict)
    opened: dict[tuple[str, str], Any] = field(default_factory=dict)
    regulated: dict[str, tuple[int, ...]] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict)
    coverage: dict[tuple[int, int, int, int], Any] = field(default_factory=dict)
    _world: GlobalFacts | None = None

    def keep[T](self, name: Hashable, load: Callable[[], T]) -> T:
        """Return the kept value of a name, loaded the first time. Never change a kept value."""
        if name not in self.kept:
            self.kept[name] = load()
        value: T = self.kept[name]
        return value

    @property
    def global_facts(self) -> GlobalFacts:
        """The global facts, loaded on first use. Lists do not need them."""
        if self._world is None:
            self._world = load_global_facts()
        return self._world

    def categories_regulated_in(self, area: str) -> tuple[int, ...]:
        """Return the ids of categories whose products need a compliance record for an area."""
        if area not in self.regulated:
            categories = ProductCategory.objects.filter(compliance_areas__contains=[area])
            self.regulated[area] = tuple(categories.values_list("pk", flat=True))
        return self.regulated[area]

    def territories(self) -> Mapping[str, TerritoryFact]:
        """Return the facts of all territories by code."""
        return self.keep("territories", _territories)

    def load(self, profile_ids: Collection[int]) -> None:
        """Load the profiles that are not loaded yet.

        Reads of pages load their neighbors too, for the pages to come: 32 cost twice as much as 1.
        """
        missing = set(profile_ids) - self.profiles.keys()
        if missing and _reading.get() is not None:
            missing = set().union(*map(_block, missing)) - self.profiles.keys()
        if missing:
            for facts in load_profiles(missing, self.global_facts):
                instants = sort_profile_instants(facts.licensee, facts.marks, facts.grants)
                grants = group_grants(facts.marks, facts.grants)
                self.profiles[facts.profile_id] = replace(
                    facts, instants=instants, grants_by_mark=grants
                )

    def holds_on(self, product_id: int, profile: ProfileFacts | None) -> tuple[HoldFact, ...]:
        """Return the holds whose scope includes a product."""
        return tuple(
            HoldFact(hold.pk, hold.kind, hold.territories, hold.channels, period(hold.window))
            for hold in self.holds
            if _names(hold, product_id, profile)
        )


_snapshot: RightsSnapshot | None = None
# True while reading rights as of a past instant; such facts are not cached.
reads_history: ContextVar[bool] = ContextVar("as_of", default=False)


@dataclass(slots=True)
class _Reading:
    """The result of the first read of a block of `reading_once`."""

    at: datetime | None = None
    snapshot: RightsSnapshot | None = None


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading_once(key: str = "", at: datetime | None = None) -> Iterator[None]:
    """Read time and revision once for all reads of the block, which must write nothing.

    `key` and `at` are those that a statement of the same request has just read. A block within
    another one shares its reading.
    """
    if _reading.get() is not None:
        yield
        return
    kept = _snapshot if key and _snapshot is not None and _snapshot.key == key else None
    token = _reading.set(_Reading(at if kept else None, kept))
    try:
        yield
    finally:
        _reading.reset(token)


def time_and_snapshot() -> tuple[datetime, RightsSnapshot]:
    """Return the transaction's time and the facts of the current revision.

    One query if cached; none in a block of `reading_once` that has read them.
    """
    reading = None if reads_history.get() else _reading.get()
    if reading is not None and reading.at is not None and reading.snapshot is not None:
        return reading.at, reading.snapshot
    ((at, revision, key),) = fetch_rows(TIME_AND_STATE)
    snapshot = _snapshot_of(revision, key)
    if reading is not None:
        reading.at, reading.snapshot = at, snapshot
    return at, snapshot


def territory_and_snapshot(code: str) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return the territory and the facts of the current revision.

    One query if cached; none in a block of `reading_once` that has read them.
    """
    if _reading.get() is not None and not reads_history.get():
        _, snapshot = time_and_snapshot()
        return snapshot.territories().get(code), snapshot
    (row,) = fetch_rows(PLACE_AND_STATE, [code])
    return territory_and_snapshot_of(row)


def territory_and_snapshot_of(row: Sequence[Any]) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return the territory and the facts of a row of `PLACE_AND_STATE` that was just read."""
    revision, key, *place = row
    snapshot = _snapshot_of(revision, key)
    if place[0] is None:
        return None, snapshot
    return territory_fact(Territory(**dict(zip(PLACE, place, strict=True)))), snapshot


def _snapshot_of(revision: int | None, key: str | None) -> RightsSnapshot:
    """Return the facts of a revision that was just read, or facts to be loaded."""
    global _snapshot  # noqa: PLW0603  replaced as a whole for each revision
    snapshot = None if reads_history.get() else _snapshot
    if snapshot is None or snapshot.key != key or key is None:
        snapshot = RightsSnapshot(
            revision=revision or 0,
            key=key or "",
            holds=tuple(Holdback.objects.select_related("property")),
        )
        if key is not None and not reads_history.get():
            _snapshot = snapshot
    return snapshot


def _block(profile_id: int) -> range:
    """Return the ids of the block of profiles to which one belongs."""
    first = profile_id - profile_id % BLOCK
    return range(first, first + BLOCK)


def _territories() -> dict[str, TerritoryFact]:
    return {row.code: territory_fact(row) for row in Territory.objects.only(*PLACE)}


def territory_fact(row: Territory) -> TerritoryFact:
    """Return the fact of a territory."""
    return TerritoryFact(row.code, row.number, row.served, row.sanction_policy, row.product_area)


def current_revision() -> int | None:
    """Return the revision of rights, or None if nothing was recorded yet."""
    revision = RightsRevision.objects.aggregate(revision=Sum("number"))["revision"]
    return int(revision) if revision is not None else None


def product_facts(  # noqa: PLR0913  one keyword for each fact of the product
    snapshot: RightsSnapshot,
    *,
    product_id: int,
    profile_id: int | None,
    published: bool,
    unmarked: bool,
    embargo_until: datetime | None,
    approvals: tuple[Any, ...],
    compliance: tuple[ComplianceFact, ...] = (),
    sale: tuple[datetime | None, datetime | None] = (None, None),
    sell_off: frozenset[int] = frozenset(),
) -> Facts:
    """Combine the facts of a product with those of its profile."""
    profile = snapshot.profiles.get(profile_id) if profile_id is not None else None
    return Facts(
        published=published,
        unmarked=unmarked,
        embargo_until=embargo_until,
        approvals=approvals,
        licensee=profile.licensee if profile else None,
        category=profile.category if profile else None,
        marks=profile.marks if profile else (),
        grants=profile.grants if profile else (),
        mandates=snapshot.global_facts.mandates,
        holds=snapshot.holds_on(product_id, profile),
        revision=snapshot.revision,
        on_sale_from=sale[0],
        on_sale_to=sale[1],
        eea=snapshot.global_facts.eea,
        sell_off=sell_off,
        regulated_areas=profile.regulated_areas if profile else frozenset(),
        compliance=compliance,
        instants=profile.instants if profile else (),
        grants_by_mark=profile.grants_by_mark if profile else (),
        coverage=CoverageMemory(profile.profile_id, snapshot.coverage) if profile else None,
    )


def _names(hold: Holdback, product_id: int, profile: ProfileFacts | None) -> bool:
    if hold.product_id is not None:
        return hold.product_id == product_id
    if hold.licensee_id and (profile is None or profile.licensee_id != hold.licensee_id):
        return False
    if hold.category_id and (profile is None or profile.category not in hold.categories):
        return False
    return not hold.property or (
        profile is not None and hold.property.number in {mark.number for mark in profile.marks}
    )
