"""The menu of the rights desk."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_decide_for_all_holders,
    may_read_audit_log,
    sees_other_grants,
    sees_rights,
)
from shop.identity.notices.services import unread_count
from shop.platform.core.numbers import percent
from shop.web.backoffice.records.views import sees_records
from shop.web.backoffice.rights.access import PermissionCheck
from shop.web.backoffice.rights.held_orders import sees_held_orders
from shop.web.backoffice.rights.mandates import sees_mandates
from shop.web.backoffice.rights.policy import sees_policy
from shop.web.backoffice.shared import texts
from shop.web.backoffice.shared.texts import channel_in_words, reason_in_words

register = template.Library()
register.filter(texts.term_in_days)
# Group, name of the address, label, who sees it.
WORK, CONTRACTS, CHECKS, RECORDS = "Work", "Agreements", "Checks", "Records"
MENU: tuple[tuple[str, str, str, PermissionCheck], ...] = (
    ("", "overview", "Overview", sees_rights),
    (WORK, "approvals", "Approvals", sees_rights),
    (WORK, "held-orders", "Held orders", sees_held_orders),
    (WORK, "applications", "Applications", may_decide_for_all_holders),
    (WORK, "holds", "Holds", sees_rights),
    (WORK, "embargoes", "Embargoes", sees_rights),
    (WORK, "sell_offs", "Sell-off stock", sees_rights),
    (CONTRACTS, "agreements", "Agreements", sees_rights),
    (CONTRACTS, "calendar", "Calendar", sees_rights),
    (CONTRACTS, "conflicts", "Conflicts", sees_other_grants),
    (CONTRACTS, "avails", "Available rights", sees_other_grants),
    (CONTRACTS, "royalties", "Royalties", sees_other_grants),
    (CONTRACTS, "licensees", "Licensees", sees_rights),
    (CHECKS, "question", "Sale check", sees_rights),
    (CHECKS, "where", "Territory map", sees_rights),
    (CHECKS, "denied-sales", "Denied sales", sees_rights),
    (CHECKS, "audit", "Audit log", may_read_audit_log),
    (RECORDS, "marks", "Marks", sees_rights),
    (RECORDS, "consents", "Consents", sees_rights),
    (RECORDS, "territories", "Territories", sees_rights),
    (RECORDS, "registers", "All records", sees_records),
    (RECORDS, "mandates", "Mandates", sees_mandates),
    (RECORDS, "policy", "Policies", sees_policy),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu."""

    group: str
    url: str
    label: str


register.filter("as_percent", percent)
register.filter("channel_in_words", channel_in_words)
register.filter("reason_in_words", reason_in_words)


@register.inclusion_tag("web/parts/notices.html")
def desk_bell(user: User) -> dict[str, Any]:
    """Show the number of unread notices."""
    return {"unread": unread_count(user), "notices_url": reverse("rights:notices")}


@register.simple_tag
def desk_menu(user: User) -> list[Entry]:
    """Return the pages that a person may open."""
    return [
        Entry(group, reverse(f"rights:{name}"), label)
        for group, name, label, check in MENU
        if check(user)
    ]
