"""Words of a search as a combination of bitmaps: it finds what PostgreSQL finds."""

import random

import pytest
from django.db import connection

from catalog.search.terms import quote
from shop.commerce.listing.bitmaps.words import MOST_LEXEMES, combine_words

LEXEMES = ("pin", "l'or", "/kind/cap", "a\\b", "é")
TREES, DOCUMENTS = 150, 25


def tree(chance: random.Random, depth: int, *, phrases: bool) -> str:
    """Return the text of a random tsquery."""
    if not depth or chance.random() < 0.2:
        return quote(chance.choice(LEXEMES))
    sign = chance.choice(["&", "|", "<->"] if phrases else ["&", "|"])
    operands = [tree(chance, depth - 1, phrases=phrases) for _ in range(chance.randint(2, 3))]
    joined = f" {sign} ".join(operands)
    return f"({joined})" if chance.random() < 0.7 else joined


@pytest.mark.django_db
def test_words_are_combined_as_postgresql_matches_them() -> None:
    chance = random.Random(7)
    texts = [tree(chance, 3, phrases=number % 3 > 0) for number in range(TREES)]
    documents = [chance.choices(LEXEMES, k=chance.randint(0, 6)) for _ in range(DOCUMENTS)]
    vectors = [
        " ".join(f"{quote(word)}:{place}" for place, word in enumerate(words, 1))
        for words in documents
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select d.vector::tsvector @@ q.text::tsquery"
            " from unnest(%s::text[]) with ordinality as q(text, place)"
            " cross join unnest(%s::text[]) with ordinality as d(vector, place)"
            " order by q.place, d.place",
            [texts, vectors],
        )
        matches = iter([bool(row[0]) for row in cursor.fetchall()])
    seen = set()
    for text in texts:
        words = combine_words(text)
        assert words is not None, text
        for document in documents:
            bits = {f"w{n}": str(lexeme in document) for n, lexeme in enumerate(words.lexemes)}
            surely, perhaps = (
                bool(part) and bool(eval(part.format(**bits)))  # noqa: S307  our own text
                for part in words.combination
            )
            match = next(matches)
            assert surely <= match <= perhaps, (text, document)
            assert surely == perhaps or "<->" in text, text
            seen.add((surely, match, perhaps))
    assert len(seen) == 4


@pytest.mark.parametrize(
    "text", ["'pin':*", "'pin':A", "'pin' & 'cap':*", "!'pin'", "'pin' <2> 'cap'"]
)
def test_prefixes_weights_and_other_signs_are_left_to_the_database(text: str) -> None:
    assert combine_words(text) is None


def test_a_search_with_very_many_lexemes_is_left_to_the_database() -> None:
    most = " | ".join(f"'w{number}'" for number in range(MOST_LEXEMES))
    assert combine_words(most) is not None
    assert combine_words(f"{most} | 'more'") is None
