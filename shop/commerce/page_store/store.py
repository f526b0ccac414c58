"""Reading and writing of stored pages: one statement proves that a page is right and returns it.

A page's transactions, rights and time are checked by the function `page_store_read` in the same
statement that returns the bytes, so no answer is older than the request. The process keeps the
bytes of some pages; then the statement returns the proof alone.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import brotli
import psycopg
from django.db import connection
from structlog import get_logger

from shop.commerce.page_store.dependencies import Dependencies
from shop.commerce.page_store.local_pages import RecentlyUsed

LONGEST_LIFE_S = 3600
LONGEST_FILL_S = 60
LARGEST_BYTES = 1_000_000  # of a page before it is compressed
MOST_PAGES, MOST_BYTES = 100_000, 1_000_000_000
GZIP_LEVEL, BROTLI_QUALITY = 6, 5

log = get_logger("shop.page_store")


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page: digest of its bytes, headers, marked places, and the body in one encoding.

    A place is a name and the part of the uncompressed body that stands there for a visitor about
    whom nothing is known.
    """

    digest: bytes
    headers: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, int, int], ...]
    body: bytes
    encoding: str  # "br" or "gzip"

    def plain(self) -> bytes:
        """Return the body without compression."""
        return brotli.decompress(self.body) if self.encoding == "br" else gzip.decompress(self.body)


local_pages = RecentlyUsed[tuple[bytes, str], StoredPage]()


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of a read: the page if it is right, and what a new one would be based on.

    `units` are those in the guest's basket that was asked for.
    """

    snapshot: str
    rights_key: str
    at: datetime
    units: int | None
    page: StoredPage | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it was rendered, before it is compressed."""

    headers: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, int, int], ...]
    body: bytes


def page_key(*parts: str) -> bytes:
    """Return the key of a page from everything that was asked for."""
    return hashlib.sha256("\n".join(parts).encode()).digest()


def read_page(
    key: bytes, *, encoding: str, basket: int | None = None, market_code: str = ""
) -> Reading:
    """Return the stored page if it is right now; one statement."""
    kept = local_pages.find((key, encoding))
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from page_store_read(%s, %s, %s, %s, %s)",
            [key, kept.digest if kept else None, encoding == "br", basket, market_code],
        )
        snapshot, rights_key, at, units, digest, head, body = cursor.fetchone()
    page = None
    if digest is not None:
        page = kept if body is None else _checked_page(bytes(digest), head, bytes(body), encoding)
        if page is not None and page is not kept:
            _keep(key, page)
    return Reading(snapshot, rights_key or "", at, units, page)


def is_right(key: bytes, digest: bytes, encoding: str) -> bool:
    """Return whether the page with this digest is right now; one statement, as `read_page`.

    The connection is borrowed from the pool without Django, for callers outside of its requests.
    Raises what the driver raises.
    """
    pool = getattr(connection, "pool", None)  # only the running shop has one
    if pool is None:
        connection.ensure_connection()
        return _is_right(connection.connection, key, digest, encoding)
    pool.open()
    borrowed = pool.getconn()
    try:
        return _is_right(borrowed, key, digest, encoding)
    finally:
        pool.putconn(borrowed)


def _is_right(database: Any, key: bytes, digest: bytes, encoding: str) -> bool:
    with psycopg.Cursor(database) as cursor:
        cursor.execute(_PROOF, [digest, key, digest, encoding == "br"], prepare=True)
        return cursor.fetchone() == (True,)


_PROOF = "select page_digest = %s from page_store_read(%s, %s, %s, null, '')"


def _keep(key: bytes, page: StoredPage) -> None:
    local_pages.keep((key, page.encoding), page, len(page.body))


def save_page(
    key: bytes, rendered: Rendered, dependencies: Dependencies, reading: Reading, encoding: str
) -> StoredPage | None:
    """Store a rendered page; None if it must not be stored. One statement.

    `reading` is the read that found no page: its snapshot was taken before the page was rendered.
    """
    if not reading.rights_key or len(rendered.body) > LARGEST_BYTES:
        return None
    bodies = {
        "gzip": gzip.compress(rendered.body, GZIP_LEVEL, mtime=0),
        "br": brotli.compress(rendered.body, quality=BROTLI_QUALITY),
    }
    head = {"headers": rendered.headers, "places": rendered.places}
    text = json.dumps(head)
    digest = hashlib.sha256(text.encode() + rendered.body).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            _SAVE,
            {
                "key": key,
                "scopes": sorted(dependencies.scopes),
                "snapshot": reading.snapshot,
                "rights_key": reading.rights_key,
                "at": reading.at,
                "until": dependencies.until,
                "digest": digest,
                "head": text,
                "size": len(bodies["gzip"]) + len(bodies["br"]),
                "gzip": bodies["gzip"],
                "brotli": bodies["br"],
                "longest_life": LONGEST_LIFE_S,
                "longest_fill": LONGEST_FILL_S,
            },
        )
    page = StoredPage(digest, rendered.headers, rendered.places, bodies[encoding], encoding)
    _keep(key, page)
    return page


_SAVE = """
    insert into page_store_page as page (
        key, scopes, snapshot, rights_key, rendered_at, valid_until, digest, head, size, gzip,
        brotli
    )
    select %(key)s, %(scopes)s::text[], %(snapshot)s::pg_snapshot, %(rights_key)s, %(at)s,
        least(
            %(at)s::timestamptz + make_interval(secs => %(longest_life)s),
            %(until)s::timestamptz,
            page_store_next_change(%(scopes)s::text[], %(at)s)
        ),
        %(digest)s, %(head)s::jsonb, %(size)s, %(gzip)s, %(brotli)s
    where clock_timestamp() < %(at)s::timestamptz + make_interval(secs => %(longest_fill)s)
    on conflict (key) do update set
        scopes = excluded.scopes, snapshot = excluded.snapshot, rights_key = excluded.rights_key,
        rendered_at = excluded.rendered_at, valid_until = excluded.valid_until,
        digest = excluded.digest, head = excluded.head, size = excluded.size,
        gzip = excluded.gzip, brotli = excluded.brotli
    where page.rendered_at <= excluded.rendered_at or page.rendered_at > now()
"""


def prune() -> tuple[int, int]:
    """Delete pages that have ended or are too many, and changes that no page can need.

    Returns the numbers of pages and changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from page_store_prune(make_interval(secs => %s), %s, %s)",
            [LONGEST_LIFE_S, MOST_PAGES, MOST_BYTES],
        )
        pages, changes = cursor.fetchone()
    return pages, changes


def _checked_page(digest: bytes, head: Any, body: bytes, encoding: str) -> StoredPage | None:
    """Return a page from its row; None if the row is damaged, so that it is made again."""
    try:
        return _page(digest, head, body, encoding)
    except Exception as error:  # noqa: BLE001  decompressing names no common error
        log.warning("page_store.page_damaged", error=type(error).__name__)
        return None


def _page(digest: bytes, head: Any, body: bytes, encoding: str) -> StoredPage:
    """Return a page from its row. Raises an error if its bytes are not those that were stored."""
    values = json.loads(head) if isinstance(head, str) else head
    page = StoredPage(
        digest=digest,
        headers=tuple((str(name), str(value)) for name, value in values["headers"]),
        places=tuple((str(name), int(start), int(end)) for name, start, end in values["places"]),
        body=body,
        encoding=encoding,
    )
    plain = page.plain()
    text = json.dumps({"headers": page.headers, "places": page.places})
    if hashlib.sha256(text.encode() + plain).digest() != digest:
        message = "the digest is that of other bytes"
        raise ValueError(message)
    return page
