"""Pages that a content delivery network keeps: the one function that drops them.

The keys are the scopes of pages, and `rights` for what depends on rights, which is all of them. An
answer names its keys in `Surrogate-Key` only where a network is configured (`CDN_PURGE_URL`).
"""

import json
from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import Protocol
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection, transaction

RIGHTS = "rights"
TIMEOUT_S = 10
MOST_KEYS = 250  # in one request
HEADER = "Surrogate-Key"
LONGEST_HEADER = 8000
# Scopes of the commits since the last purge; one job at a time moves the mark on. A mark from the
# future is that of another database, from which this one was copied: then every change counts.
_TAKE_CHANGES = """
    with mark as (
        select rights_key, case
            when pg_snapshot_xmax(snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) then snapshot
            else '1:1:'::pg_snapshot end as snapshot
        from page_store_purge for update
    ), present as (
        select pg_current_snapshot() as snapshot,
            (select hashtextextended(string_agg(number::text, ',' order by id), 0)::text
                from licensing_rightsrevision) as rights_key
    ), moved as (
        update page_store_purge purge
        set snapshot = present.snapshot, rights_key = coalesce(present.rights_key, '')
        from present
    )
    select distinct change.scope from page_store_change change, mark
    where change.xid >= pg_snapshot_xmin(mark.snapshot)
        and not pg_visible_in_snapshot(change.xid, mark.snapshot)
    union all
    select 'rights' from mark, present where mark.rights_key is distinct from present.rights_key
"""


class Network(Protocol):
    """A content delivery network."""

    def purge(self, keys: Sequence[str]) -> None:
        """Drop the pages with one of the keys; raises an error if that is not certain."""


class NoNetwork:
    """No network: nothing is kept outside of the shop."""

    def purge(self, keys: Sequence[str]) -> None:
        """Do nothing."""


class HttpNetwork:
    """A network that drops pages by a POST of `{"surrogate_keys": [...]}` with a bearer token."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token

    def purge(self, keys: Sequence[str]) -> None:
        """Send the keys. Raises `OSError` if the network does not answer with success."""
        request = Request(  # noqa: S310  the address is checked to be http(s) at the start
            self._url,
            data=json.dumps({"surrogate_keys": list(keys)}).encode(),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
            },
            method="POST",
        )
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                message = f"the network answered {answer.status}"
                raise OSError(message)


def network() -> Network:
    """Return the configured network."""
    url = settings.ENV.CDN_PURGE_URL
    return HttpNetwork(url, settings.ENV.CDN_PURGE_TOKEN or "") if url else NoNetwork()


def purge(keys: Collection[str]) -> None:
    """Drop what a network keeps under these keys."""
    ordered, delivery = sorted(keys), network()
    for start in range(0, len(ordered), MOST_KEYS):
        delivery.purge(ordered[start : start + MOST_KEYS])


@transaction.atomic
def purge_changes() -> int:
    """Purge what was changed since the last time; return the number of keys.

    The mark stays where it was if the network cannot be reached.
    """
    if not settings.ENV.CDN_PURGE_URL:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_CHANGES)
        keys = {scope for (scope,) in cursor.fetchall()}
    if keys:
        purge(keys)
    return len(keys)


def surrogate_keys(scopes: Collection[str]) -> str:
    """Return the header of a page; a page of too many scopes has those of whole lists alone."""
    text = " ".join([RIGHTS, *sorted(scopes)])
    if len(text) <= LONGEST_HEADER:
        return text
    return " ".join([RIGHTS, *sorted(scope for scope in scopes if not scope.startswith("p:"))])
