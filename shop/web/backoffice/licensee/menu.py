"""The menu of the portal. An entry is shown to people with its permission, once its URL exists."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_edit_catalog,
    may_keep_stock,
    may_manage_keys,
    may_manage_team,
    may_pack,
    may_see_sales,
    may_use_portal,
)
from shop.web.backoffice.licensee.access import PermissionCheck

# Name of the address within the portal, label, whose work it is, what one does there.
MENU: tuple[tuple[str, str, PermissionCheck, str], ...] = (
    ("overview", "Overview", may_use_portal, ""),
    ("catalog", "Catalog", may_use_portal, "Your products, where each is sold, and why not"),
    (
        "imports",
        "Imports",
        may_edit_catalog,
        "Upload a product file; you review every change first",
    ),
    ("approvals", "Approvals", may_use_portal, "Decisions of the rights holders"),
    ("orders", "Orders to pack", may_pack, "Paid orders that contain your items"),
    ("stock", "Stock", may_keep_stock, "Units at each location, and adjustments"),
    ("sales", "Sales and royalties", may_see_sales, "By month and market"),
    ("agreements", "Agreements", may_use_portal, "How and where you may use each mark"),
    ("company", "Company", may_manage_team, "Documents, tax number and account"),
    ("team", "Team", may_manage_team, "Invite colleagues and give them roles"),
    ("keys", "API keys", may_manage_keys, "Access for your own systems"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry; `hint` describes its page."""

    name: str
    label: str
    url: str
    hint: str


def entries_for(person: User) -> Iterator[Entry]:
    """Yield the parts of the portal that a person may open."""
    for name, label, check, hint in MENU:
        if check(person) and (url := _address(name)):
            yield Entry(name, label, url, hint)


def part_of(path: str) -> str:
    """Return the name of the section that a path belongs to; empty if there is none."""
    for name, *_ in MENU:
        url = _address(name)
        if url and name != "overview" and path.startswith(url):
            return name
    return ""


def _address(name: str) -> str | None:
    try:
        return reverse(f"licensee:{name}")
    except NoReverseMatch:
        return None
