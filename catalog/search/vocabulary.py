"""The words of all products, used to correct typing errors."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection

SHORTEST, LONGEST = 4, 30  # shorter words have too many neighbors
ONE_ERROR = 7  # words up to this length may differ by one typing error, longer ones by two
CANDIDATES = 5
_LOCK = 20_261_129
_COUNT = """
    select word, ndoc from ts_stat(
        'select search_document from catalogue_product where is_public'
        ' and structure <> ''child'' and search_document is not null'
    ) where word !~ '[/0-9]' and length(word) between %s and %s
"""


def letter_deletions(word: str) -> list[str]:
    """Return the word and every form of it without one letter."""
    return sorted({word} | {word[:i] + word[i + 1 :] for i in range(len(word))})


def learn_words(words: Collection[str]) -> None:
    """Add new words of products, unless another transaction is doing so.

    Waiting for each other could deadlock transactions that change products; a job adds skipped
    words later.
    """
    learned = sorted(word for word in words if _is_kept(word))
    with connection.cursor() as cursor:
        cursor.execute(
            "select w from unnest(%s::text[]) w"
            " where not exists (select 1 from catalogue_searchword k where k.word = w)",
            [learned],
        )
        new = [row[0] for row in cursor.fetchall()]
        if not new:
            return
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone()[0]:
            _insert(cursor, dict.fromkeys(new, 1))


def count_words() -> int:
    """Update the words and their numbers of products; return the number of words."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_COUNT, [SHORTEST, LONGEST])
        counts = {word: number for word, number in cursor.fetchall() if _is_kept(word)}
        _insert(cursor, counts)
        cursor.execute("delete from catalogue_searchword where not word = any(%s)", [list(counts)])
    return len(counts)


def similar_words(word: str) -> list[str]:
    """Return words with one or two typing errors difference, nearest and most frequent first."""
    if not _is_kept(word):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, products from catalogue_searchword where deletions && %s::varchar[]",
            [letter_deletions(word)],
        )
        rows = cursor.fetchall()
    allowed = 1 if len(word) <= ONE_ERROR else 2
    candidates = [
        (edit_distance(word, other), -number, other) for other, number in rows if other != word
    ]
    return [other for errors, _, other in sorted(candidates) if errors <= allowed][:CANDIDATES]


def edit_distance(first: str, second: str) -> int:
    """Return the edit distance, counting swapped neighbors as one."""
    rows = [list(range(len(second) + 1))]
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _is_kept(word: str) -> bool:
    """Return whether a word has only letters and is long enough to be corrected."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not _is_unspaced(word)


def _is_unspaced(word: str) -> bool:
    return any(sign >= "\u0e00" and not sign.isascii() for sign in word)


def _insert(cursor: Any, counts: Mapping[str, int]) -> None:
    words = sorted(counts)
    forms = ["{" + ",".join(letter_deletions(word)) + "}" for word in words]
    cursor.execute(
        "insert into catalogue_searchword as k (word, deletions, products)"
        " select w, d::varchar[], n from unnest(%s::text[], %s::text[], %s::int[]) t(w, d, n)"
        " on conflict (word) do update set products = excluded.products"
        " where k.products <> excluded.products",
        [words, forms, [counts[word] for word in words]],
    )
