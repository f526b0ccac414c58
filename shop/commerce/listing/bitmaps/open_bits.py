"""Bits of the products that may be sold to a destination, kept while rights stay the same."""

from dataclasses import dataclass
from typing import Any

from licensing.reading.list_rights import OpenRights, ProfileGroup, open_rights
from shop.commerce.listing.bitmaps.writing import WIDTH
from shop.commerce.listing.list_query import ListQuery
from shop.platform.database.prepared import fetch_rows

MOST_EXCEPTIONS = 500  # products that are held or sold off, and so are looked up
MOST_KEPT = 12  # destinations of a process; at 1,000,000 products each takes 290 kB
ZEROS = f"repeat('0', {WIDTH})::bit({WIDTH})"
# All chunks one after another, and which they are.
STATE = """
    coalesce(md5(string_agg(
        concat_ws(' ', chunk, built_at at time zone 'UTC'), ',' order by chunk
    )), '')
"""
_RIGHTS = """
    coalesce((
        select bit_or(b.bits) from listing_rightsbitmap b
        where b.chunk = c.chunk and b.profile_id = any(%({name})s::int[])
            and b.territories @> %({name}_territory)s::int4
    ), {zeros})
"""
_COMPLETE = """
    coalesce((
        select b.bits from listing_bitmap b
        where b.chunk = c.chunk and b.facet = 'complete' and b.value = %({name}_area)s
    ), {zeros})
"""
_READ = """
    select {state}, coalesce(string_agg(substring(varbit_send({bits}) from 5), ''::bytea
        order by chunk), '')
    from listing_bitmapchunk c
"""
_CATEGORIES = """
    select id from licensing_rightsprofile
    where id = any(%s::int[]) and category_id = any(%s::int[])
"""


@dataclass(frozen=True, slots=True)
class OpenBits:
    """Bits of a state of all chunks; `exceptions` are products that they know nothing of."""

    rights: tuple[OpenRights | None, OpenRights | None]
    state: str
    bits: bytes
    exceptions: tuple[int, ...]

    def is_of(self, rights: OpenRights, at_home: OpenRights | None) -> bool:
        """Return whether they were read for these rights, which are others after each change."""
        return self.rights[0] is rights and self.rights[1] is at_home


_kept: dict[tuple[str, str, str], OpenBits] = {}


def open_bits(query: ListQuery, state: str | None = None) -> OpenBits | None:
    """Return the bits of a destination, read again if they are of another state than `state`.

    None if nothing is sold there, or too many products are exceptions.
    """
    rights = open_rights(query.territory, query.channel, query.at)
    if rights is None:
        return None
    home = query.market.home_id
    asks_home = home != query.territory and bool(rights.on_request)
    at_home = open_rights(home, query.channel, query.at) if asks_home else None
    key = (query.territory, query.channel, home if asks_home else "")
    kept = _kept.get(key)
    if kept is not None and kept.is_of(rights, at_home) and state in {None, kept.state}:
        return kept
    read = _read(rights, at_home)
    if read is not None:
        _kept[key] = read
        while len(_kept) > MOST_KEPT:
            _kept.pop(next(iter(tuple(_kept))), None)
    return read


def _read(rights: OpenRights, at_home: OpenRights | None) -> OpenBits | None:
    groups = [*rights.listed]
    if at_home is not None:
        groups += [*rights.on_request, *at_home.listed]
    exceptions = {product for group in groups for product in (*group.held, *(group.products or ()))}
    if len(exceptions) > MOST_EXCEPTIONS:
        return None
    parameters: dict[str, Any] = {}
    bits = _bits_of("listed", rights, rights.listed, parameters)
    if at_home is not None:
        requested = _bits_of("requested", rights, rights.on_request, parameters)
        promoted = _bits_of("promoted", at_home, at_home.listed, parameters)
        bits = f"({bits} | ({requested} & {promoted}))"
    ((state, found),) = fetch_rows(_READ.format(state=STATE, bits=bits), parameters)
    return OpenBits((rights, at_home), state, bytes(found), tuple(sorted(exceptions)))


def _bits_of(
    name: str, rights: OpenRights, groups: tuple[ProfileGroup, ...], parameters: dict[str, Any]
) -> str:
    """Return SQL of the bits of products released there whose profile is in one of the groups.

    Groups of single products are left out: these are exceptions.
    """
    profiles = {number for group in groups if group.products is None for number in group.profiles}
    parameters |= {name: sorted(profiles), f"{name}_territory": rights.territory}
    every = _RIGHTS.format(name=name, zeros=ZEROS)
    if not rights.regulated:
        return every
    rows = fetch_rows(_CATEGORIES, [sorted(profiles), list(rights.regulated)])
    regulated = {number for (number,) in rows}
    if not regulated:
        return every
    parameters[name] = sorted(profiles - regulated)
    parameters |= {f"{name}_regulated": sorted(regulated), f"{name}_area": rights.area}
    parameters[f"{name}_regulated_territory"] = rights.territory
    complete = _COMPLETE.format(name=name, zeros=ZEROS)
    checked = _RIGHTS.format(name=f"{name}_regulated", zeros=ZEROS)
    return f"({every} | ({checked} & {complete}))"
