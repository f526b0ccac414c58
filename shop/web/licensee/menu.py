"""The menu of the portal: a line for each part of it, shown to whose work it is.

A part has its line here from the beginning; it appears as soon as its address exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from shop.accounts.models import User
from shop.accounts.roles import (
    may_edit_catalog,
    may_keep_stock,
    may_manage_keys,
    may_manage_team,
    may_pack,
    may_see_money,
    works_at_the_portal,
)
from shop.web.licensee.access import Check

# Name of the address within the portal, label, whose work it is.
MENU: tuple[tuple[str, str, Check], ...] = (
    ("overview", "Overview", works_at_the_portal),
    ("catalog", "Catalogue", works_at_the_portal),
    ("uploads", "Uploads", may_edit_catalog),
    ("approvals", "Approvals", works_at_the_portal),
    ("orders", "Orders to pack", may_pack),
    ("stock", "Stock", may_keep_stock),
    ("sales", "Sales and royalties", may_see_money),
    ("agreements", "Agreements", works_at_the_portal),
    ("team", "Team", may_manage_team),
    ("keys", "API keys", may_manage_keys),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu."""

    name: str
    label: str
    url: str


def entries_for(person: User) -> Iterator[Entry]:
    """Yield the parts of the portal that a person may open."""
    for name, label, check in MENU:
        if check(person) and (url := _address(name)):
            yield Entry(name, label, url)


def part_of(path: str) -> str:
    """Return the name of the part whose address a path goes on from; empty: of none."""
    for name, _label, _check in MENU:
        url = _address(name)
        if url and name != "overview" and path.startswith(url):
            return name
    return ""


def _address(name: str) -> str | None:
    try:
        return reverse(f"licensee:{name}")
    except NoReverseMatch:
        return None
