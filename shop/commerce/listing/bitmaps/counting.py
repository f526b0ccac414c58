"""Counts of products by facts, words and prices, from bitmaps; in one statement.

Products that have changed since the bitmaps were written, that change by time, that have a rare
word of the search, or that may have all words of a phrase are looked up. The statement compares
all with the same snapshot of the database, so that the numbers are those of the rows.
"""

from collections.abc import Iterator
from itertools import compress, islice
from typing import Any, NamedTuple

from catalog.search.terms import quote
from shop.commerce.listing.bitmaps.open_bits import OpenBits, open_bits
from shop.commerce.listing.bitmaps.statements import (
    LOOKED_UP,
    MOST_COUNTED,
    NEWEST,
    STATE_ROW,
    TOTAL,
    Shape,
    statement_of,
)
from shop.commerce.listing.bitmaps.words import WordBits, combine_words
from shop.commerce.listing.bitmaps.writing import WIDTH
from shop.commerce.listing.conditions import Conditions
from shop.commerce.listing.count_statements import read_asked
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.ranking import Found, ids_wanted, is_by_price
from shop.platform.database.prepared import fetch_rows

EVERY = 2**31 - 1
BETWEEN = chr(31)  # color and size of a bitmap
FEW = 5_000  # products whose prices are looked up; for more, prices are walked until a page is full
_ZEROS_AND_ONES = bytes.maketrans(b"01", b"\0\1")


class FoundInBits(NamedTuple):
    """Products that fit: their number, and that by facet and value, with the position of a size.

    `numbers` is None if the rollup has those of so many products. `products` is what a page is read
    by.
    """

    total: int
    numbers: tuple[tuple[str, str, int, int], ...] | None
    products: Found


def find_in_bitmaps(
    conditions: Conditions, query: ListQuery, *, of_articles: bool
) -> FoundInBits | None:
    """Return the products that fit, with as many of the newest as the page needs.

    None if bitmaps cannot tell: the list is filtered by something else, or they are out of date.
    """
    words = combine_words(conditions.parameters["words"]) if query.text else None
    is_placed = bool(query.category) or query.collection is not None
    if is_placed or query.in_stock or (query.text and words is None):
        return None
    shape = Shape(
        base=" and ".join(conditions.base),
        filters=tuple(conditions.filters.items()),
        words=words.combination if words else None,
        lexemes=len(words.lexemes) if words else 0,
        asked=read_asked(query),
        of_articles=of_articles,
    )
    known = open_bits(query)
    if known is None:
        return None
    by_price = is_by_price(query)
    wanted = EVERY if by_price else ids_wanted(query)
    parameters = {**conditions.parameters, "wanted": wanted, **_lexemes(words)}
    parameters["pairs"] = [
        f"{color}{BETWEEN}{size}" for color in query.color for size in query.size
    ]
    rows = _read(shape, parameters, known)
    state, is_usable = _state(rows)
    if state != known.state and (known := open_bits(query, state)) is not None:
        rows = _read(shape, parameters, known)
        _, is_usable = _state(rows)
    return _found(rows, wanted, shape, by_price=by_price) if is_usable else None


def _lexemes(words: WordBits | None) -> dict[str, list[str]]:
    if words is None:
        return {}
    return {"lexemes": list(words.lexemes), "quoted": [quote(word) for word in words.lexemes]}


def _read(shape: Shape, parameters: dict[str, Any], known: OpenBits) -> list[tuple[Any, ...]]:
    bits = {"open": known.bits, "state": known.state, "exceptions": list(known.exceptions)}
    return fetch_rows(statement_of(shape), parameters | bits)


def _state(rows: list[tuple[Any, ...]]) -> tuple[str, bool]:
    """Return which chunks there are, and whether the other rows are right."""
    return next((row[1], bool(row[2])) for row in rows if row[0] == STATE_ROW)


def _found(
    rows: list[tuple[Any, ...]], wanted: int, shape: Shape, *, by_price: bool
) -> FoundInBits:
    numbers: dict[tuple[str, str], tuple[int, int]] = {}
    chunks: list[tuple[int, bytes]] = []
    ids: list[int] = []
    total = 0
    for facet, value, number, position, bits in rows:
        if facet == TOTAL:
            total += int(number or 0)
        elif facet == NEWEST:
            chunks.append((int(value), bytes(bits)))
        elif facet == LOOKED_UP:
            ids += map(int, value.split(",")) if value else ()
        elif facet != STATE_ROW and value and number:
            others, first = numbers.get((facet, value), (0, position))
            numbers[facet, value] = (others + int(number), min(first, position))
    if by_price and total > FEW:
        products = _as_bits(chunks, ids)
    else:
        every = sorted([*islice(_ids_of(chunks), wanted), *ids], reverse=True)
        products = Found(ids=tuple(every[:wanted]))
    if shape.is_in_rollup and total > MOST_COUNTED:
        return FoundInBits(total, None, products)
    counted = tuple((*key, *number) for key, number in numbers.items())
    return FoundInBits(total, counted, products)


def _as_bits(chunks: list[tuple[int, bytes]], ids: list[int]) -> Found:
    """Return all products as bits, from the first chunk on."""
    bits_by_chunk = dict(chunks)
    first, last = min(bits_by_chunk, default=0), max(bits_by_chunk, default=-1)
    empty = bytes(WIDTH // 8)
    bits = b"".join(bits_by_chunk.get(chunk, empty) for chunk in range(first, last + 1))
    return Found(ids=tuple(ids), first=first * WIDTH, bits=bits)


def _ids_of(chunks: list[tuple[int, bytes]]) -> Iterator[int]:
    """Yield the ids whose bit is set, the highest first."""
    for chunk, bits in sorted(chunks, reverse=True):
        digits = f"{int.from_bytes(bits):0{WIDTH}b}".encode().translate(_ZEROS_AND_ONES)
        first = chunk * WIDTH
        yield from compress(range(first + WIDTH - 1, first - 1, -1), reversed(digits))
