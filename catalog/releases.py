"""Releases of products: approvals, embargoes and sale dates as facts and in compiled form."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.reading.snapshot import (
    PLACE_AND_STATE,
    STATE_WIDTH,
    RightsSnapshot,
    territory_and_snapshot_of,
)
from licensing.rules.decision import ApprovalFact, ComplianceFact, TerritoryFact
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from shop.platform.database.prepared import fetch_rows

# For each mark of the released version of a product, the release decision of its licensor or the
# licensor's successor: the current one, or else the last withdrawn one. Also, for the product: its
# last embargo (of a brand on it or on a mark, or its licensee's), its sale dates and complete
# compliance records. `{products}` is a condition of the product's id, such as `= any(%s)`.
RELEASES = """
    select v.product_id, m.id as mark_id, a.id, a.verdict, a.decided_at, a.expires_at,
        a.withdrawn_at, t.territories, greatest(e.lifts_at, s.embargo_until),
        e.teaser_allowed and e.lifts_at >= coalesce(s.embargo_until, e.lifts_at),
        p.on_sale_from, s.on_sale_to, c.records
    from catalogue_productversion v
    join catalogue_product p on p.id = v.product_id
    left join catalogue_datasheet s on s.product_id = v.product_id
    left join catalogue_productrights m on m.version_id = v.id
    left join licensing_agreement g on g.id = m.agreement_id
    left join licensing_rightsholder h on h.id = g.licensor_id
    left join lateral (
        select * from catalogue_approval
        where version_id = v.id and holder_id in (h.id, h.successor_id) and stage = 'RELEASE'
        order by withdrawn_at is null desc, decided_at desc limit 1
    ) a on true
    left join licensing_territorysetversion t on t.id = a.territory_set_version_id
    left join lateral (
        select lifts_at, teaser_allowed from catalogue_embargo
        where product_id = v.product_id or property_id in (
            select property_id from catalogue_productrights where version_id = v.id
        )
        order by lifts_at desc, teaser_allowed limit 1
    ) e on true
    left join lateral (
        select jsonb_agg(jsonb_build_array(area, extract(epoch from valid_until))) as records
        from catalogue_compliancerecord where product_id = v.product_id and complete
    ) c on true
    where v.status = 'RELEASED' and v.product_id {products}
"""
_IN_ORDER = "order by product_id, mark_id"
# The planner does not see the array, so the plan for any products is made once for a connection.
_OF_PRODUCTS = "= any((select %s::bigint[])::bigint[])"
_RELEASES = f"{RELEASES.format(products=_OF_PRODUCTS)} {_IN_ORDER}"
# Releases, the revision of rights and a territory in one statement: every sale asks for them.
_RELEASES_AND_RIGHTS = f"""
    select clock_timestamp(), rights.*, releases.* from ({PLACE_AND_STATE}) as rights
    left join ({RELEASES.format(products=_OF_PRODUCTS)}) as releases on true {_IN_ORDER}
"""  # noqa: S608  our own statements


@dataclass(slots=True)
class Release:
    """The approvals of the released version of a product, its embargo and sale dates."""

    embargo_until: datetime | None
    teaser_allowed: bool = False
    sale: tuple[datetime | None, datetime | None] = (None, None)
    compliance: tuple[ComplianceFact, ...] = ()
    approvals: list[ApprovalFact] = field(default_factory=list)

    def compiled(self, *, unmarked: bool) -> tuple[DateTimeTZRange | None, NumberSet | None]:
        """Return the period and territories in which the product may be shown; None if never."""
        if not self.approvals and not unmarked:
            return None, None
        begins, end = self.sale
        start = max((at for at in (self.embargo_until, begins) if at), default=None)
        territories = EVERYWHERE
        for approval in self.approvals:
            if approval.id is None or not approval.approved:
                return None, None
            start = max((at for at in (start, approval.decided_at) if at), default=None)
            ends = (end, approval.expires_at, approval.withdrawn_at)
            end = min((at for at in ends if at), default=None)
            territories &= approval.territories
        if start is not None and end is not None and start >= end:
            return None, None
        return DateTimeTZRange(start, end), territories


def find_releases(product_ids: Collection[int]) -> dict[int, Release]:
    """Return the releases of products with a released version, in one query."""
    return read_releases(fetch_rows(_RELEASES, [list(product_ids)]))


@dataclass(frozen=True, slots=True)
class ReleasesAndRights:
    """Releases by product, a territory and the facts of the revision, read at one instant."""

    read_at: datetime
    releases: dict[int, Release]
    territory: TerritoryFact | None
    snapshot: RightsSnapshot


def find_releases_and_rights(product_ids: Collection[int], territory: str) -> ReleasesAndRights:
    """Return the releases of products and the rights of a territory, in one query if cached."""
    rows = fetch_rows(_RELEASES_AND_RIGHTS, [territory, list(product_ids)])
    read_at, *state = rows[0][: 1 + STATE_WIDTH]
    releases = [row[1 + STATE_WIDTH :] for row in rows]
    return ReleasesAndRights(
        read_at,
        read_releases(row for row in releases if row[0] is not None),
        *territory_and_snapshot_of(state),
    )


def read_releases(rows: Iterable[Sequence[Any]]) -> dict[int, Release]:
    """Return the releases in rows of `RELEASES`, which are sorted by product and mark."""
    releases: dict[int, Release] = {}
    for row in rows:
        product_id, mark, *approval, embargo, teaser, begins, ends, records = row
        release = releases.get(product_id)
        if release is None:
            release = Release(embargo, bool(teaser), (begins, ends), _compliance(records))
            releases[product_id] = release
        if mark is not None:
            release.approvals.append(_fact(*approval))
    return releases


def _compliance(records: str | None) -> tuple[ComplianceFact, ...]:
    return tuple(
        ComplianceFact(area, datetime.fromtimestamp(until, UTC) if until is not None else None)
        for area, until in json.loads(records or "[]")
    )


def _fact(
    number: int | None,
    verdict: str | None,
    decided_at: datetime | None,
    expires_at: datetime | None,
    withdrawn_at: datetime | None,
    territories: Any,
) -> ApprovalFact:
    return ApprovalFact(
        id=number,
        approved=verdict == "APPROVED",
        decided_at=decided_at,
        expires_at=expires_at,
        withdrawn_at=withdrawn_at,
        territories=EVERYWHERE
        if territories is None
        else NumberSet.from_ranges((part.lower, part.upper) for part in territories),
    )
